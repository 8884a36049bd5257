import type { OwnRate } from './contract/gateways.ts'
import type { CurrencyCode } from './money/currency.ts'

/** A day: long enough to be set once in the morning, short enough that nobody sells at last month's rate. */
export const OWN_RATE_MAX_AGE_MS = 24 * 60 * 60 * 1000

/** Who says so, where a quote names the source of its rate. **Stored.** */
export const OWNER = 'owner'

export type OwnRateStanding = 'none' | 'holds' | 'tooOld' | 'otherCurrency'

/**
 * Whether a price in `currency` can be converted at the owner's rate at `now` (ms). One that was set by a clock that is
 * further ahead than it may be old counts for as little as an old one.
 */
export function ownRateStanding(
  own: OwnRate | null,
  currency: CurrencyCode,
  now: number,
  maxAgeMs = OWN_RATE_MAX_AGE_MS,
): OwnRateStanding {
  if (own === null) return 'none'
  if (own.currency !== currency) return 'otherCurrency'
  return Math.abs(now - Date.parse(own.setAt)) <= maxAgeMs ? 'holds' : 'tooOld'
}
