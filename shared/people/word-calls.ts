import type { RequestChannel } from '../contract/channels.ts'
import { OWNER_DECISIONS } from '../payment/decide.ts'
import type { Decision } from '../payment/payment.ts'

/** They say whose account the customers pay to. A till without people asks for no PIN here. */
const ABOUT_GATEWAYS: readonly RequestChannel[] = ['gateways.connect', 'gateways.forget', 'gateways.prefer']

/** Money leaves by the others, or they say who may let it leave. */
const WORD_CALLS: readonly RequestChannel[] = [
  ...ABOUT_GATEWAYS,
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

/**
 * What needs a PIN from everybody: whoever may do it alone shows their own again, since a till that was left open for a minute
 * is not enough for it. `input` is what the contract's schema made of it.
 */
export function asksWord(channel: RequestChannel, input: unknown): boolean {
  return WORD_CALLS.includes(channel) && !isTestOfStored(channel, input)
}

/** Without a key of its own it tries those that are there, and changes nothing. */
function isTestOfStored(channel: RequestChannel, input: unknown): boolean {
  if (channel !== 'gateways.connect') return false
  const { secrets } = input as { readonly secrets: Readonly<Record<string, string>> }
  return Object.keys(secrets).length === 0
}

/** What a till without people asks its owner's PIN for. `input` is what the contract's schema made of it. */
export function asksOwnersPin(channel: RequestChannel, input: unknown): boolean {
  if (channel === 'payments.decide') {
    const { decision } = input as { readonly decision: Decision }
    return OWNER_DECISIONS.includes(decision)
  }
  // No money leaves by it, and it stands in the record as the owner's word.
  if (channel === 'reconciliation.decide') return true
  return WORD_CALLS.includes(channel) && ![...ABOUT_PEOPLE, ...ABOUT_GATEWAYS].includes(channel)
}
