import type { CurrencyCode } from '../../shared/money/currency.ts'
import type { PaymentEvent } from '../../shared/payment/event.ts'
import type {
  Charge,
  Charged,
  ChargedPayment,
  Observation,
  Payment,
  PaymentStatus,
  Quote,
  SeenOnChain,
} from '../../shared/payment/payment.ts'

/**
 * Payments, charges and observations with sensible defaults. Everything is fixed: one price, one address, one start
 * time. A test names only what it is about.
 */

/** Valid TRON addresses that nobody holds a key to: fixtures, never to be shown to a payer. */
export const ADDRESS = 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT'
export const OTHER_ADDRESS = 'TGfS8KjbY8UtJH64AikRxiUfrARdUbR22S'
export const THIRD_ADDRESS = 'TBiELsVnMqTymoECCG5FXUz9NAZ6FHp4fA'

/** When every built payment begins. */
export const START = '2026-11-21T14:00:00.000Z'

/** An instant some seconds after `START` (negative: before). */
export function at(seconds: number): string {
  return new Date(Date.parse(START) + seconds * 1000).toISOString()
}

export const EXPIRES_AT = at(20 * 60)
export const ASKED = '19.874210'

/** A version 4 UUID that is the same for the same number. */
export function anId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
}

export function aQuote(over: Partial<Quote> = {}): Quote {
  return { usdt: ASKED, source: 'nowpayments', at: START, ...over }
}

export function aCharge(over: Partial<Charge> = {}): Charge {
  return {
    gateway: 'nowpayments',
    chargeId: '5745459419',
    address: ADDRESS,
    coin: 'usdttrc20',
    asked: ASKED,
    orderId: 'T1-0118-7f3a',
    gatewayExpiresAt: at(7 * 24 * 3600),
    ...over,
  }
}

export type PaymentBase = Omit<Extract<Payment, { status: 'created' }>, 'status'>

/** What is true of a payment from the first moment. Number n gives ids made from n. */
export function aPaymentBase(over: Partial<PaymentBase> = {}): PaymentBase {
  const number = over.number ?? 118
  return {
    id: anId(number),
    saleId: anId(number + 500_000),
    number,
    price: { minor: 1825, currency: 'EUR' as CurrencyCode },
    reference: null,
    quote: aQuote(),
    orderId: 'T1-0118-7f3a',
    createdAt: START,
    day: '2026-11-21',
    timeZone: 'Europe/Berlin',
    till: 'Till 1',
    tillNumber: 1,
    toleranceBasisPoints: 0,
    receivedIsReported: true,
    topUpOf: null,
    releaseAt: null,
    cashier: null,
    shift: null,
    sale: null,
    ...over,
  }
}

const NOTHING_RECEIVED: Charged = {
  charge: aCharge(),
  expiresAt: EXPIRES_AT,
  received: '0.000000',
  outcome: null,
  outcomeCoin: null,
  transactionId: null,
  childChargeIds: [],
  remarks: [],
  lastObserved: 'waiting',
  vendorStatus: 'waiting',
  seenAt: null,
  confirmedAt: null,
  paidAt: null,
  endedAt: null,
  children: [],
  settlement: null,
  releasedAt: null,
  handed: [],
  owed: [],
  closed: [],
  onChain: null,
  refunds: [],
  repaid: '0.000000',
}

/** What a payment of this status usually holds. */
const USUAL: Readonly<Record<ChargedPayment['status'], Partial<Charged>>> = {
  awaiting: {},
  seen: { lastObserved: 'confirming', vendorStatus: 'confirming', seenAt: at(60) },
  confirmed: {
    lastObserved: 'confirmed',
    vendorStatus: 'confirmed',
    received: ASKED,
    seenAt: at(60),
    confirmedAt: at(90),
  },
  sending: {
    lastObserved: 'sending',
    vendorStatus: 'sending',
    received: ASKED,
    seenAt: at(60),
    confirmedAt: at(90),
  },
  short: {
    lastObserved: 'partiallyPaid',
    vendorStatus: 'partially_paid',
    received: '18.874210',
    remarks: ['underpaid'],
    seenAt: at(60),
    confirmedAt: at(120),
    endedAt: at(120),
  },
  paid: {
    lastObserved: 'finished',
    vendorStatus: 'finished',
    received: ASKED,
    outcome: '19.774210',
    outcomeCoin: 'usdttrc20',
    transactionId: 'a'.repeat(64),
    seenAt: at(60),
    confirmedAt: at(90),
    paidAt: at(120),
    endedAt: at(120),
  },
  expired: { endedAt: EXPIRES_AT },
  cancelled: { endedAt: at(90) },
  failed: { lastObserved: 'failed', vendorStatus: 'failed', endedAt: at(120) },
  refunded: { lastObserved: 'refunded', vendorStatus: 'refunded', received: ASKED, endedAt: at(180) },
}

/** What the chain itself shows of the whole amount, half a minute after `START`. */
export const ON_CHAIN: SeenOnChain = {
  at: at(36),
  transactionId: 'c'.repeat(64),
  amount: ASKED,
  blockAt: at(30),
}

/** A payment that has a charge, in the given status. */
export function aChargedPayment(
  over: Partial<ChargedPayment> & { status: ChargedPayment['status'] },
): ChargedPayment {
  return { ...onlyBase(over), ...NOTHING_RECEIVED, ...USUAL[over.status], ...over }
}

type Overrides = Partial<PaymentBase & Charged> & { status: PaymentStatus }

/** A payment in any status: `aPayment({ status: 'paid' })`. */
export function aPayment(over: Overrides): Payment {
  const { status } = over
  if (status === 'created') return { ...onlyBase(over), status }
  if (status === 'abandoned') {
    return {
      ...onlyBase(over),
      status,
      endedAt: over.endedAt ?? at(5),
      reason: 'gatewayTimeout',
      cancelled: false,
    }
  }
  return aChargedPayment({ ...over, status })
}

function onlyBase(over: Partial<PaymentBase>): PaymentBase {
  const base = aPaymentBase()
  const keys = Object.keys(base) as (keyof PaymentBase)[]
  const given = Object.fromEntries(keys.filter((key) => key in over).map((key) => [key, over[key]]))
  return aPaymentBase(given)
}

/** One look at the usual charge: `waiting`, nothing received. A status of money brings the asked amount with it. */
export function anObservation(over: Partial<Observation> = {}): Observation {
  const status = over.status ?? 'waiting'
  const arrived = ['confirming', 'confirmed', 'sending', 'finished', 'refunded'].includes(status)
  return {
    chargeId: aCharge().chargeId,
    status,
    vendorStatus: status === 'partiallyPaid' ? 'partially_paid' : status,
    parentChargeId: null,
    childChargeIds: [],
    orderId: aCharge().orderId,
    coin: 'usdttrc20',
    address: ADDRESS,
    asked: ASKED,
    received: arrived ? ASKED : status === 'partiallyPaid' ? '18.874210' : '0.000000',
    outcome: null,
    outcomeCoin: null,
    transactionId: null,
    gatewayUpdatedAt: null,
    ...over,
  }
}

/** The event of one look, `seconds` after `START`. */
export function observed(over: Partial<Observation> = {}, seconds = 60): PaymentEvent {
  return { kind: 'observed', at: at(seconds), source: 'poll', observation: anObservation(over), raw: '{}' }
}
