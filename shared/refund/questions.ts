import type { RefundStanding } from '../payment/payment.ts'
import { CODE_TIME_MS, CODE_TRIES } from './code.ts'
import { isOutOfHand } from './persons-word.ts'
import type { Refund, RefundRemark } from './refund.ts'
import { isFree } from './transition.ts'

// What others ask of a refund, so that nobody compares statuses by hand.

/** How long what was given up is still looked at: the gateway may send a failure later, and a lost request may arrive. */
export const LOOKED_AFTER_MS = 7 * 24 * 60 * 60 * 1000

/** How a refund stands that waits for its code; null when it does not. `now` in ms. */
export function codeStands(
  { status, payout, codesTried }: Refund,
  now: number,
): { readonly triesLeft: number; readonly msLeft: number } | null {
  if (status !== 'asked' || payout === null) return null
  const msLeft = Date.parse(payout.askedAt) + CODE_TIME_MS - now
  return { triesLeft: Math.max(0, CODE_TRIES - codesTried), msLeft: Math.max(0, msLeft) }
}

/**
 * True while another look at the gateway can bring news. A search by external id is meant where there is no payout. That
 * nothing was sent is only a person's word where a refund was given up: it is looked at for seven days more. `now` in ms.
 */
export function isWatched({ way, status, remarks, endedAt }: Refund, now: number): boolean {
  if (way === 'byHand' || status === 'finished') return false
  if (!isFree(status) || remarks.includes('contradicted')) return true
  return status === 'abandoned' && endedAt !== null && now - Date.parse(endedAt) < LOOKED_AFTER_MS
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
 * has it in hand nobody is asked. `now` in ms.
 */
export function asksPerson(refund: Refund, now: number): boolean {
  const { way, status } = refund
  const waits = status === 'asked' || status === 'unsure' || (way === 'byHand' && status === 'intended')
  return waits || isOutOfHand(refund, now) || needsPerson(refund)
}

/** Nothing more comes of it: its money is with the customer or free again, and nothing about it is open. */
export function isOver(refund: Refund): boolean {
  const isEnd = refund.status === 'finished' || isFree(refund.status)
  return isEnd && openRemarks(refund).length === 0
}

/** What a refund means to its payment: on its way or in doubt, with the customer, or never sent. */
export function standingOf(refund: Refund): RefundStanding {
  if (refund.status === 'finished') return 'sent'
  return isUnsent(refund) ? 'none' : 'open'
}

/**
 * It ended without being sent, so that its money may be refunded anew; unless money moved for it all the same, which
 * nobody's having seen to it brings back. Something strange under its name counts until the owner has seen what it is.
 */
export function isUnsent({ status, remarks, dealtWith }: Refund): boolean {
  return isFree(status) && remarks.every((remark) => remark === 'mismatch' && dealtWith.includes(remark))
}
