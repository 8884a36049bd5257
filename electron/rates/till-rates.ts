import type { Settings } from '../../shared/contract/settings.ts'
import type { CurrencyCode } from '../../shared/money/currency.ts'
import type { Rate } from '../../shared/money/rate.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { CallOptions, Gateway } from '../gateways/gateway.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import { createGatewayRate, rateOfEstimate } from './gateway-rate.ts'
import { createOwnRate } from './own-rate.ts'
import type { RateSource } from './rate.ts'

/** In an hour a currency moves by less than a gateway's own margin; a longer outage needs the owner. */
export const LAST_RATE_MAX_AGE_MS = 60 * 60_000

type Dependencies = {
  readonly clock: Clock
  readonly settings: () => Pick<Settings, 'rateFrom' | 'ownRate'>
  /** The gateway that is asked what a price comes to, unless it is known to fail; undefined where there is none. */
  readonly pricing: () => Pick<Gateway, 'id' | 'estimate'> | undefined
}

/**
 * The rate as the owner wants it: their own, or that of the gateway that prices in the shop's currency. When that one has
 * none (it may be why the till charges at another gateway) the owner's own holds, if it is set and not too old, and else what
 * that gateway said last, for an hour. Errors: as `RateSource`.
 */
export function createTillRates({ clock, settings, pricing }: Dependencies): RateSource {
  const last = new Map<CurrencyCode, Rate>()

  function remembered(currency: CurrencyCode): Rate | undefined {
    const rate = last.get(currency)
    const isFresh = rate && Math.abs(clock.now() - Date.parse(rate.at)) <= LAST_RATE_MAX_AGE_MS
    return isFresh ? rate : undefined
  }

  async function theirsOf(currency: CurrencyCode, options?: CallOptions): Promise<Result<Rate> | undefined> {
    const { id, estimate } = pricing() ?? {}
    if (id === undefined || !estimate) return undefined
    const rate = await createGatewayRate(estimate, id, clock).rateOf(currency, options)
    if (rate.ok) last.set(currency, rate.value)
    return rate
  }

  return {
    async rateOf(currency, options) {
      const { rateFrom, ownRate } = settings()
      const own = createOwnRate(ownRate, clock)
      if (rateFrom === 'owner') return own.rateOf(currency)
      const theirs = await theirsOf(currency, options)
      if (theirs?.ok) return theirs
      const ours = await own.rateOf(currency)
      if (ours.ok) return ours
      const before = remembered(currency)
      return before ? ok(before) : (theirs ?? ours)
    },
    heard(price, usdt, source) {
      const perUsdt = rateOfEstimate(price, usdt)
      if (perUsdt !== undefined) last.set(price.currency, { perUsdt, source, at: isoNow(clock) })
    },
  }
}
