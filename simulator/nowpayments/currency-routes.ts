import { type Context, Hono } from 'hono'
import { microNumber, parseMicro, shortMicroText } from '../amounts.ts'
import { invalidParams, noEstimate } from './errors.ts'
import type { Nowpayments } from './gateway.ts'
import { type Coin, coins } from './rates.ts'
import { replyError, type VendorEnv } from './replies.ts'

// Coins, minimums and estimates.

const fullBody = (coin: Coin) => ({
  id: coin.id,
  code: coin.code.toUpperCase(),
  name: coin.name,
  enable: true,
  wallet_regex: coin.walletRegex,
  priority: 1,
  extra_id_exists: false,
  extra_id_regex: null,
  logo_url: `/images/coins/${coin.code}.svg`,
  track: true,
  cg_id: coin.geckoId,
  is_maxlimit: false,
  network: coin.network,
  smart_contract: coin.smartContract,
  network_precision: String(coin.precision),
  precision: coin.precision,
  ticker: coin.ticker,
  available_for_payment: true,
  available_for_payout: true,
  is_stable: coin.isStable,
})

const merchantCoins = (enabled: readonly string[], shape: 'selectedCurrencies' | 'currencies') =>
  shape === 'currencies'
    ? { currencies: enabled.map((code) => code.toLowerCase()) }
    : { selectedCurrencies: enabled.map((code) => code.toUpperCase()) }

const minAmount = (c: Context<VendorEnv>, gateway: Nowpayments): Response => {
  const from = c.req.query('currency_from')?.toLowerCase()
  const to = c.req.query('currency_to')?.toLowerCase()
  const fiat = c.req.query('fiat_equivalent')?.toLowerCase()
  if (from === undefined) return replyError(c, invalidParams('currency_from is required'))
  if (to === undefined) return replyError(c, invalidParams('currency_to is required'))
  const isFixed = [c.req.query('is_fixed_rate'), c.req.query('is_fee_paid_by_user')].includes('true')
  const lowest = gateway.payments.minimum(from, isFixed)
  if (lowest === null || from === 'usdt' || to === 'usdt' || !gateway.rates.isKnown(to)) {
    return replyError(c, noEstimate(from, to))
  }
  const equivalent = fiat === undefined ? null : gateway.rates.convert(lowest, from, fiat)
  return c.json({
    currency_from: from,
    currency_to: to,
    min_amount: microNumber(lowest),
    ...(equivalent !== null && { fiat_equivalent: microNumber(equivalent) }),
  })
}

const estimate = (c: Context<VendorEnv>, gateway: Nowpayments): Response => {
  const from = c.req.query('currency_from')?.toLowerCase()
  const to = c.req.query('currency_to')?.toLowerCase()
  const amount = parseMicro(c.req.query('amount') ?? '')
  if (amount === null || amount === 0n)
    return replyError(c, invalidParams('amount must be a positive number'))
  if (from === undefined) return replyError(c, invalidParams('currency_from is required'))
  if (to === undefined) return replyError(c, invalidParams('currency_to is required'))
  const quoted = gateway.payments.quote(amount, from, to)
  if (!quoted.ok) return replyError(c, quoted.error)
  const asText = gateway.settings().estimateAmountType === 'string'
  return c.json({
    currency_from: from,
    amount_from: microNumber(amount),
    currency_to: to,
    estimated_amount: asText ? shortMicroText(quoted.value) : microNumber(quoted.value),
  })
}

export const currencyRoutes = (gateway: Nowpayments): Hono<VendorEnv> => {
  const routes = new Hono<VendorEnv>()
  routes.get('/currencies', (c) => c.json({ currencies: coins.map((coin) => coin.code) }))
  routes.get('/full-currencies', (c) => c.json({ currencies: coins.map(fullBody) }))
  routes.get('/merchant/coins', (c) =>
    c.json(merchantCoins(c.get('account').enabledCoins, gateway.settings().coinsReply)),
  )
  routes.get('/min-amount', (c) => minAmount(c, gateway))
  routes.get('/estimate', (c) => estimate(c, gateway))
  return routes
}
