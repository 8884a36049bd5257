import type { OwnRate } from '../../shared/contract/gateways.ts'
import type { CurrencyCode } from '../../shared/money/currency.ts'
import { err, ok } from '../../shared/result.ts'
import type { Clock } from '../time/clock.ts'
import { isRate, type RateSource } from './rate.ts'

/** A day: long enough to be set once in the morning, short enough that nobody sells at last month's rate. */
export const OWN_RATE_MAX_AGE_MS = 24 * 60 * 60 * 1000

/**
 * The rate the owner set, until it is too old (`maxAgeMs`, a day unless told otherwise). One that was set by a clock that
 * is further ahead than that counts for as little. `noRate` then, for another currency, and for text that is no rate.
 */
export function createOwnRate(own: OwnRate | null, clock: Clock, maxAgeMs = OWN_RATE_MAX_AGE_MS): RateSource {
  function holds(currency: CurrencyCode): boolean {
    if (own === null || own.currency !== currency || !isRate(own.perUsdt)) return false
    return Math.abs(clock.now() - Date.parse(own.setAt)) <= maxAgeMs
  }

  return {
    rateOf: async (currency) =>
      own !== null && holds(currency)
        ? ok({ perUsdt: own.perUsdt, source: 'owner', at: own.setAt })
        : err({ code: 'noRate', currency }),
  }
}
