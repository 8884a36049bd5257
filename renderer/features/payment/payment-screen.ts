import { assertNever } from '../../../shared/assert-never.ts'
import { type Matter, mattersOf, openMatters } from '../../../shared/payment/matters.ts'
import type { ChargedPayment, Payment, Settlement } from '../../../shared/payment/payment.ts'
import {
  isConfirming,
  isLive,
  isPaid,
  isReleased,
  isSeenOnChain,
  isSold,
} from '../../../shared/payment/questions.ts'
import { isCharged } from '../../../shared/payment/transition.ts'

/** What a person has to be told, each with its own words (`cashier:problem.<name>`). */
export type Problem = Matter['kind'] | 'expired' | 'cancelled' | 'abandoned' | 'withdrawn'

/** Why the goods may go without the gateway's "paid", each with its own words (`cashier:settled.<name>`). */
export type Settled = Settlement['how'] | 'released'

/** Which of its faces the right side shows for a payment. `notice` is a problem beside what goes on. */
export type PaymentScreen =
  | { readonly kind: 'opening' }
  | { readonly kind: 'due'; readonly notice: Problem | null }
  /** Only the chain has shown money so far. */
  | { readonly kind: 'onChain' }
  | { readonly kind: 'confirming'; readonly notice: Problem | null }
  | { readonly kind: 'paid'; readonly notice: Problem | null }
  | { readonly kind: 'settled'; readonly as: Settled; readonly notice: Problem | null }
  | { readonly kind: 'problem'; readonly problem: Problem; readonly also: Problem | null }

/** The one place where the screen is chosen. */
export function screenOf(payment: Payment): PaymentScreen {
  if (!isCharged(payment)) {
    if (isLive(payment)) return { kind: 'opening' }
    return { kind: 'problem', problem: uncharged(payment), also: null }
  }
  if (isTakenBack(payment)) return problemScreen(payment, 'reversed')
  // Nothing that anybody has to decide can stand beside it: the gateway has said nothing yet.
  if (isSeenOnChain(payment)) return { kind: 'onChain' }
  const notice = noticeOf(payment)
  if (isLive(payment)) return { kind: 'due', notice }
  if (isPaid(payment)) return { kind: 'paid', notice }
  if (isSold(payment)) return { kind: 'settled', as: settledAs(payment), notice }
  if (isConfirming(payment)) return { kind: 'confirming', notice }
  return problemScreen(payment, endedAs(payment))
}

/** The gravest of what stands open beside a payment that goes on or is over. */
function noticeOf(payment: ChargedPayment): Problem | null {
  const [first] = openMatters(payment)
  if (first) return first.kind
  return isConfirming(payment) && payment.remarks.includes('overpaid') ? 'overpaid' : null
}

function problemScreen(payment: ChargedPayment, problem: Problem): PaymentScreen {
  const also = openMatters(payment).find(({ kind }) => kind !== problem && kind !== 'overpaid')
  return { kind: 'problem', problem, also: also?.kind ?? null }
}

/** What the gateway took back is never shown as sold, unless the owner settled it knowing that. */
function isTakenBack(payment: ChargedPayment): boolean {
  const isSettledSince = payment.settlement !== null && payment.closed.includes('reversed')
  return payment.remarks.includes('reversed') && !isSettledSince
}

function settledAs(payment: ChargedPayment): Settled {
  if (isReleased(payment) || payment.settlement === null) return 'released'
  return payment.settlement.how
}

function uncharged(payment: Payment): Problem {
  return payment.status === 'abandoned' && payment.cancelled ? 'withdrawn' : 'abandoned'
}

/** Money that came is told before how the code ended, even when the owner has dealt with it. */
function endedAs(payment: ChargedPayment): Problem {
  switch (payment.status) {
    case 'short':
    case 'failed':
    case 'refunded':
      return payment.status
    case 'expired':
    case 'cancelled':
      return mattersOf(payment)[0]?.kind ?? payment.status
    case 'awaiting':
    case 'seen':
    case 'confirmed':
    case 'sending':
    case 'paid':
      throw new Error(`endedAs: ${payment.status} has not ended`)
    default:
      return assertNever(payment.status)
  }
}
