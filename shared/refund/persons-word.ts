import { CODE_TIME_MS } from './code.ts'
import type { Refund } from './refund.ts'

// What a person may say about a refund, with the owner's PIN and a reason. `now` is in ms.

/** A payout takes minutes once its code was taken; after a day the gateway has had its say. */
const IN_HAND_MS = 24 * 60 * 60 * 1000

/**
 * A person's own word that the money has gone: of a refund by hand, or of one the gateway leaves in doubt (sent in the
 * dashboard, or by its support). While a payout is in order, the gateway's word is waited for.
 */
export function canRecord(refund: Refund, now: number): boolean {
  return isLeftToPerson(refund, now)
}

/** A person's word that nothing was sent and nothing will be. */
export function canAbandon(refund: Refund, now: number): boolean {
  return isLeftToPerson(refund, now)
}

/**
 * Whether it may be given up at this moment. A lost reply is looked for first, since the payout may be there: only where
 * there is no account nobody can look. What an earlier till let be abandoned stays so, which is why the machine asks
 * `canAbandon` alone.
 */
export function canAbandonNow(
  refund: Refund,
  { now, hasAccount }: { readonly now: number; readonly hasAccount: boolean },
): boolean {
  return canAbandon(refund, now) && !(isUnsearched(refund) && hasAccount)
}

/** A lost reply that no search was answered for. Something strange under its name is an answer too. */
export function isUnsearched({ status, searchedAt, remarks }: Refund): boolean {
  return status === 'unsure' && searchedAt === null && remarks.length === 0
}

function isLeftToPerson(refund: Refund, now: number): boolean {
  const { way, status } = refund
  if (way === 'byHand') return status === 'intended'
  return status === 'unsure' || status === 'failed' || isOutOfHand(refund, now)
}

/**
 * The gateway should have ended it by now, one way or the other, and the till has heard nothing of it: its account may be
 * gone. Without this nobody could end such a refund.
 */
export function isOutOfHand({ status, payout }: Refund, now: number): boolean {
  if (payout === null) return false
  const passed = now - Date.parse(payout.askedAt)
  if (status === 'asked') return passed >= CODE_TIME_MS
  return (status === 'confirmed' || status === 'sending') && passed >= IN_HAND_MS
}
