import { assertNever } from '../../../shared/assert-never.ts'
import type { Payment, Remark } from '../../../shared/payment/payment.ts'
import { isConfirming, isLive, isPaid } from '../../../shared/payment/questions.ts'
import { isCharged } from '../../../shared/payment/transition.ts'

/** What a person has to be told, each with its own words (`cashier:problem.<name>`). */
export type Problem =
  | 'short'
  | 'expired'
  | 'cancelled'
  | 'late'
  | 'failed'
  | 'refunded'
  | 'mismatch'
  | 'wrongAsset'
  | 'repeated'
  | 'reversed'
  | 'overpaid'
  | 'abandoned'
  | 'withdrawn'

/** Which of its faces the right side shows for a payment. `notice` is a problem beside what goes on. */
export type PaymentScreen =
  | { readonly kind: 'opening' }
  | { readonly kind: 'due'; readonly notice: Problem | null }
  | { readonly kind: 'confirming'; readonly notice: Problem | null }
  | { readonly kind: 'paid'; readonly notice: Problem | null }
  | { readonly kind: 'problem'; readonly problem: Problem }

/** The gravest first; `underpaid` is said by the status itself. */
const GRAVITY: readonly Remark[] = ['reversed', 'mismatch', 'wrongAsset', 'late', 'repeated', 'overpaid']

/** The one place where the screen is chosen. */
export function screenOf(payment: Payment): PaymentScreen {
  if (!isCharged(payment)) {
    if (isLive(payment)) return { kind: 'opening' }
    return { kind: 'problem', problem: uncharged(payment) }
  }
  const notice = noticeOf(payment.remarks)
  if (notice === 'reversed') return { kind: 'problem', problem: notice }
  if (isLive(payment)) return { kind: 'due', notice }
  if (isConfirming(payment)) return { kind: 'confirming', notice }
  if (isPaid(payment)) return { kind: 'paid', notice }
  return { kind: 'problem', problem: endedAs(payment, notice) }
}

/** The word on the chip: the gravest remark, or where the payment stands. */
export function noticeOf(remarks: readonly Remark[]): Exclude<Problem, 'short'> | null {
  const remark = GRAVITY.find((one) => remarks.includes(one))
  return remark === undefined || remark === 'underpaid' ? null : remark
}

function uncharged(payment: Payment): Problem {
  return payment.status === 'abandoned' && payment.cancelled ? 'withdrawn' : 'abandoned'
}

function endedAs(payment: Payment, notice: Problem | null): Problem {
  switch (payment.status) {
    case 'short':
    case 'failed':
    case 'refunded':
      return payment.status
    case 'expired':
    case 'cancelled':
      return notice ?? payment.status
    case 'created':
    case 'abandoned':
    case 'awaiting':
    case 'seen':
    case 'confirmed':
    case 'sending':
    case 'paid':
      throw new Error(`endedAs: ${payment.status} has not ended`)
    default:
      return assertNever(payment)
  }
}
