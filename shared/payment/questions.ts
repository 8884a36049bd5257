import { microUsdt } from '../money/usdt.ts'
import type { ChargedPayment, Payment } from './payment.ts'
import { isCharged } from './transition.ts'

/** Predicates used by main and renderer alike; nobody else compares statuses. */

/** The QR is (or is about to be) on the screens. */
export function isLive(payment: Payment): boolean {
  return payment.status === 'created' || payment.status === 'awaiting'
}

/** A deposit is on its way: nothing to press, not over. */
export function isConfirming(payment: Payment): boolean {
  return payment.status === 'seen' || payment.status === 'confirmed' || payment.status === 'sending'
}

/** The screens still belong to this payment: QR up, or money on its way. */
export function isInProgress(payment: Payment): boolean {
  return isLive(payment) || isConfirming(payment)
}

/** Only an unpaid QR can be withdrawn. Once a deposit is seen there is nothing left to cancel. */
export function canCancel(payment: Payment): boolean {
  return isLive(payment)
}

/** A new charge for the same sale makes sense, and no money is known to have come for this one. */
export function canRetry(payment: Payment): boolean {
  if (payment.status === 'abandoned') return true
  return isWithdrawn(payment) && payment.remarks.length === 0 && !hasReceived(payment)
}

/** Goods may go. */
export function isPaid(payment: Payment): boolean {
  return payment.status === 'paid'
}

/** A person has to decide something about money that came, or did not come as it should. */
export function needsAttention(payment: Payment): boolean {
  if (!isCharged(payment)) return false
  if (payment.status === 'short' || payment.status === 'failed' || payment.status === 'refunded') return true
  return payment.remarks.length > 0 || (isWithdrawn(payment) && hasReceived(payment))
}

/** The gateway may still have news: watched until its seven days are over. */
export function isWatched(payment: Payment): boolean {
  return isCharged(payment) && payment.status !== 'refunded'
}

/** The QR is down and nothing more is expected, though it may come. */
function isWithdrawn(payment: Payment): payment is ChargedPayment {
  return payment.status === 'expired' || payment.status === 'cancelled'
}

function hasReceived(payment: ChargedPayment): boolean {
  return microUsdt(payment.received) > 0n
}
