import { type Context, Hono } from 'hono'
import { limitRate } from '../rate-limit.ts'
import { accountRoutes } from './account/routes.ts'
import type { Charge } from './charge.ts'
import { currencyRoutes } from './currency-routes.ts'
import {
  authRequired,
  invalidApiKey,
  invalidParams,
  invalidToken,
  invoiceNotFound,
  paymentNotFound,
  wrongLogin,
} from './errors.ts'
import type { Nowpayments } from './gateway.ts'
import { invoiceBody, paymentForInvoice } from './invoices.ts'
import { listPage } from './payment-list.ts'
import type { PaymentRequest } from './payments.ts'
import { replyError, type VendorEnv } from './replies.ts'
import { parseInvoice, parseInvoicePayment, parsePayment } from './requests.ts'
import { createdBody, listedBody, readBody } from './wire.ts'

// The vendor's API: its paths, its order of checks, its replies.

const jsonOf = async (c: Context): Promise<unknown> => {
  try {
    return await c.req.json()
  } catch {
    return null
  }
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

const textField = (fields: unknown, key: string): string =>
  isFields(fields) ? String(fields[key] ?? '') : ''

export const createNowpaymentsRoutes = (gateway: Nowpayments, origin: () => string): Hono<VendorEnv> => {
  const routes = new Hono<VendorEnv>()
  routes.use(limitRate(gateway.clock, () => gateway.settings().rateLimitPerSecond))
  routes.get('/status', (c) => c.json({ message: 'OK' }))
  routes.post('/auth', async (c) => {
    const fields = await jsonOf(c)
    const token = gateway.accounts.login(textField(fields, 'email'), textField(fields, 'password'))
    return token === null ? replyError(c, wrongLogin()) : c.json({ token })
  })
  routes.use(async (c, next) => {
    const account = gateway.accounts.byKey(c.req.header('x-api-key'))
    if (account === undefined) return replyError(c, invalidApiKey())
    c.set('account', account)
    return next()
  })
  routes.route('/', currencyRoutes(gateway))
  routes.route('/', paymentRoutes(gateway))
  routes.route('/', invoiceRoutes(gateway, origin))
  routes.route('/', accountRoutes(gateway))
  routes.notFound((c) =>
    c.json({ status: false, statusCode: 404, code: 'NOT_FOUND', message: 'Not found' }, 404),
  )
  return routes
}

const createAndReply = (c: Context<VendorEnv>, gateway: Nowpayments, request: PaymentRequest): Response => {
  const created = gateway.payments.create(request, c.get('account'))
  if (!created.ok) return replyError(c, created.error)
  const body = createdBody(created.value, gateway.settings().createAmountType)
  gateway.stages.open(created.value)
  return c.json(body, 201)
}

const ownCharge = (c: Context<VendorEnv>, gateway: Nowpayments, id: string): Charge | undefined => {
  const charge = gateway.payments.find(id)
  return charge?.apiKey === c.get('account').apiKey ? charge : undefined
}

const paymentRoutes = (gateway: Nowpayments): Hono<VendorEnv> => {
  const routes = new Hono<VendorEnv>()
  const readOptions = () => ({
    namesParent: gateway.settings().childNamesParent,
    finishedWithZeroPaid: gateway.settings().finishedWithZeroPaid,
  })

  routes.post('/payment', async (c) => {
    const parsed = parsePayment(await jsonOf(c))
    return parsed.ok ? createAndReply(c, gateway, parsed.value) : replyError(c, parsed.error)
  })
  const list = (c: Context<VendorEnv>): Response => {
    const token = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1]
    if (token === undefined) return replyError(c, authRequired())
    if (!gateway.accounts.isTokenValid(token)) return replyError(c, invalidToken())
    const own = gateway.payments.list().filter((charge) => charge.apiKey === c.get('account').apiKey)
    const page = listPage(own, c.req.query())
    if (!page.ok) return replyError(c, page.error)
    return c.json({ ...page.value, data: page.value.data.map((charge) => listedBody(charge, readOptions())) })
  }
  routes.get('/payment/', list)
  routes.get('/payment', list)
  routes.get('/payment/:id', (c) => {
    const id = c.req.param('id')
    if (!/^\d+$/.test(id)) return replyError(c, invalidParams('Payment id must be a number'))
    const charge = ownCharge(c, gateway, id)
    return charge === undefined ? replyError(c, paymentNotFound()) : c.json(readBody(charge, readOptions()))
  })
  return routes
}

const invoiceRoutes = (gateway: Nowpayments, origin: () => string): Hono<VendorEnv> => {
  const routes = new Hono<VendorEnv>()
  routes.post('/invoice', async (c) => {
    const parsed = parseInvoice(await jsonOf(c))
    if (!parsed.ok) return replyError(c, parsed.error)
    const invoice = gateway.invoices.create(parsed.value, c.get('account'))
    return c.json(invoiceBody(invoice, origin()), 201)
  })
  routes.post('/invoice-payment', async (c) => {
    const parsed = parseInvoicePayment(await jsonOf(c))
    if (!parsed.ok) return replyError(c, parsed.error)
    const invoice = gateway.invoices.find(String(parsed.value.iid))
    if (invoice?.accountName !== c.get('account').name) return replyError(c, invoiceNotFound())
    return createAndReply(c, gateway, paymentForInvoice(invoice, parsed.value))
  })
  return routes
}
