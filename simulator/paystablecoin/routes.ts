import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { limitRate } from '../rate-limit.ts'
import { authenticate } from './authenticate.ts'
import { duplicateOrder, invalidFormat, notFound, orderNotFound, tooLarge, wrongMethod } from './errors.ts'
import type { Gateway } from './gateway.ts'
import { refuse, succeed } from './replies.ts'
import { parseOrder, parsePage } from './requests.ts'
import type { Account } from './settings.ts'
import { orderBody } from './wire.ts'

// The vendor's API Checkout: its paths, its order of checks, its replies.

export const checkoutPath = '/api/v1/merchants/:merchantId/checkout'
const methodsPath = `${checkoutPath}/payment-methods`
const ordersPath = `${checkoutPath}/orders`
const orderPath = `${ordersPath}/:merchantOrderId`

const longestBody = 64 * 1024

type Answer = (c: Context, account: Account, body: Uint8Array) => Response

export const createRoutes = (gateway: Gateway, base: string): Hono => {
  const { orders, settings, clock } = gateway
  const routes = new Hono()

  const signed = (answer: Answer) => async (c: Context) => {
    const body = new Uint8Array(await c.req.arrayBuffer())
    const caller = authenticate(c, gateway, base, { merchantId: c.req.param('merchantId') ?? '', body })
    return caller.ok ? answer(c, caller.account, body) : refuse(c, gateway, caller.error)
  }

  const create: Answer = (c, account, body) => {
    const parsed = parseOrder(body, clock.now())
    if (!parsed.ok) return refuse(c, gateway, parsed.error)
    const known = orders.find(parsed.value.merchantOrderId, account)
    if (known !== undefined && settings.current().duplicateOrders === 'same') {
      return succeed(c, gateway, orderBody(known, account.merchantId, settings.current()))
    }
    if (known !== undefined) return refuse(c, gateway, duplicateOrder())
    const created = orders.create(parsed.value, account)
    if (!created.ok) return refuse(c, gateway, created.error)
    return succeed(c, gateway, orderBody(created.value, account.merchantId, settings.current()))
  }

  const read: Answer = (c, account) => {
    const id = c.req.param('merchantOrderId') ?? ''
    if (!/^[A-Za-z0-9_-]{16,64}$/.test(id)) return refuse(c, gateway, invalidFormat('merchantOrderId'))
    const order = orders.find(id, account)
    if (order === undefined) return refuse(c, gateway, orderNotFound())
    return succeed(c, gateway, orderBody(order, account.merchantId, settings.current()))
  }

  const list: Answer = (c, account) => {
    const parsed = parsePage(c.req.query())
    if (!parsed.ok) return refuse(c, gateway, parsed.error)
    const { page, size, status } = parsed.value
    const own = orders.list().filter((order) => order.accountName === account.name)
    const found = own.filter((order) => status === null || order.status === status).toReversed()
    const shown = found.slice((page - 1) * size, page * size)
    return succeed(c, gateway, {
      page,
      size,
      total: found.length,
      list: shown.map((order) => orderBody(order, account.merchantId, settings.current())),
    })
  }

  routes.use(limitRate(clock, () => settings.current().rateLimitPerSecond))
  routes.use(bodyLimit({ maxSize: longestBody, onError: (c) => refuse(c, gateway, tooLarge()) }))
  routes.get(
    methodsPath,
    signed((c) => succeed(c, gateway, settings.current().methods)),
  )
  routes.post(ordersPath, signed(create))
  routes.get(ordersPath, signed(list))
  routes.get(orderPath, signed(read))
  for (const path of [methodsPath, ordersPath, orderPath]) {
    routes.all(path, (c) => refuse(c, gateway, wrongMethod()))
  }
  routes.all('*', (c) => refuse(c, gateway, notFound()))
  return routes
}
