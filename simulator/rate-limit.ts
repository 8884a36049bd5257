import type { MiddlewareHandler } from 'hono'
import type { SimulatorClock } from './clock.ts'
import { tooManyRequestsPage } from './misbehaviour/pages.ts'

/** Counts calls within the last second. It stands in front of everything, the key check included; null never refuses. */
export const limitRate = (clock: SimulatorClock, perSecond: () => number | null): MiddlewareHandler => {
  let recent: number[] = []
  return async (c, next) => {
    const limit = perSecond()
    const now = clock.now()
    recent = [...recent.filter((at) => at > now - 1000), now]
    return limit !== null && recent.length > limit ? c.html(tooManyRequestsPage, 429) : next()
  }
}
