import { microUsdt } from '../money/usdt.ts'
import { openMatters, UNTOLD, undecidedMatters } from './matters.ts'
import type { ChargedPayment, Payment, SeenOnChain } from './payment.ts'
import { isCharged } from './transition.ts'

/** Predicates used by main and renderer alike; nobody else compares statuses. */

/** The gateway has not told of any money, and the till's own time for it still runs. */
export function isAwaited(payment: Payment): boolean {
  return payment.status === 'created' || payment.status === 'awaiting'
}

/** The QR is (or is about to be) on the screens. */
export function isLive(payment: Payment): boolean {
  return isAwaited(payment) && !isSeenOnChain(payment)
}

/**
 * The chain shows a deposit, and the gateway says nothing of it: its QR comes down, since the customer has paid, and
 * nothing else follows. That stays so when the till's time, or the gateway's, runs out over it.
 */
export function isSeenOnChain(payment: Payment): payment is ChargedPayment & { onChain: SeenOnChain } {
  if (!isCharged(payment) || payment.onChain === null || payment.settlement !== null) return false
  const isUntold = payment.status === 'awaiting' || payment.status === 'expired'
  return isUntold && !hasReceived(payment) && payment.remarks.length === 0
}

/** That is waited for still: nobody has said that it is dealt with. */
export function isUntold(payment: Payment): boolean {
  return isSeenOnChain(payment) && !payment.closed.includes(UNTOLD)
}

/**
 * The customer may be shown the gateway's own page of it: nobody has paid yet, neither this nor in another way on that
 * page.
 */
export function hasLivePage(payment: Payment): boolean {
  const isPaged = isCharged(payment) && payment.charge.invoice !== undefined
  return isPaged && isLive(payment) && payment.childChargeIds.length === 0
}

/** A deposit is on its way: nothing to press, not over. */
export function isConfirming(payment: Payment): boolean {
  return payment.status === 'seen' || payment.status === 'confirmed' || payment.status === 'sending'
}

/** The screens still belong to this payment: QR up, or money on its way. */
export function isInProgress(payment: Payment): boolean {
  return isAwaited(payment) || isConfirming(payment)
}

/** Only an unpaid QR can be withdrawn. Once a deposit is seen there is nothing left to cancel. */
export function canCancel(payment: Payment): boolean {
  return isLive(payment)
}

/** The QR is down, and a deposit that was sent in time would still complete the sale. */
export function mayStillComplete(payment: Payment): boolean {
  return payment.status === 'expired'
}

/**
 * A new charge for the same sale makes sense, and no money of this one is with the shop. For a rest that nobody paid,
 * its short payment asks again.
 */
export function canRetry(payment: Payment): boolean {
  if (payment.topUpOf !== null) return false
  if (payment.status === 'abandoned') return true
  if (!isCharged(payment) || payment.settlement !== null || isSeenOnChain(payment)) return false
  // Late money may still pay for it; after a reversal the goods may be gone, which somebody has to look into first.
  if (payment.remarks.includes('late') || payment.remarks.includes('reversed')) return false
  if (payment.status === 'failed' || payment.status === 'refunded') return true
  return isWithdrawn(payment) && !hasReceived(payment) && payment.remarks.every((one) => one === 'wrongAsset')
}

/** The gateway says so: everything matched. */
export function isPaid(payment: Payment): boolean {
  return payment.status === 'paid'
}

/** The owner's early-release rule let the goods go, and the money is still on its way. */
export function isReleased(payment: Payment): boolean {
  return isConfirming(payment) && isCharged(payment) && payment.releasedAt !== null
}

/** The goods may go: paid, or settled by a person, or released early by the owner's rule. */
export function isSold(payment: Payment): boolean {
  if (isPaid(payment) || isReleased(payment)) return true
  return isCharged(payment) && payment.settlement !== null && payment.status !== 'refunded'
}

/** This payment stands for its sale in every sum: a top-up's price is a part of the price of the one it belongs to. */
export function countsAsSale(payment: Payment): payment is ChargedPayment {
  return payment.topUpOf === null && isSold(payment)
}

/** A person has to decide, or the owner still has to deal with something about this payment's money. */
export function needsAttention(payment: Payment): boolean {
  return isCharged(payment) && openMatters(payment).length > 0
}

/** The cashier is to choose what happens next. */
export function asksCashier(payment: Payment): boolean {
  return isCharged(payment) && undecidedMatters(payment).length > 0
}

/** The gateway gave the money back to the customer by itself: the shop has none of it. */
export function isTakenBack(payment: Payment): boolean {
  return payment.status === 'refunded'
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
