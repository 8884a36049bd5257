import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SaleDetails } from '../../../../shared/sale/details.ts'
import { type AskedSale, reckonSale, type SaleRefusal } from '../../../../shared/sale/reckon.ts'
import { type SaleRules, TaxRules } from '../../../../shared/sale/rules.ts'
import { anyAsked, anyRules, anySale, sharesOf } from './any-sale.ts'

const PLAIN: SaleRules = { taxes: null, tips: null }
const TIPS = { presets: [500, 1000] }

function taxes(mode: 'inclusive' | 'exclusive', ...rates: [milliPercent: number, share: number][]) {
  return {
    mode,
    rates: rates.map(([milliPercent, shareBasisPoints], index) => ({
      name: `Tax ${index + 1}`,
      milliPercent,
      shareBasisPoints,
    })),
  }
}

function asked(over: Partial<AskedSale>): AskedSale {
  return { subtotal: 1999, discount: null, tip: null, shares: null, note: null, ...over }
}

function reckoned(over: Partial<AskedSale>, rules: SaleRules = PLAIN): SaleDetails {
  const result = reckonSale(asked(over), rules)
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

function refusal(over: Partial<AskedSale>, rules: SaleRules = PLAIN): SaleRefusal | null {
  const result = reckonSale(asked(over), rules)
  return result.ok ? null : result.error
}

const percent = (basisPoints: number) => ({ kind: 'percent', basisPoints }) as const
const amount = (minor: number) => ({ kind: 'amount', minor }) as const

describe('a sale', () => {
  it('without anything is its price', () => {
    expect(reckoned({})).toEqual({
      subtotal: 1999,
      discount: null,
      taxes: null,
      goods: 1999,
      tip: null,
      total: 1999,
      note: null,
    })
  })

  it('has its inclusive tax in the price: 19.99 at 19 % is 16.80 and 3.19', () => {
    const { taxes: shown, total } = reckoned({}, { ...PLAIN, taxes: taxes('inclusive', [19_000, 10_000]) })
    expect(shown?.lines).toEqual([
      { name: 'Tax 1', milliPercent: 19_000, subtotal: 1999, discount: 0, net: 1680, tax: 319, gross: 1999 },
    ])
    expect(total).toBe(1999)
  })

  it('has its exclusive tax on top: 10.00 at 8.875 % costs 10.89', () => {
    const { goods, total } = reckoned(
      { subtotal: 1000 },
      { ...PLAIN, taxes: taxes('exclusive', [8875, 10_000]) },
    )
    expect([goods, total]).toEqual([1089, 1089])
  })

  it('takes the discount off before the tax, and spreads it over the rates', () => {
    const sale = reckoned(
      { subtotal: 1001, discount: percent(1000) },
      { ...PLAIN, taxes: taxes('exclusive', [19_000, 5000], [7000, 5000]) },
    )
    expect(sale.discount).toEqual({ minor: 100, basisPoints: 1000 })
    expect(
      sale.taxes?.lines.map(({ subtotal, discount, net, tax }) => [subtotal, discount, net, tax]),
    ).toEqual([
      [501, 50, 451, 86],
      [500, 50, 450, 32],
    ])
    expect(sale.goods).toBe(1019)
  })

  it('has a tip on what is paid for the goods, apart from them', () => {
    const sale = reckoned(
      { subtotal: 1000, discount: amount(100), tip: percent(1000) },
      { taxes: taxes('exclusive', [10_000, 10_000]), tips: TIPS },
    )
    expect([sale.goods, sale.tip, sale.total]).toEqual([990, { minor: 99, basisPoints: 1000 }, 1089])
  })

  it('takes another share for each rate, for once', () => {
    const rules = { ...PLAIN, taxes: taxes('inclusive', [19_000, 10_000], [7000, 0]) }
    const lines = reckoned({ shares: [2500, 7500] }, rules).taxes?.lines
    expect(lines?.map(({ gross }) => gross)).toEqual([500, 1499])
  })

  it('has its note without the blanks around it, and an empty one is none', () => {
    expect([reckoned({ note: ' Table 4 ' }).note, reckoned({ note: '  ' }).note]).toEqual(['Table 4', null])
  })

  it('knows a discount and a tip of zero as none', () => {
    const sale = reckoned({ discount: percent(0), tip: amount(0) })
    expect([sale.discount, sale.tip]).toEqual([null, null])
  })
})

describe('what makes no sense is refused', () => {
  const one = taxes('inclusive', [19_000, 10_000])

  it.each<[string, Partial<AskedSale>, SaleRules, SaleRefusal]>([
    ['nothing typed', { subtotal: 0 }, PLAIN, { code: 'subtotalZero' }],
    ['a broken amount', { subtotal: 1.5 }, PLAIN, { code: 'notAnAmount', field: 'subtotal' }],
    ['a negative price', { subtotal: -5 }, PLAIN, { code: 'notAnAmount', field: 'subtotal' }],
    ['a negative discount', { discount: amount(-1) }, PLAIN, { code: 'notAnAmount', field: 'discount' }],
    ['a negative tip', { tip: percent(-1) }, PLAIN, { code: 'notAnAmount', field: 'tip' }],
    [
      'more off than there is',
      { discount: amount(2000) },
      PLAIN,
      { code: 'discountAboveSubtotal', most: 1999 },
    ],
    [
      'more than 100 % off',
      { discount: percent(10_100) },
      PLAIN,
      { code: 'discountAboveSubtotal', most: 1999 },
    ],
    ['all of it off', { discount: percent(10_000) }, PLAIN, { code: 'nothingToPay' }],
    ['a tip where there are none', { tip: percent(500) }, PLAIN, { code: 'tipOff' }],
    [
      'a tip above the goods',
      { tip: amount(2000) },
      { ...PLAIN, tips: TIPS },
      { code: 'tipAboveGoods', most: 1999 },
    ],
    ['shares that are no whole', { shares: [9999] }, { ...PLAIN, taxes: one }, { code: 'sharesOff' }],
    ['a share too many', { shares: [5000, 5000] }, { ...PLAIN, taxes: one }, { code: 'sharesOff' }],
    ['shares without rates', { shares: [10_000] }, PLAIN, { code: 'sharesOff' }],
    [
      'a share below zero',
      { shares: [11_000, -1000] },
      { ...PLAIN, taxes: taxes('inclusive', [1, 5000], [2, 5000]) },
      { code: 'sharesOff' },
    ],
    ['more than money holds', { subtotal: 2 ** 52 }, PLAIN, { code: 'tooLarge' }],
    [
      'a total that it does not hold',
      { subtotal: 2 ** 51 },
      { ...PLAIN, taxes: taxes('exclusive', [19_000, 10_000]) },
      { code: 'tooLarge' },
    ],
    ['an endless note', { note: 'x'.repeat(201) }, PLAIN, { code: 'noteTooLong', most: 200 }],
  ])('%s', (_what, over, rules, expected) => {
    expect(refusal(over, rules)).toEqual(expected)
  })

  it('rates of a shop that are no whole are no setting', () => {
    expect(TaxRules.safeParse(taxes('inclusive', [19_000, 5000], [7000, 4999])).success).toBe(false)
    expect(TaxRules.safeParse(taxes('inclusive', [19_000, 5000], [7000, 5000])).success).toBe(true)
  })
})

describe('whatever is asked', () => {
  it('adds up in every column, and what is stored reads back', () => {
    fc.assert(
      fc.property(anySale, (sale) => {
        expect(SaleDetails.parse(JSON.parse(JSON.stringify(sale)))).toEqual(sale)
        const lines = sale.taxes?.lines ?? []
        const sum = (field: 'subtotal' | 'discount' | 'net' | 'tax' | 'gross') =>
          lines.reduce((all, line) => all + line[field], 0)
        if (sale.taxes) {
          expect(sum('subtotal')).toBe(sale.subtotal)
          expect(sum('discount')).toBe(sale.discount?.minor ?? 0)
          expect(sum('net') + sum('tax')).toBe(sale.goods)
        }
        for (const { subtotal, discount, net, tax, gross } of lines) {
          expect(net + tax).toBe(gross)
          expect(discount).toBeLessThanOrEqual(subtotal)
        }
        expect(sale.total).toBe(sale.goods + (sale.tip?.minor ?? 0))
      }),
      { numRuns: 2000 },
    )
  })

  it('has each tax within half a unit of the exact one', () => {
    fc.assert(
      fc.property(anySale, ({ taxes: shown }) => {
        for (const { net, gross, tax, milliPercent } of shown?.lines ?? []) {
          const [of, whole] = shown?.mode === 'inclusive' ? [gross, 100_000 + milliPercent] : [net, 100_000]
          const off = 2n * (BigInt(tax) * BigInt(whole) - BigInt(of) * BigInt(milliPercent))
          expect(off <= BigInt(whole) && off >= -BigInt(whole)).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('costs the customer the typed price less the discount where taxes are inclusive, whatever the rates', () => {
    fc.assert(
      fc.property(anyAsked, anyRules, (wanted, rules) => {
        fc.pre(rules.taxes?.mode !== 'exclusive')
        const withTaxes = reckonSale(wanted, rules)
        const without = reckonSale(wanted, { ...rules, taxes: null })
        expect(withTaxes.ok).toBe(without.ok)
        if (withTaxes.ok && without.ok) expect(withTaxes.value.total).toBe(without.value.total)
      }),
    )
  })

  it('has the same sum whichever share each rate has, where taxes are inclusive', () => {
    fc.assert(
      fc.property(anyAsked, sharesOf(3), (wanted, shares) => {
        const rules: SaleRules = {
          taxes: taxes('inclusive', [19_000, 10_000], [7000, 0], [0, 0]),
          tips: TIPS,
        }
        const usual = reckonSale(wanted, rules)
        const other = reckonSale({ ...wanted, shares }, rules)
        expect(other.ok && other.value.total).toBe(usual.ok && usual.value.total)
      }),
    )
  })

  it('is refused or reckoned, never thrown at', () => {
    const anything = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -0, Number.NaN, 2 ** 53))
    fc.assert(
      fc.property(anything, anything, anything, anyRules, (subtotal, off, tip, rules) => {
        const result = reckonSale(asked({ subtotal, discount: amount(off), tip: percent(tip) }), rules)
        if (result.ok) expect(SaleDetails.safeParse(result.value).success).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
