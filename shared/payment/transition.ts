import { assertNever } from '../assert-never.ts'
import { microUsdt } from '../money/usdt.ts'
import type { PaymentEvent } from './event.ts'
import { enoughReceived, mismatches, receivedOf } from './evidence.ts'
import type {
  ChargedPayment,
  Observation,
  ObservedStatus,
  Payment,
  PaymentStatus,
  Remark,
} from './payment.ts'

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
  expired: ['seen', 'confirmed', 'sending', 'short', 'paid', 'failed', 'refunded'],
  cancelled: ['failed', 'refunded'],
  failed: ['refunded'],
  refunded: [],
  abandoned: [],
}

const RANK: Readonly<Partial<Record<PaymentStatus, number>>> = {
  awaiting: 0,
  seen: 1,
  confirmed: 2,
  sending: 3,
  short: 4,
  paid: 5,
}

/**
 * How long after the till's own expiry a deposit may first be reported and still count as sent in time: a block,
 * its confirmation by the gateway's node, and one poll. Beyond it a person decides (`late`).
 */
export const LATE_GRACE_MS = 60_000

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
    case 'observed':
      return isCharged(payment) ? observed(payment, event.observation, event.at) : payment
    case 'unreadable':
      return payment
    case 'expired':
      return payment.status === 'awaiting' ? { ...payment, status: 'expired', endedAt: event.at } : payment
    case 'cancelled':
      return cancelled(payment, event.at)
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
    paidAt: null,
    endedAt: null,
  }
}

function cancelled(payment: Payment, at: string): Payment {
  if (payment.status === 'created') {
    return { ...payment, status: 'abandoned', endedAt: at, reason: 'cancelled', cancelled: true }
  }
  return payment.status === 'awaiting' ? { ...payment, status: 'cancelled', endedAt: at } : payment
}

function observed(payment: ChargedPayment, seen: Observation, at: string): ChargedPayment {
  const noted = withEvidence(payment, seen)
  if (seen.chargeId !== payment.charge.chargeId) return addRemarks(payment, ['mismatch'])
  const move = judge(noted, seen, at)
  const remarked = addRemarks(noted, move.remarks)
  const next = moveTo(remarked, move.status, at)
  return sameContent(payment, next) ? payment : next
}

/** Copies what the gateway said into the payment without deciding anything. Amounts never shrink. */
function withEvidence(payment: ChargedPayment, seen: Observation): ChargedPayment {
  const received =
    seen.received !== null && microUsdt(seen.received) > microUsdt(payment.received)
      ? seen.received
      : payment.received
  const further = seen.status !== 'unknown' && observedRank(seen.status) >= observedRank(payment.lastObserved)
  return {
    ...payment,
    received,
    outcome: seen.outcome ?? payment.outcome,
    outcomeCoin: seen.outcomeCoin ?? payment.outcomeCoin,
    transactionId: seen.transactionId ?? payment.transactionId,
    childChargeIds: union(payment.childChargeIds, seen.childChargeIds),
    lastObserved: further ? seen.status : payment.lastObserved,
    vendorStatus: further ? seen.vendorStatus : payment.vendorStatus,
  }
}

type Move = { readonly status: PaymentStatus; readonly remarks: readonly Remark[] }

/** What one observation means for this payment: the status it argues for, and what a person has to know. */
function judge(payment: ChargedPayment, seen: Observation, at: string): Move {
  const stay = payment.status
  const remarks: Remark[] = []
  if (payment.childChargeIds.length > 0) remarks.push('repeated')
  const wrong = mismatches(payment, seen)
  const money = meansMoney(seen)
  if (wrong.length > 0) {
    if (money) remarks.push(wrong.includes('coin') ? 'wrongAsset' : 'mismatch')
    return { status: stay, remarks }
  }
  if (money && isLate(payment, seen, at)) {
    return { status: payment.status, remarks: [...remarks, 'late', ...amountRemarks(payment, seen)] }
  }
  const target = targetOf(payment, seen)
  const taken = (target === 'failed' || target === 'refunded') && payment.status === 'paid'
  if (taken) remarks.push('reversed')
  return { status: target, remarks: [...remarks, ...amountRemarks(payment, seen)] }
}

function targetOf(payment: ChargedPayment, seen: Observation): PaymentStatus {
  switch (seen.status) {
    case 'waiting':
    case 'unknown':
      return payment.status
    case 'confirming':
      return 'seen'
    case 'confirmed':
      return 'confirmed'
    case 'sending':
      return 'sending'
    case 'partiallyPaid':
      return 'short'
    case 'finished':
      return enoughReceived(payment, seen) ? 'paid' : 'short'
    case 'failed':
      return 'failed'
    case 'refunded':
      return 'refunded'
    case 'expired':
      return 'expired'
    default:
      return assertNever(seen.status)
  }
}

function amountRemarks(payment: ChargedPayment, seen: Observation): Remark[] {
  if (seen.status !== 'finished' && seen.status !== 'partiallyPaid') return []
  const received = receivedOf(seen)
  const asked = microUsdt(payment.charge.asked)
  if (received > asked) return ['overpaid']
  const short = seen.status === 'partiallyPaid' || !enoughReceived(payment, seen)
  return short ? ['underpaid'] : []
}

/** Money after the QR was withdrawn: a person decides, unless the gateway's own time shows it came in time. */
function isLate(payment: ChargedPayment, seen: Observation, at: string): boolean {
  if (payment.status === 'cancelled' || payment.status === 'failed') return true
  if (payment.status !== 'expired') return false
  const evidenceAt = Date.parse(seen.gatewayUpdatedAt ?? at)
  return evidenceAt > Date.parse(payment.expiresAt) + LATE_GRACE_MS
}

/** The gateway speaks of a deposit that it holds or forwards; `failed` and `refunded` are outcomes of their own. */
function meansMoney(seen: Observation): boolean {
  switch (seen.status) {
    case 'confirming':
    case 'confirmed':
    case 'sending':
    case 'partiallyPaid':
    case 'finished':
      return true
    case 'waiting':
    case 'expired':
    case 'unknown':
      return receivedOf(seen) > 0n
    case 'failed':
    case 'refunded':
      return false
    default:
      return assertNever(seen.status)
  }
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
    paidAt: status === 'paid' ? at : payment.paidAt,
    endedAt: rank === undefined || status === 'paid' || status === 'short' ? at : null,
  }
}

const OBSERVED_ORDER: readonly ObservedStatus[] = [
  'unknown',
  'waiting',
  'expired',
  'confirming',
  'confirmed',
  'sending',
  'partiallyPaid',
  'finished',
  'failed',
  'refunded',
]

function observedRank(status: ObservedStatus): number {
  return OBSERVED_ORDER.indexOf(status)
}

function addRemarks(payment: ChargedPayment, remarks: readonly Remark[]): ChargedPayment {
  const all = union(payment.remarks, remarks)
  return all.length === payment.remarks.length ? payment : { ...payment, remarks: all }
}

function union<T>(known: readonly T[], added: readonly T[]): T[] {
  return [...new Set([...known, ...added])]
}

function sameContent(a: ChargedPayment, b: ChargedPayment): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
