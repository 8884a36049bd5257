import type { Settings } from '../../shared/contract/settings.ts'
import type { Gateway } from '../gateways/gateway.ts'
import type { Clock } from '../time/clock.ts'
import { createGatewayRate } from './gateway-rate.ts'
import { createOwnRate } from './own-rate.ts'
import type { RateSource } from './rate.ts'

type Dependencies = {
  readonly clock: Clock
  readonly settings: () => Pick<Settings, 'rateFrom' | 'ownRate'>
  /** The gateway that is asked what a price comes to, unless it is known to fail; undefined where there is none. */
  readonly pricing: () => Pick<Gateway, 'id' | 'estimate'> | undefined
}

/**
 * The rate as the owner wants it: their own, or that of the gateway that prices in the shop's currency. When that one has
 * none (it may be why the till charges at another gateway) the owner's own holds, if it is set and not too old. Errors: as `RateSource`.
 */
export function createTillRates({ clock, settings, pricing }: Dependencies): RateSource {
  return {
    async rateOf(currency, options) {
      const { rateFrom, ownRate } = settings()
      const own = createOwnRate(ownRate, clock)
      const { id, estimate } = (rateFrom === 'gateway' && pricing()) || {}
      if (id === undefined || !estimate) return own.rateOf(currency)
      const theirs = await createGatewayRate(estimate, id, clock).rateOf(currency, options)
      if (theirs.ok) return theirs
      const ours = await own.rateOf(currency)
      return ours.ok ? ours : theirs
    },
  }
}
