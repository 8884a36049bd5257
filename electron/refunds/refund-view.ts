import type { AppError } from '../../shared/app-error.ts'
import type { RefundView } from '../../shared/contract/refunds.ts'
import { CODE_TIME_MS } from '../../shared/refund/code.ts'
import { asksPerson, codeStands } from '../../shared/refund/questions.ts'
import type { Refund } from '../../shared/refund/refund.ts'

/** How the last look at a refund went, since the till was opened. */
export type RefundCheck = { readonly checkedAt: string | null; readonly error: AppError | null }

export const NEVER_CHECKED: RefundCheck = { checkedAt: null, error: null }

/** `now` in ms; `number` of its payment. */
export function toRefundView(refund: Refund, number: number, check: RefundCheck, now: number): RefundView {
  return {
    refund,
    number,
    code: codeOf(refund, now),
    asksPerson: asksPerson(refund, now),
    checkedAt: check.checkedAt,
    checkError: check.error,
  }
}

function codeOf(refund: Refund, now: number): RefundView['code'] {
  const stands = codeStands(refund, now)
  if (stands === null || refund.payout === null || refund.remarks.length > 0) return null
  const until = new Date(Date.parse(refund.payout.askedAt) + CODE_TIME_MS).toISOString()
  return { triesLeft: stands.triesLeft, until }
}
