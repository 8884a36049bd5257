import { type OwnRateStanding, ownRateStanding } from '../../../shared/own-rate.ts'
import { inUse, isSetUpAnywhere } from '../../lib/gateway-standing.ts'
import { useNow } from '../../lib/use-now.ts'
import { useTill } from '../../stores/app-stores.ts'

/** How the owner's own rate stands at this moment. */
export function useOwnRateStanding(): OwnRateStanding {
  const now = useNow()
  const { ownRate, currency } = useTill((till) => till.settings)
  return ownRateStanding(ownRate, currency, now)
}

/** The names of those that are set up and price in USDT, and of the one in use whose rate counts, if it does not fail. */
export function useRateGateways() {
  const gateways = useTill((till) => till.gateways)
  const pricing = inUse({ gateways }).filter(({ pricesInUsdt }) => !pricesInUsdt)
  return {
    needing: gateways.filter((one) => one.pricesInUsdt && isSetUpAnywhere(one)).map(({ title }) => title),
    pricing: pricing[0]?.title ?? null,
    answering: pricing.some((one) => one.inUse.health.state !== 'failing'),
  }
}
