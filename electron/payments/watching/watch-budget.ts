import type { WatchNeed, WatchPace } from './watch-schedule.ts'

/** A tier whose payments share a rate. */
type SharedTier = 'counter' | 'background'

/** What the payments of a tier ask for together. `perSecond`: looks. */
type Demand = { count: number; perSecond: number }

export type WatchBudget = {
  /**
   * Milliseconds until the next look at this payment, given what all others asked for last. `undefined` takes the
   * payment out and asks for nothing.
   */
  interval(id: string, need: WatchNeed | undefined): number | undefined
}

/**
 * Shares the request rate among all watched payments. While everything fits, each gets what it asks for. When a tier asks for
 * more than its rate, half of that goes in equal shares, so that an old payment is not forgotten over many new ones, and half in
 * proportion to what each asks. The sums are kept, so that one payment's turn costs the same however many there are.
 */
export function createWatchBudget(pace: WatchPace): WatchBudget {
  const rates: Readonly<Record<SharedTier, number>> = {
    counter: pace.counterRate,
    background: pace.backgroundRate,
  }
  const demands: Readonly<Record<SharedTier, Demand>> = {
    counter: { count: 0, perSecond: 0 },
    background: { count: 0, perSecond: 0 },
  }
  const asking = new Map<string, { readonly tier: SharedTier; readonly perSecond: number }>()

  function ask(id: string, tier: SharedTier, perSecond: number): void {
    asking.set(id, { tier, perSecond })
    demands[tier].count += 1
    demands[tier].perSecond += perSecond
  }

  function takeOut(id: string): void {
    const before = asking.get(id)
    if (!before) return
    asking.delete(id)
    const demand = demands[before.tier]
    demand.count -= 1
    // Exactly nothing when nobody is left: rounding must not add up over weeks.
    demand.perSecond = demand.count === 0 ? 0 : demand.perSecond - before.perSecond
  }

  return {
    interval(id, need) {
      takeOut(id)
      if (need === undefined || need.tier === 'screen') return need?.everyMs
      const { tier, everyMs } = need
      const perSecond = 1000 / everyMs
      ask(id, tier, perSecond)
      const { count, perSecond: together } = demands[tier]
      const rate = rates[tier]
      if (together <= rate) return everyMs
      const share = (rate / 2) * (1 / count + perSecond / together)
      return Math.max(everyMs, 1000 / share)
    },
  }
}
