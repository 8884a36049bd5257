import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { authRequired, invalidToken } from '../errors.ts'
import type { Nowpayments } from '../gateway.ts'
import { replyError, type VendorEnv } from '../replies.ts'
import { balanceBody } from './balance.ts'
import { conversionBody } from './conversions.ts'
import { conversionNotFound, invalidAddress, payoutNotFound } from './errors.ts'
import { listedPayoutBody, type Payout, payoutBody } from './payout.ts'
import { isAddressOf, parseAddress, parseConversion, parsePayout } from './requests.ts'

// The account's paths: balance and address check by key alone, the others for a signed-in owner.

const largestPage = 100

const jsonOf = async (c: Context): Promise<unknown> => {
  try {
    return await c.req.json()
  } catch {
    return null
  }
}

const codeOf = (fields: unknown): string => {
  const code: unknown =
    fields !== null && typeof fields === 'object' ? Reflect.get(fields, 'verification_code') : ''
  return String(code ?? '')
}

const pageOf = <T>(rows: readonly T[], from: number, limit: number): T[] => rows.slice(from, from + limit)

const numberOf = (text: string | undefined, otherwise: number): number => {
  const number = Number(text ?? otherwise)
  return Number.isInteger(number) && number >= 0 ? number : otherwise
}

const limitOf = (text: string | undefined): number => Math.min(numberOf(text, 10), largestPage)

export const accountRoutes = (gateway: Nowpayments): Hono<VendorEnv> => {
  const routes = new Hono<VendorEnv>()
  const { accounts, desk } = gateway

  const needsToken: MiddlewareHandler<VendorEnv> = async (c, next) => {
    const token = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1]
    if (token === undefined) return replyError(c, authRequired())
    return accounts.isTokenValid(token) ? next() : replyError(c, invalidToken())
  }

  routes.get('/balance', (c) => c.json(balanceBody(desk.balances(c.get('account')))))
  routes.post('/payout/validate-address', async (c) => {
    const parsed = parseAddress(await jsonOf(c))
    if (!parsed.ok) return replyError(c, parsed.error)
    const { currency, address } = parsed.value
    return isAddressOf(currency, address) ? c.text('OK') : replyError(c, invalidAddress(currency, address))
  })

  routes.post('/payout', needsToken, async (c) => {
    const parsed = parsePayout(await jsonOf(c))
    if (!parsed.ok) return replyError(c, parsed.error)
    const made = desk.createPayout(parsed.value, c.get('account'))
    if (!made.ok) return replyError(c, made.error)
    return c.json({ id: made.value.id, withdrawals: made.value.payouts.map(payoutBody) })
  })
  routes.post('/payout/:batchId/verify', needsToken, async (c) => {
    const verified = desk.verify(c.req.param('batchId'), codeOf(await jsonOf(c)), c.get('account'))
    return verified.ok ? c.text('OK') : replyError(c, verified.error)
  })
  routes.get('/payout', needsToken, (c) => {
    const from = Date.parse(c.req.query('date_from') ?? '')
    const since = (payout: Payout) => !(payout.createdAt < from)
    const oldestFirst = desk.payouts(c.get('account')).filter(since)
    const ordered = c.req.query('order') === 'desc' ? oldestFirst.toReversed() : oldestFirst
    const limit = limitOf(c.req.query('limit'))
    const page = numberOf(c.req.query('page'), 0)
    return c.json({ payouts: pageOf(ordered, page * limit, limit).map(listedPayoutBody) })
  })
  routes.get('/payout/:batchId', needsToken, (c) => {
    const own = desk.payouts(c.get('account')).filter(({ batchId }) => batchId === c.req.param('batchId'))
    return own.length > 0 ? c.json(own.map(payoutBody)) : replyError(c, payoutNotFound())
  })

  routes.post('/conversion', needsToken, async (c) => {
    const parsed = parseConversion(await jsonOf(c))
    if (!parsed.ok) return replyError(c, parsed.error)
    const made = desk.convert(parsed.value, c.get('account'))
    return made.ok ? c.json({ result: conversionBody(made.value) }) : replyError(c, made.error)
  })
  routes.get('/conversion', needsToken, (c) => {
    const all = desk.conversions(c.get('account'))
    const found = pageOf(all, numberOf(c.req.query('offset'), 0), limitOf(c.req.query('limit')))
    return c.json({ result: found.map(conversionBody), count: all.length })
  })
  routes.get('/conversion/:id', needsToken, (c) => {
    const found = desk.conversions(c.get('account')).find(({ id }) => id === c.req.param('id'))
    return found ? c.json({ result: conversionBody(found) }) : replyError(c, conversionNotFound())
  })
  return routes
}
