import type { Refund } from './refund.ts'
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

/** Nobody but a person can bring it further: a lost reply that no search resolved, a failure, or contradicting news. */
export function needsPerson({ status, searchedAt, remarks }: Refund): boolean {
  return status === 'failed' || (status === 'unsure' && searchedAt !== null) || remarks.length > 0
}
