import fc from 'fast-check'
import { type AskedSale, reckonSale } from '../../../../shared/sale/reckon.ts'
import type { SaleRules } from '../../../../shared/sale/rules.ts'

/** Up to a thousand million of the minor unit: what a keypad takes, in yen as in euros. */
export const anySubtotal = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 300 }) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 10_000_000 }) },
  fc.integer({ min: 1, max: 99_999_999_999 }),
)

const anyRatePercent = fc.constantFrom(0, 5000, 7000, 8875, 9975, 19_000, 20_000, 25_000, 100_000)

/** Integers that make 10 000 together: cuts of the whole, sorted. */
export function sharesOf(count: number): fc.Arbitrary<number[]> {
  return fc
    .array(fc.integer({ min: 0, max: 10_000 }), { minLength: count - 1, maxLength: count - 1 })
    .map((cuts) => {
      const ends = [...cuts.toSorted((a, b) => a - b), 10_000]
      return ends.map((end, index) => end - (ends[index - 1] ?? 0))
    })
}

const anyTaxes = fc
  .integer({ min: 1, max: 8 })
  .chain((count) =>
    fc.record({
      mode: fc.constantFrom('inclusive' as const, 'exclusive' as const),
      percents: fc.array(anyRatePercent, { minLength: count, maxLength: count }),
      shares: sharesOf(count),
    }),
  )
  .map(({ mode, percents, shares }) => ({
    mode,
    rates: percents.map((milliPercent, index) => ({
      name: `Tax ${index + 1}`,
      milliPercent,
      shareBasisPoints: shares[index] ?? 0,
    })),
  }))

export const anyRules: fc.Arbitrary<SaleRules> = fc.record({
  taxes: fc.option(anyTaxes, { nil: null }),
  tips: fc.option(fc.constant({ presets: [500, 1000, 1500] }), { nil: null }),
})

const anyPercent = fc.record({
  kind: fc.constant('percent' as const),
  basisPoints: fc.integer({ min: 0, max: 10_000 }),
})
const anyMinor = fc.record({ kind: fc.constant('amount' as const), minor: fc.integer({ min: 0, max: 500 }) })

export const anyAsked: fc.Arbitrary<AskedSale> = fc.record({
  subtotal: anySubtotal,
  discount: fc.option(fc.oneof(anyPercent, anyMinor), { nil: null }),
  tip: fc.option(fc.oneof(anyPercent, anyMinor), { nil: null }),
  shares: fc.constant(null),
  note: fc.option(fc.constantFrom('Table 4', 'طاولة ٤'), { nil: null }),
})

/** Sales that make sense, of every kind. */
export const anySale = fc
  .tuple(anyAsked, anyRules)
  .map(([asked, rules]) => reckonSale(asked, rules))
  .filter((reckoned) => reckoned.ok)
  .map(({ value }) => value)
