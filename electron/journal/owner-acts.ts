import type { AppError } from '../../shared/app-error.ts'
import type { OwnRate } from '../../shared/contract/gateways.ts'
import type { EarlyRelease } from '../../shared/contract/settings.ts'
import type { CurrencyCode } from '../../shared/money/currency.ts'
import type { ByWhom } from '../../shared/people/caller.ts'
import type { Result } from '../../shared/result.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import type { Journal } from './journal.ts'

/** What the owner did, as events of the journal: a rule that let goods go is on record with its day. */
export type OwnerActs = {
  /** Errors: `journalUnavailable`. */
  ruleChanged(rule: EarlyRelease | null, by?: ByWhom): Result<number>
  /** On record before it holds. Errors: `journalUnavailable`. */
  rateSet(rate: NewRate, by: ByWhom): Result<number>
  /** One coin of the account is to become another: on record before the gateway is asked. Errors: `journalUnavailable`. */
  conversionAsked(wish: ConversionWish, by: ByWhom): Result<number>
  /** Errors: `journalUnavailable`. */
  conversionEnded(end: ConversionEnd): Result<number>
  /** Of two files of another till this one counts from now on: on record before it does. Errors: `journalUnavailable`. */
  bundleChosen(bundle: ChosenBundle, by: ByWhom): Result<number>
}

/** The shop's own rate: `rate` is `currency` for one USDT, null where it was taken back; `before` is what was set until then. */
export type NewRate = {
  readonly rate: string | null
  readonly currency: CurrencyCode
  readonly before: OwnRate | null
}

/** A file by its SHA-256, the till by its id, and which of its Zs the file says. */
export type ChosenBundle = { readonly sha256: string; readonly till: string; readonly z: number }

/** `amount` in the decimals of the coin it is taken from. */
export type ConversionWish = { readonly from: string; readonly to: string; readonly amount: string }

/** `maybe`: its reply was lost, and the account's list alone knows. */
export type ConversionEnd =
  | { readonly outcome: 'made'; readonly conversionId: string }
  | { readonly outcome: 'maybe' }
  | { readonly outcome: 'refused'; readonly code: AppError['code'] }

export function createOwnerActs(journal: Journal, clock: Clock): OwnerActs {
  function note(kind: string, body: object): Result<number> {
    const entry = { at: isoNow(clock), paymentId: null, kind, body: JSON.stringify(body) }
    return journal.append(entry, () => undefined)
  }

  return {
    ruleChanged: (rule, by) => note('earlyReleaseSet', { rule, ...by }),
    rateSet: ({ rate, currency, before }, by) => note('rateSet', { rate, currency, before, ...by }),
    conversionAsked: ({ from, to, amount }, by) => note('conversionAsked', { from, to, amount, ...by }),
    conversionEnded: (end) => note('conversionEnded', end),
    bundleChosen: ({ sha256, till, z }, by) => note('bundleChosen', { sha256, till, z, ...by }),
  }
}
