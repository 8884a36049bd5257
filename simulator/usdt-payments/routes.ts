import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Refusal } from '../misbehaviour/vendor-faults.ts'
import { limitRate } from '../rate-limit.ts'
import {
  duplicateOrder,
  invalidApiKey,
  invalidSignature,
  missing,
  notFound,
  paymentNotFound,
  tooLarge,
  wrongMethod,
} from './errors.ts'
import type { Gateway } from './gateway.ts'
import { parsePayment } from './requests.ts'
import type { Account } from './settings.ts'
import { isSignedBy } from './signature.ts'
import { createdBody, jsonText, statusBody } from './wire.ts'

// The vendor's API: its two paths, its order of checks, its replies.

export const createPath = '/api/create-payment.php'
export const statusPath = '/api/payment-status.php'

const longestBody = 64 * 1024
const noBody = new Uint8Array()

/** The refusal with the HTTP status that the settings ask for. */
export const worded = (gateway: Gateway, refusal: Refusal): Refusal =>
  gateway.settings.current().errorStatus === '200' ? { ...refusal, status: 200 } : refusal

export const createRoutes = (gateway: Gateway): Hono => {
  const { accounts, payments, settings, base } = gateway
  const routes = new Hono()

  const answer = (c: Context, body: object, status: Refusal['status'] = 200): Response =>
    c.body(jsonText(body, settings.current()), status, { 'content-type': 'application/json; charset=utf-8' })

  const refuse = (c: Context, refusal: Refusal): Response => {
    const { body, status } = worded(gateway, refusal)
    return answer(c, body, status)
  }

  const accountOf = (c: Context): Account | undefined => {
    const key = c.req.header('x-api-key')
    return accounts.list().find(({ apiKey }) => apiKey === key)
  }

  const isSigned = (c: Context, { apiSecret }: Account, body: Uint8Array) =>
    isSignedBy(apiSecret, body, c.req.header('x-signature'))

  routes.use(limitRate(gateway.clock, () => settings.current().rateLimitPerSecond))
  routes.use(bodyLimit({ maxSize: longestBody, onError: (c) => refuse(c, tooLarge()) }))

  routes.post(createPath, async (c) => {
    const body = new Uint8Array(await c.req.arrayBuffer())
    const account = accountOf(c)
    if (account === undefined) return refuse(c, invalidApiKey())
    if (!isSigned(c, account, body)) return refuse(c, invalidSignature())
    const parsed = parsePayment(body)
    if (!parsed.ok) return refuse(c, parsed.error)
    const { duplicateOrders } = settings.current()
    const known = payments.findOrder(parsed.value.orderId, account)
    if (known !== undefined && duplicateOrders === 'refused') return refuse(c, duplicateOrder())
    const isKept = duplicateOrders === 'same' && known?.status === 'pending'
    const charge = isKept ? known : payments.create(parsed.value, account)
    return answer(c, createdBody(charge, settings.current(), base()))
  })

  routes.get(statusPath, (c) => {
    const { statusAuth } = settings.current()
    const account = accountOf(c)
    if (statusAuth !== 'none' && account === undefined) return refuse(c, invalidApiKey())
    if (statusAuth === 'signed' && account !== undefined && !isSigned(c, account, noBody)) {
      return refuse(c, invalidSignature())
    }
    const id = c.req.query('payment_id') ?? ''
    if (id === '') return refuse(c, missing('payment_id'))
    const charge = payments.find(id)
    const isOwn = account === undefined || charge?.accountName === account.name
    if (charge === undefined || !isOwn) return refuse(c, paymentNotFound())
    return answer(c, statusBody(charge, settings.current(), base()))
  })

  for (const path of [createPath, statusPath]) routes.all(path, (c) => refuse(c, wrongMethod()))
  routes.all('*', (c) => refuse(c, notFound()))
  return routes
}
