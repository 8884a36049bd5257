import type { OwnRate } from '../../shared/contract/gateways.ts'
import type { CurrencyCode } from '../../shared/money/currency.ts'
import { isRate } from '../../shared/money/rate.ts'
import { OWN_RATE_MAX_AGE_MS, OWNER, ownRateStanding } from '../../shared/own-rate.ts'
import { err, ok } from '../../shared/result.ts'
import type { Clock } from '../time/clock.ts'
import type { RateSource } from './rate.ts'

/**
 * The rate the owner set, until it is too old (`maxAgeMs`, a day unless told otherwise). `noRate` then, for another
 * currency, and for text that is no rate.
 */
export function createOwnRate(own: OwnRate | null, clock: Clock, maxAgeMs = OWN_RATE_MAX_AGE_MS): RateSource {
  const holds = (currency: CurrencyCode) => ownRateStanding(own, currency, clock.now(), maxAgeMs) === 'holds'

  return {
    rateOf: async (currency) =>
      own !== null && isRate(own.perUsdt) && holds(currency)
        ? ok({ perUsdt: own.perUsdt, source: OWNER, at: own.setAt })
        : err({ code: 'noRate', currency }),
  }
}
