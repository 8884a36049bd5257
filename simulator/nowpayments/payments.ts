import { microText, parseMicro } from '../amounts.ts'
import type { Chain } from '../chain.ts'
import type { SimulatorClock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { Charge } from './charge.ts'
import { amountTooSmall, coinUnavailable, type ErrorReply, internalError, noEstimate } from './errors.ts'
import { findCoin, type Rates } from './rates.ts'
import type { Account, Settings } from './settings.ts'

// The gateway's book of payments: makes them, finds them, hangs children on their parents.

export type PaymentRequest = {
  priceText: string
  priceCurrency: string
  payCurrency: string
  payText: string | null
  orderId: string | null
  orderDescription: string | null
  callbackUrl: string | null
  customerEmail: string | null
  sandboxCase: string | null
  isFixedRate: boolean
  isFeePaidByUser: boolean
  invoiceId: string | null
}

export type Answer<T> = { ok: true; value: T } | { ok: false; error: ErrorReply }

export type ChildOf = { parent: Charge; coin: string; micro: bigint; originType: 'REPEATED' | 'WRONG_ASSET' }

export interface Payments {
  create(request: PaymentRequest, account: Account): Answer<Charge>
  createChild(child: ChildOf): Charge
  quote(micro: bigint, from: string, to: string): Answer<bigint>
  minimum(coin: string, isFixedRate: boolean): bigint | null
  find(id: string): Charge | undefined
  list(): readonly Charge[]
  /** Takes the charges of an earlier start as its own. */
  restore(saved: readonly Charge[]): void
  clear(): void
}

export type PaymentsDependencies = {
  clock: SimulatorClock
  random: Random
  chain: Chain
  rates: Rates
  settings: () => Settings
}

export const createPayments = (dependencies: PaymentsDependencies): Payments => {
  const { clock, random, chain, rates, settings } = dependencies
  let charges: Charge[] = []

  const add = (charge: Charge): Charge => {
    charges = [...charges, charge]
    return charge
  }

  const newId = (): string => {
    const id = random.digits(10)
    return charges.some((charge) => charge.id === id) ? newId() : id
  }

  const quote = (micro: bigint, from: string, to: string): Answer<bigint> => {
    // Bare "usdt" names no network. The vendor fails on it with a 500 that no retry ever clears.
    if (to === 'usdt' || from === 'usdt') return { ok: false, error: noEstimate(from, bareTarget(from, to)) }
    const converted = rates.convert(micro, from, to)
    return converted === null ? { ok: false, error: internalError() } : { ok: true, value: converted }
  }

  const minimum = (coin: string, isFixedRate: boolean): bigint | null => {
    const text = coin === 'usdttrc20' ? settings().minAmount : findCoin(coin)?.minimum
    const micro = text === undefined ? null : parseMicro(text)
    // Fixed-rate minimums are about twice the standard ones.
    return micro === null || !isFixedRate ? micro : micro * 2n
  }

  const priced = (request: PaymentRequest): Answer<bigint> => {
    const price = parseMicro(request.priceText)
    if (price === null) return { ok: false, error: internalError() }
    const quoted = quote(price, request.priceCurrency, request.payCurrency)
    const given = request.payText === null ? null : parseMicro(request.payText)
    return quoted.ok && given !== null ? { ok: true, value: given } : quoted
  }

  const create: Payments['create'] = (request, account) => {
    if (request.payCurrency !== 'usdt' && !account.enabledCoins.includes(request.payCurrency)) {
      return { ok: false, error: coinUnavailable(request.payCurrency) }
    }
    const amount = priced(request)
    if (!amount.ok) return amount
    const isFixed = request.isFixedRate || request.isFeePaidByUser
    const lowest = minimum(request.payCurrency, isFixed)
    if (lowest === null || amount.value < lowest) {
      return { ok: false, error: amountTooSmall(microText(amount.value)) }
    }
    const now = clock.now()
    const { payText: _given, ...kept } = request
    const charge: Charge = {
      ...kept,
      ...opened(now),
      id: newId(),
      purchaseId: random.digits(10),
      accountName: account.name,
      apiKey: account.apiKey,
      parentId: null,
      originType: null,
      payAddress: chain.newAddress(),
      payMicro: amount.value,
      isFixedRate: isFixed,
      quoteEndsAt: now + settings().fixedRateMs,
      validUntil: now + (isFixed ? settings().fixedRateMs : settings().paymentLifetimeMs),
    }
    return { ok: true, value: add(charge) }
  }

  const createChild: Payments['createChild'] = ({ parent, coin, micro, originType }) => {
    const child = add({
      ...parent,
      ...opened(clock.now()),
      id: newId(),
      parentId: parent.id,
      originType,
      payCurrency: coin,
      // The vendor writes what arrived as what was asked: a child always looks paid in full.
      payMicro: micro,
      orderId: settings().childOrderId === 'kept' ? parent.orderId : null,
    })
    parent.childIds = [...parent.childIds, child.id]
    parent.updatedAt = clock.now()
    return child
  }

  return {
    create,
    createChild,
    quote,
    minimum,
    find: (id) => charges.find((charge) => charge.id === id),
    list: () => charges,
    restore: (saved) => {
      charges = [...saved]
    },
    clear: () => {
      charges = []
    },
  }
}

const bareTarget = (from: string, to: string): string => (from === 'usdt' ? to : 'usdt')

const opened = (now: number) => ({
  status: 'waiting',
  createdAt: now,
  updatedAt: now,
  paidMicro: 0n,
  payinHash: null,
  childIds: [],
  hasExpired: false,
})
