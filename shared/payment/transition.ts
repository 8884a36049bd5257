import { assertNever } from '../assert-never.ts'
import { microUsdt } from '../money/usdt.ts'
import { decide, settle } from './decide.ts'
import type { PaymentEvent } from './event.ts'
import { hasRepeatedDeposit, isUsdtDeposit, leastAccepted, withChild, withEvidence } from './evidence.ts'
import { judge } from './judge.ts'
import type { ChargedPayment, Observation, Payment, PaymentStatus, Remark } from './payment.ts'
import { goesBack, withRefund } from './refunds.ts'

/**
 * The legal moves. Observations only ever move forward along the first seven by rank; the side exits are left again
 * only where the table says so (money that was on its way before the QR was withdrawn).
 */
export const nextStatuses: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  created: ['awaiting', 'abandoned'],
  awaiting: ['seen', 'confirmed', 'sending', 'short', 'paid', 'expired', 'cancelled', 'failed', 'refunded'],
  seen: ['confirmed', 'sending', 'short', 'paid', 'failed', 'refunded'],
  confirmed: ['sending', 'short', 'paid', 'failed', 'refunded'],
  sending: ['short', 'paid', 'failed', 'refunded'],
  short: ['paid', 'refunded'],
  paid: ['refunded'],
  expired: ['seen', 'confirmed', 'sending', 'short', 'paid', 'cancelled', 'failed', 'refunded'],
  cancelled: ['failed', 'refunded'],
  failed: ['refunded'],
  refunded: [],
  abandoned: [],
}

const CONFIRMED = 2
const RANK: Readonly<Partial<Record<PaymentStatus, number>>> = {
  awaiting: 0,
  seen: 1,
  confirmed: CONFIRMED,
  sending: 3,
  short: 4,
  paid: 5,
}

/**
 * Applies one event to a payment: pure, without clock, the same object back when nothing changes.
 *
 * Moves only forward; duplicates, reordering and unknown statuses are harmless. `undefined` is "no payment yet".
 * @throws when an event cannot belong here (a second intent, an observation before the charge): the journal is damaged.
 */
export function transition(payment: Payment | undefined, event: PaymentEvent): Payment {
  if (event.kind === 'intended') {
    if (payment) throw new Error('transition: a second intent for one payment')
    return { ...event.payment, status: 'created' }
  }
  if (!payment) throw new Error(`transition: ${event.kind} before the intent`)
  switch (event.kind) {
    case 'charged':
      return charged(payment, event)
    case 'abandoned':
      return payment.status === 'created'
        ? { ...payment, status: 'abandoned', endedAt: event.at, reason: event.reason, cancelled: false }
        : payment
    case 'expired':
      return payment.status === 'awaiting' ? { ...payment, status: 'expired', endedAt: event.at } : payment
    case 'cancelled':
      return cancelled(payment, event.at)
    case 'unreadable':
      return payment
    case 'seenOnChain':
      return seenOnChain(payment, event)
    case 'observed':
    case 'childObserved':
    case 'decided':
    case 'toppedUp':
    case 'refund':
      return isCharged(payment) ? unlessSame(payment, aboutMoney(payment, event)) : payment
    default:
      return assertNever(event)
  }
}

type MoneyEvent = Extract<
  PaymentEvent,
  { kind: 'observed' | 'childObserved' | 'decided' | 'toppedUp' | 'refund' }
>

function aboutMoney(payment: ChargedPayment, event: MoneyEvent): ChargedPayment {
  switch (event.kind) {
    case 'observed':
      return observed(payment, event.observation, event.at)
    case 'childObserved':
      return childObserved(payment, event.observation)
    case 'decided':
      return decide(payment, event)
    case 'toppedUp':
      // Whatever brought the rest: what goes back does not pay for its own part of the goods.
      return payment.status === 'short' && payment.settlement === null && !goesBack(payment)
        ? settle(payment, {
            ...{ how: 'toppedUp', at: event.at, by: 'till', reason: null },
            ...(event.missing !== undefined && { missing: event.missing }),
          })
        : payment
    case 'refund':
      return withRefund(payment, event.refund)
    default:
      return assertNever(event)
  }
}

export function isCharged(payment: Payment): payment is ChargedPayment {
  return payment.status !== 'created' && payment.status !== 'abandoned'
}

function charged(payment: Payment, event: Extract<PaymentEvent, { kind: 'charged' }>): Payment {
  if (payment.status !== 'created') return payment
  return {
    ...payment,
    status: 'awaiting',
    charge: event.charge,
    expiresAt: event.expiresAt,
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
}

/** Noted once and for nothing but to be shown: status, amounts and remarks are the gateway's. */
function seenOnChain(payment: Payment, event: Extract<PaymentEvent, { kind: 'seenOnChain' }>): Payment {
  if (!isCharged(payment) || payment.onChain !== null) return payment
  const { kind: _kind, ...onChain } = event
  return { ...payment, onChain }
}

function cancelled(payment: Payment, at: string): Payment {
  if (payment.status === 'created') {
    return { ...payment, status: 'abandoned', endedAt: at, reason: 'cancelled', cancelled: true }
  }
  if (payment.status === 'awaiting') return { ...payment, status: 'cancelled', endedAt: at }
  // Its QR came down when its time ran out; now the sale was asked for again.
  return payment.status === 'expired' ? { ...payment, status: 'cancelled' } : payment
}

function observed(payment: ChargedPayment, seen: Observation, at: string): ChargedPayment {
  if (seen.chargeId !== payment.charge.chargeId) return addRemarks(payment, ['mismatch'])
  const noted = withEvidence(payment, seen)
  const move = judge(noted, seen, at)
  const remarked = addRemarks(noted, move.remarks)
  return released(moveTo(remarked, move.status, at), at)
}

/** The owner's rule lets the goods go before "paid": all of it has come, and nothing speaks against it. */
function released(payment: ChargedPayment, at: string): ChargedPayment {
  const isFarEnough =
    payment.status === 'sending' || (payment.status === 'confirmed' && payment.releaseAt === 'confirmed')
  if (payment.releaseAt === null || payment.releasedAt !== null || !isFarEnough) return payment
  const isWhole = microUsdt(payment.received) >= leastAccepted(payment)
  return isWhole && payment.remarks.length === 0 ? { ...payment, releasedAt: at } : payment
}

function childObserved(payment: ChargedPayment, seen: Observation): ChargedPayment {
  const noted = withChild(payment, seen)
  if (noted === payment) return payment
  const kept = noted.remarks.filter((remark) => remark !== 'repeated' || hasRepeatedDeposit(noted))
  const isOther = !noted.children.every(isUsdtDeposit)
  // The parent names its children, and so remarks on them; of a sibling nothing else tells.
  const repeated: Remark[] = hasRepeatedDeposit(noted) ? ['repeated'] : []
  return addRemarks({ ...noted, remarks: kept }, isOther ? [...repeated, 'wrongAsset'] : repeated)
}

/** Forward only: a lower rank, or a move the table does not have, leaves the status alone. */
function moveTo(payment: ChargedPayment, status: PaymentStatus, at: string): ChargedPayment {
  if (status === payment.status || !nextStatuses[payment.status].includes(status)) return payment
  const rank = RANK[status]
  return {
    ...payment,
    status: status as ChargedPayment['status'],
    remarks: status === 'paid' ? payment.remarks.filter((remark) => remark !== 'underpaid') : payment.remarks,
    seenAt: payment.seenAt ?? (rank !== undefined && rank > 0 ? at : null),
    confirmedAt: payment.confirmedAt ?? (rank !== undefined && rank >= CONFIRMED ? at : null),
    paidAt: status === 'paid' ? at : payment.paidAt,
    endedAt: rank === undefined || status === 'paid' || status === 'short' ? at : null,
  }
}

function addRemarks(payment: ChargedPayment, remarks: readonly Remark[]): ChargedPayment {
  const all = [...new Set([...payment.remarks, ...remarks])]
  return all.length === payment.remarks.length ? payment : { ...payment, remarks: all }
}

/** The same object back when nothing changed. What a step left alone is the same value, and is not read again. */
function unlessSame(before: ChargedPayment, after: ChargedPayment): ChargedPayment {
  const was: Readonly<Record<string, unknown>> = before
  const is: Readonly<Record<string, unknown>> = after
  const fields = Object.keys(is)
  const isSame = (field: string) =>
    is[field] === was[field] || JSON.stringify(is[field]) === JSON.stringify(was[field])
  return fields.length === Object.keys(was).length && fields.every(isSame) ? before : after
}
