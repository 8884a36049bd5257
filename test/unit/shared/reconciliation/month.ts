import type { CallbackOutcome, CallbackRow, CallbackVerdict } from '../../../../shared/contract/relay.ts'
import { formatUsdt } from '../../../../shared/money/usdt.ts'
import type { PaymentEvent } from '../../../../shared/payment/event.ts'
import type { ChargedPayment, Decision, Observation, Payment } from '../../../../shared/payment/payment.ts'
import { isCharged, transition } from '../../../../shared/payment/transition.ts'
import type {
  GatewayList,
  ListedCharge,
  ReconciliationInput,
} from '../../../../shared/reconciliation/books.ts'
import { aCharge, anId, anObservation, aPaymentBase } from '../../../support/builders.ts'

// A month of a shop, as its three books show it, all from one number: payments are folded from their events as the journal
// does it, rows and callbacks are what gateway and relay would have of them.

const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export const FROM = Date.parse('2026-11-01T00:00:00.000Z')
export const TO = Date.parse('2026-12-01T00:00:00.000Z')
/** The list is read two minutes after the month: what happens then is still on its way. */
export const AS_OF = TO + 2 * MINUTE
/** The relay was set up in the first days. */
export const RELAY_SINCE = FROM + 3 * DAY

export const GATEWAY_SOURCE = '51.89.194.21'
export const STRANGER = '198.51.100.7'

export const iso = (ms: number): string => new Date(ms).toISOString()

/** The same numbers for the same seed (mulberry32). */
export function createRandom(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    below: (limit: number): number => Math.floor(next() * limit),
    chance: (share: number): boolean => next() < share,
  }
}
export type Random = ReturnType<typeof createRandom>

export type Month = {
  payments: readonly Payment[]
  rows: readonly ListedCharge[]
  malformed: GatewayList['malformed']
  complete: boolean
  callbacks: readonly CallbackRow[]
  /** Ordinary paid ones of the month with callbacks: what a difference is seeded into. */
  plain: readonly ChargedPayment[]
}

export function booksOf(month: Month): ReconciliationInput {
  const { payments, callbacks, rows, malformed, complete } = month
  const covers = { from: iso(FROM - DAY), to: iso(TO + DAY) }
  return {
    period: { from: iso(FROM), to: iso(TO) },
    asOf: iso(AS_OF),
    till: 'Till 1',
    tillNumber: 1,
    payments,
    callbacks,
    listed: { gateway: 'nowpayments', rows, malformed, complete, covers },
  }
}

// Payments.

export function orderOf(number: number, till = 'Till1'): string {
  return `${till}-${String(number).padStart(4, '0')}-${(number * 7919).toString(36).padStart(8, 'k')}`
}

const chargeIdOf = (number: number): string => String(5_000_000_000 + number)

/** A payment whose QR is up. Every amount is another. */
export function begin(number: number, at: number, over: Partial<ChargedPayment> = {}): ChargedPayment {
  const asked = formatUsdt(BigInt(10_000_000 + number * 13_579))
  const orderId = orderOf(number)
  const base = aPaymentBase({
    number,
    ...{ saleId: over.saleId ?? anId(number + 500_000), topUpOf: over.topUpOf ?? null },
    orderId,
    createdAt: iso(at),
    day: iso(at).slice(0, 10),
  })
  const charge = aCharge({
    chargeId: chargeIdOf(number),
    ...{ asked, orderId, gatewayExpiresAt: iso(at + 7 * DAY) },
  })
  return after(transition(undefined, { kind: 'intended', at: iso(at), payment: base }), [
    { kind: 'charged', at: iso(at + SECOND), charge, expiresAt: iso(at + 20 * MINUTE), raw: '{}' },
  ])
}

/** The payment once these have happened to it. */
export function after(payment: Payment, events: readonly PaymentEvent[]): ChargedPayment {
  const last = events.reduce<Payment>(transition, payment)
  if (!isCharged(last)) throw new Error('month: no charge')
  return last
}

const startOf = (payment: Payment): number => Date.parse(payment.createdAt)

export function saw(
  payment: ChargedPayment,
  afterMs: number,
  over: Partial<Observation> & { status: Observation['status'] },
): ChargedPayment {
  const { chargeId, orderId, asked, address } = payment.charge
  const none = over.status === 'waiting' || over.status === 'expired'
  const seen = anObservation({
    ...{ chargeId, orderId, asked, address, childChargeIds: [...payment.childChargeIds] },
    received: none ? '0.000000' : asked,
    gatewayUpdatedAt: iso(startOf(payment) + afterMs),
    ...over,
  })
  return after(payment, [
    {
      kind: 'observed',
      at: iso(startOf(payment) + afterMs + SECOND),
      source: 'poll',
      observation: seen,
      raw: '{}',
    },
  ])
}

export function expire(payment: ChargedPayment): ChargedPayment {
  return after(payment, [{ kind: 'expired', at: payment.expiresAt }])
}

export function cancel(payment: ChargedPayment): ChargedPayment {
  return after(payment, [{ kind: 'cancelled', at: iso(startOf(payment) + 5 * MINUTE) }])
}

export function decided(payment: ChargedPayment, ...decisions: readonly Decision[]): ChargedPayment {
  return after(
    payment,
    decisions.map((decision) => ({
      kind: 'decided',
      at: iso(startOf(payment) + HOUR),
      decision,
      by: 'owner',
      reason: 'counted',
    })),
  )
}

export function paid(payment: ChargedPayment): ChargedPayment {
  return saw(saw(payment, MINUTE, { status: 'confirming' }), 3 * MINUTE, { status: 'finished' })
}

/** The reply to create was lost. */
export function abandoned(number: number, at: number): Payment {
  const base = aPaymentBase({ number, orderId: orderOf(number), createdAt: iso(at) })
  const created = transition(undefined, { kind: 'intended', at: iso(at), payment: base })
  const lost = {
    kind: 'abandoned',
    at: iso(at + 15_000),
    reason: 'gatewayTimeout',
    maybe: true,
    raw: null,
  } as const
  return transition(created, lost)
}

// The gateway's list.

/** The row of a payment's charge as the till knows it. */
export function rowOf(
  payment: ChargedPayment,
  over: Partial<Observation> = {},
  skewMs = 2_000,
): ListedCharge {
  const { chargeId, orderId, asked, address } = payment.charge
  const { received, lastObserved: status, vendorStatus, childChargeIds } = payment
  const base = { chargeId, orderId, asked, address, received, status, childChargeIds: [...childChargeIds] }
  const updated = payment.endedAt ?? payment.seenAt ?? payment.createdAt
  const observation = anObservation({ ...base, vendorStatus, gatewayUpdatedAt: updated, ...over })
  return { observation, createdAt: iso(startOf(payment) + skewMs) }
}

/** The row of a further deposit. */
export function childRow(
  payment: ChargedPayment,
  chargeId: string,
  over: Partial<Observation> = {},
): ListedCharge {
  const { address, chargeId: parentChargeId } = payment.charge
  const at = startOf(payment) + HOUR
  const amount = '5.000000'
  const observation = anObservation({
    ...{
      chargeId,
      parentChargeId,
      address,
      orderId: null,
      status: 'finished',
      received: amount,
      asked: amount,
    },
    gatewayUpdatedAt: iso(at + 3 * MINUTE),
    ...over,
  })
  return { observation, createdAt: iso(at) }
}

// The relay's log.

let lastCallback = 0

export function callback(
  at: number,
  payment: ChargedPayment | null,
  verdict: CallbackVerdict,
  over: Partial<CallbackRow> = {},
): CallbackRow {
  lastCallback += 1
  const isGenuine = verdict.kind === 'verified'
  return {
    id: lastCallback,
    receivedAt: iso(at),
    source: isGenuine ? GATEWAY_SOURCE : STRANGER,
    gateway: 'nowpayments',
    verdict,
    chargeId: isGenuine ? (payment?.charge.chargeId ?? null) : null,
    payment: payment && { id: payment.id, number: payment.number },
    outcome: { kind: isGenuine ? 'unchanged' : 'none' },
    ...over,
  }
}

/** "finished" and what else was said of a payment, so long after it began. */
export function saying(
  payment: ChargedPayment,
  vendorStatus: string,
  afterMs: number,
  outcome: CallbackOutcome = { kind: 'unchanged' },
): CallbackRow {
  return callback(startOf(payment) + afterMs, payment, { kind: 'verified', vendorStatus }, { outcome })
}

/** Each word twice, as gateways do. */
export function callbacksOf(payment: ChargedPayment): CallbackRow[] {
  const words = payment.lastObserved === 'waiting' ? [] : ['confirming', payment.vendorStatus]
  const changed: CallbackOutcome = { kind: 'changed', from: 'awaiting', to: payment.status }
  return words.flatMap((word, index) => [
    saying(payment, word, (index * 2 + 1) * MINUTE, changed),
    saying(payment, word, (index * 2 + 1) * MINUTE + SECOND, { kind: 'repeated' }),
  ])
}
