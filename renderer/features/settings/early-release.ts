import type { EarlyRelease } from '../../../shared/contract/settings.ts'
import { type CurrencyCode, decimalsOf } from '../../../shared/money/currency.ts'
import { money, toDecimalText } from '../../../shared/money/money.ts'
import { readPrice } from '../../../shared/money/pasted-price.ts'

/** The rule as it stands in the form. */
export type RuleDraft = { readonly at: EarlyRelease['at'] | 'off'; readonly upTo: string }

const MOST_MINOR = 100_000_000

export function draftOf(rule: EarlyRelease | null, currency: CurrencyCode): RuleDraft {
  if (rule === null) return { at: 'off', upTo: '' }
  return { at: rule.at, upTo: toDecimalText(money(rule.upToMinor, currency)) }
}

/** What the draft stands for; undefined while its amount is none from one minor unit to a hundred million. */
export function ruleOf({ at, upTo }: RuleDraft, currency: CurrencyCode): EarlyRelease | null | undefined {
  if (at === 'off') return null
  const price = readPrice(upTo, currency)
  if (!price) return undefined
  const upToMinor = Number(price.whole + price.fraction.padEnd(decimalsOf(currency), '0'))
  return upToMinor >= 1 && upToMinor <= MOST_MINOR ? { at, upToMinor } : undefined
}

export function isSameRule(one: EarlyRelease | null, other: EarlyRelease | null | undefined): boolean {
  return one?.at === other?.at && one?.upToMinor === other?.upToMinor && other !== undefined
}
