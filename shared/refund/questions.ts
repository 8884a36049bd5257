import type { RefundStanding } from '../payment/payment.ts'
import type { Refund, RefundRemark } from './refund.ts'
import { isFree } from './transition.ts'

// What others ask of a refund, so that nobody compares statuses by hand.

/** The gateway takes ten codes, within one hour of the request; afterwards it gives the payout up. */
export const CODE_TRIES = 10
export const CODE_TIME_MS = 60 * 60 * 1000

/** How a refund stands that waits for its code; null when it does not. `now` in ms. */
export function codeStands(
  { status, payout, codesTried }: Refund,
  now: number,
): { readonly triesLeft: number; readonly msLeft: number } | null {
  if (status !== 'asked' || payout === null) return null
  const msLeft = Date.parse(payout.askedAt) + CODE_TIME_MS - now
  return { triesLeft: Math.max(0, CODE_TRIES - codesTried), msLeft: Math.max(0, msLeft) }
}

/** True while another look at the gateway can bring news. A search by external id is meant where there is no payout. */
export function isWatched({ way, status, remarks }: Refund): boolean {
  if (way === 'byHand' || status === 'finished') return false
  return !isFree(status) || remarks.includes('contradicted')
}

/** What is strange about it and nobody has seen to. */
export function openRemarks({ remarks, dealtWith }: Refund): readonly RefundRemark[] {
  return remarks.filter((remark) => !dealtWith.includes(remark))
}

/** Nobody but a person can bring it further: a lost reply that no search resolved, a failure, or contradicting news. */
export function needsPerson(refund: Refund): boolean {
  const { status, searchedAt } = refund
  return status === 'failed' || (status === 'unsure' && searchedAt !== null) || openRemarks(refund).length > 0
}

/**
 * It goes no further without somebody: a code, a transaction, a sign-in to look with, or a decision. While the gateway
 * has it in hand nobody is asked.
 */
export function asksPerson(refund: Refund): boolean {
  const { way, status } = refund
  const waits = status === 'asked' || status === 'unsure' || (way === 'byHand' && status === 'intended')
  return waits || needsPerson(refund)
}

/** Nothing more comes of it: its money is with the customer or free again, and nothing about it is open. */
export function isOver(refund: Refund): boolean {
  const isEnd = refund.status === 'finished' || isFree(refund.status)
  return isEnd && openRemarks(refund).length === 0
}

/** What a refund means to its payment: on its way or in doubt, with the customer, or never sent. */
export function standingOf({ status, remarks }: Refund): RefundStanding {
  if (status === 'finished') return 'sent'
  // The gateway moved money after it had said that it would not: nobody knows where it is.
  return isFree(status) && remarks.length === 0 ? 'none' : 'open'
}
