import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spreadOf } from '../../../../shared/latency/spread.ts'

const values = fc.array(fc.integer({ min: 0, max: 86_400_000 }), { minLength: 1, maxLength: 60 })

describe('a spread', () => {
  test('of nothing is none', () => {
    expect(spreadOf([])).toBeNull()
  })

  test.each([
    [[7], 7, 7],
    [[9, 1], 1, 9],
    [[3, 1, 2], 2, 3],
    [Array.from({ length: 20 }, (_one, index) => index + 1), 10, 19],
    [Array.from({ length: 100 }, (_one, index) => 100 - index), 50, 95],
  ])('of %j has median %d and 95th percentile %d', (given, medianMs, p95Ms) => {
    expect(spreadOf(given)).toEqual({ count: given.length, medianMs, p95Ms })
  })

  test('has figures that were measured, in order, whatever order they came in', () => {
    fc.assert(
      fc.property(values, (given) => {
        const spread = spreadOf(given)
        if (!spread) throw new Error('no spread')
        expect(given).toContain(spread.medianMs)
        expect(given).toContain(spread.p95Ms)
        expect(spread.medianMs).toBeLessThanOrEqual(spread.p95Ms)
        expect(spreadOf(given.toReversed())).toEqual(spread)
        expect(spread.count).toBe(given.length)
      }),
    )
  })

  test('says of so many in a hundred that they took no longer, and no figure below it does', () => {
    fc.assert(
      fc.property(values, (given) => {
        const spread = spreadOf(given)
        if (!spread) throw new Error('no spread')
        for (const [percent, ms] of [
          [50, spread.medianMs],
          [95, spread.p95Ms],
        ] as const) {
          const noLonger = given.filter((one) => one <= ms).length
          const shorter = given.filter((one) => one < ms).length
          expect(noLonger * 100).toBeGreaterThanOrEqual(percent * given.length)
          expect(shorter * 100).toBeLessThan(percent * given.length)
        }
      }),
    )
  })

  test('leaves the given numbers as they are', () => {
    const given = [3, 1, 2]
    spreadOf(given)
    expect(given).toEqual([3, 1, 2])
  })
})
