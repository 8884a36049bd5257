import type { RequestChannel } from '../contract/channels.ts'
import { OWNER_DECISIONS } from '../payment/decide.ts'
import type { Decision } from '../payment/payment.ts'

/**
 * Calls that need a PIN from everybody: whoever may do it alone shows their own again. Money leaves by them, or they say who
 * may let it leave; a till that was left open for a minute is not enough for that.
 */
export const WORD_CALLS: readonly RequestChannel[] = [
  'owner.setEarlyRelease',
  'people.add',
  'people.change',
  'people.setPin',
  'account.convert',
  'refunds.begin',
  'refunds.record',
  'refunds.abandon',
  'refunds.dealWith',
]

/** Those that concern people. Before there are any, the first of them is added with the owner's PIN only if there is one. */
const ABOUT_PEOPLE: readonly RequestChannel[] = ['people.add', 'people.change', 'people.setPin']

/** What a till without people asks its owner's PIN for. `input` is what the contract's schema made of it. */
export function asksOwnersPin(channel: RequestChannel, input: unknown): boolean {
  if (channel === 'payments.decide') {
    const { decision } = input as { readonly decision: Decision }
    return OWNER_DECISIONS.includes(decision)
  }
  // No money leaves by it, and it stands in the record as the owner's word.
  if (channel === 'reconciliation.decide') return true
  return WORD_CALLS.includes(channel) && !ABOUT_PEOPLE.includes(channel)
}
