import { assertNever } from '../assert-never.ts'
import { microUsdt } from '../money/usdt.ts'
import { arrived, enoughReceived, hasRepeatedDeposit, mismatches } from './evidence.ts'
import type { ChargedPayment, Observation, PaymentStatus, Remark } from './payment.ts'

/**
 * How long after the till's own expiry a deposit may first be reported and still count as sent in time: a block,
 * its confirmation by the gateway's node, and one poll. Beyond it a person decides (`late`).
 */
export const LATE_GRACE_MS = 60_000

/** The status an observation argues for (the table of legal moves still decides), and what a person has to know. */
export type Judgement = { readonly status: PaymentStatus; readonly remarks: readonly Remark[] }

/**
 * What one observation of the payment's own charge means. `payment` already holds the evidence of it
 * (`withEvidence`); `at` is the till's clock when it looked.
 */
export function judge(payment: ChargedPayment, seen: Observation, at: string): Judgement {
  const repeated: Remark[] = hasRepeatedDeposit(payment) ? ['repeated'] : []
  const money = meansMoney(payment, seen)
  const wrong = mismatches(payment, seen)
  if (wrong.length > 0) {
    const remark: Remark = wrong.includes('coin') ? 'wrongAsset' : 'mismatch'
    const outcome = seen.status === 'failed' || seen.status === 'refunded'
    return { status: payment.status, remarks: money || outcome ? [...repeated, remark] : repeated }
  }
  const about = [...repeated, ...amountRemarks(payment, seen)]
  if (money && isLate(payment, seen, at)) {
    const status = seen.status === 'expired' ? 'expired' : payment.status
    return { status, remarks: ['late', ...about] }
  }
  const status = targetOf(payment, seen, money)
  return { status, remarks: isTakenBack(payment, status) ? ['reversed', ...about] : about }
}

/** The goods may be gone already, on the gateway's word, the owner's, or by the owner's rule. */
function isTakenBack(payment: ChargedPayment, status: PaymentStatus): boolean {
  if (status !== 'failed' && status !== 'refunded') return false
  return payment.status === 'paid' || payment.releasedAt !== null || payment.settlement !== null
}

function targetOf(payment: ChargedPayment, seen: Observation, money: boolean): PaymentStatus {
  switch (seen.status) {
    case 'waiting':
    case 'unknown':
      // An amount without a word for it: a deposit is there, so nobody should pay to this address any more.
      return money ? 'seen' : payment.status
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
  const atEnd = seen.status === 'finished' || seen.status === 'partiallyPaid' || seen.status === 'expired'
  const received = arrived(payment, seen)
  if (!atEnd || (seen.status === 'expired' && received === 0n)) return []
  if (received > microUsdt(payment.charge.asked)) return ['overpaid']
  // A look that is older than the payment's end, or repeats it without the amount, is no news about the amount.
  if (payment.status === 'paid' || payment.status === 'refunded') return []
  const short = seen.status === 'partiallyPaid' || !enoughReceived(payment, seen)
  return short ? ['underpaid'] : []
}

/**
 * Money after the QR was withdrawn: a person decides, unless it is shown to have come in time. Both clocks say only
 * "not later than", so the earlier one counts: the gateway's own time, or the till's when it saw the deposit itself.
 */
function isLate(payment: ChargedPayment, seen: Observation, at: string): boolean {
  if (payment.status === 'cancelled' || payment.status === 'failed') return true
  if (seen.status === 'expired') return payment.status === 'awaiting' || payment.status === 'expired'
  if (payment.status !== 'expired') return false
  const notLaterThan = Math.min(Date.parse(at), Date.parse(seen.gatewayUpdatedAt ?? at))
  return notLaterThan > Date.parse(payment.expiresAt) + LATE_GRACE_MS
}

/** The gateway speaks of a deposit that it holds or forwards; `failed` and `refunded` are outcomes of their own. */
function meansMoney(payment: ChargedPayment, seen: Observation): boolean {
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
      return seen.received !== null && arrived(payment, seen) > 0n
    case 'failed':
    case 'refunded':
      return false
    default:
      return assertNever(seen.status)
  }
}
