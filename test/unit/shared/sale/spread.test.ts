import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proportion, spread } from '../../../../shared/sale/spread.ts'

const anyWeights = fc
  .array(fc.integer({ min: 0, max: 2 ** 40 }), { minLength: 1, maxLength: 12 })
  .filter((weights) => weights.some((weight) => weight > 0))
const anyWhole = fc.integer({ min: 0, max: 2 ** 51 })

describe('spread', () => {
  it('gives three equal parts of 1.00 as 0.34, 0.33 and 0.33', () => {
    expect(spread(100, [1, 1, 1])).toEqual([34, 33, 33])
  })

  it('gives what is left to those that lost most', () => {
    expect(spread(10, [1, 5, 5])).toEqual([1, 5, 4])
    expect(spread(7, [10, 45, 45])).toEqual([1, 3, 3])
  })

  it('adds up to the whole, each part less than a unit from its exact share', () => {
    fc.assert(
      fc.property(anyWhole, anyWeights, (whole, weights) => {
        const parts = spread(whole, weights)
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole)
        const together = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
        parts.forEach((part, index) => {
          const exact = BigInt(whole) * BigInt(weights[index] ?? 0)
          const off = BigInt(part) * together - exact
          expect(off < together && off > -together).toBe(true)
          if (weights[index] === 0) expect(part).toBe(0)
        })
      }),
    )
  })

  it('never gives a part more than its weight when there is no more than the weights', () => {
    fc.assert(
      fc.property(anyWeights, fc.double({ min: 0, max: 1, noNaN: true }), (weights, share) => {
        const together = weights.reduce((sum, weight) => sum + weight, 0)
        const parts = spread(Math.floor(together * share), weights)
        parts.forEach((part, index) => {
          expect(part).toBeLessThanOrEqual(weights[index] ?? 0)
        })
      }),
    )
  })

  it('has nothing to spread over nothing', () => {
    expect(spread(0, [0, 0])).toEqual([0, 0])
    expect(() => spread(1, [0, 0])).toThrow()
    expect(() => spread(1, [-1, 2])).toThrow()
    expect(() => spread(-1, [1])).toThrow()
  })
})

describe('proportion', () => {
  it('rounds to the nearest unit, half up', () => {
    expect(proportion(5, 1, 10)).toBe(1)
    expect(proportion(4, 1, 10)).toBe(0)
    expect(proportion(15, 1, 10)).toBe(2)
    expect(proportion(1999, 19_000, 119_000)).toBe(319)
  })

  it('is exact where a float is not', () => {
    expect(proportion(2251799813685238, 9975, 100_000)).toBe(224617031415102)
    expect(Math.round((2251799813685238 * 9975) / 100_000)).toBe(224617031415103)
    expect(proportion(2 ** 51, 10_000, 10_000)).toBe(2 ** 51)
  })
})
