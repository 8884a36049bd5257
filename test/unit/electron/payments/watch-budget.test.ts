import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createWatchBudget } from '../../../../electron/payments/watching/watch-budget.ts'
import { REAL_PACE, type WatchNeed } from '../../../../electron/payments/watching/watch-schedule.ts'

const SECOND = 1000
const HOUR = 3600 * SECOND
const pace = { ...REAL_PACE, counterRate: 0.5, backgroundRate: 0.3 }
const { backgroundRate, counterRate } = pace

const background = (everyMs: number): WatchNeed => ({ tier: 'background', everyMs })
const counter: WatchNeed = { tier: 'counter', everyMs: 4 * SECOND }

/** What each is given once all have asked. */
function settled(needs: readonly WatchNeed[]): number[] {
  const budget = createWatchBudget(pace)
  const ask = () => needs.map((need, place) => budget.interval(String(place), need) ?? Number.NaN)
  ask()
  return ask()
}

const rateOf = (intervals: readonly number[]) => intervals.reduce((sum, ms) => sum + SECOND / ms, 0)

const someNeeds = fc
  .array(fc.integer({ min: 30 * SECOND, max: HOUR }), { minLength: 1, maxLength: 1000, size: 'max' })
  .map((intervals) => intervals.map(background))

it('asks less of the gateway than the queue lets through, even with everything to look at', () => {
  const onScreen = SECOND / REAL_PACE.counterMs
  expect(onScreen + REAL_PACE.counterRate).toBeLessThan(1)
  expect(REAL_PACE.backgroundRate).toBeLessThanOrEqual(0.4)
})

it('gives each what it asks for while all of it fits', () => {
  expect(settled([background(30_000), background(60_000), background(HOUR)])).toEqual([30_000, 60_000, HOUR])
  expect(settled([counter, counter])).toEqual([4_000, 4_000])
})

it('keeps all background looks together within their rate, and nobody looked at more often than asked', () => {
  fc.assert(
    fc.property(someNeeds, (needs) => {
      const given = settled(needs)
      expect(rateOf(given)).toBeLessThanOrEqual(backgroundRate + 1e-9)
      for (const [place, need] of needs.entries()) expect(given[place]).toBeGreaterThanOrEqual(need.everyMs)
    }),
    { numRuns: 50 },
  )
})

it('does not waste the rate when more is asked for', () => {
  for (const count of [1, 2, 3, 9, 10, 50, 500, 1000]) {
    const asked = count / 30
    const rate = rateOf(settled(Array.from({ length: count }, () => background(30_000))))
    expect(rate).toBeCloseTo(Math.min(asked, backgroundRate), 9)
  }
})

it('does not forget an old payment over many new ones', () => {
  const fresh = Array.from({ length: 50 }, () => background(30_000))
  const old = Array.from({ length: 450 }, () => background(HOUR))
  const given = settled([...fresh, ...old])
  expect(Math.max(...given)).toBeLessThanOrEqual(HOUR)
  const many = settled(Array.from({ length: 1000 }, (_, place) => background(place < 500 ? 30_000 : HOUR)))
  expect(Math.max(...many)).toBeLessThanOrEqual((2 * 1000 * SECOND) / backgroundRate)
})

it('shares the counter, and what is on the screens takes part in nothing', () => {
  const given = settled([{ tier: 'screen', everyMs: 4_000 }, ...Array.from({ length: 49 }, () => counter)])
  expect(given[0]).toBe(4_000)
  expect(rateOf(given.slice(1))).toBeCloseTo(counterRate, 9)
})

it('gives the others their share back when one is out, leaves for the screens, or changes its tier', () => {
  const budget = createWatchBudget(pace)
  for (const id of ['a', 'b', 'c']) budget.interval(id, counter)
  expect(budget.interval('a', counter)).toBe(6_000)
  budget.interval('b', { tier: 'screen', everyMs: 4_000 })
  expect(budget.interval('a', counter)).toBe(4_000)
  budget.interval('b', counter)
  expect(budget.interval('a', counter)).toBe(6_000)
  budget.interval('b', background(60_000))
  expect(budget.interval('a', counter)).toBe(4_000)
  budget.interval('b', counter)
  expect(budget.interval('c', undefined)).toBeUndefined()
  expect(budget.interval('a', counter)).toBe(4_000)
})
