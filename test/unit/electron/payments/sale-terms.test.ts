import { describe, expect, it } from 'vitest'
import { type SaleAsked, saleTerms } from '../../../../electron/payments/opening/sale-terms.ts'
import type { Settings } from '../../../../shared/contract/settings.ts'
import { money } from '../../../../shared/money/money.ts'
import { MOST_MINOR } from '../../../../shared/sale/limits.ts'
import type { TaxRules } from '../../../../shared/sale/rules.ts'

const NO_RULES = { taxes: null, tips: null }
const TIPS = { taxes: null, tips: { presets: [1000] } }

type Rules = Pick<Settings, 'taxes' | 'tips'>

function terms(change: Partial<SaleAsked>, rules: Rules = NO_RULES) {
  return saleTerms({ price: money(2000, 'EUR'), discount: null, tip: null, note: null, ...change }, rules)
}

const amount = (minor: number) => ({ kind: 'amount', minor }) as const
const percent = (basisPoints: number) => ({ kind: 'percent', basisPoints }) as const

describe('what is charged', () => {
  it('is the price, and nothing is stored beside it, where there is nothing but a price', () => {
    expect(terms({})).toMatchObject({ ok: true, value: { total: { minor: 2000 }, sale: null } })
  })

  it('is less the discount, with the tip; the goods stand apart', () => {
    const reckoned = terms({ discount: percent(1000), tip: percent(1000) }, TIPS)
    const sale = { subtotal: 2000, goods: 1800, total: 1980 }
    expect(reckoned).toMatchObject({
      ok: true,
      value: { total: { minor: 1980 }, goods: { minor: 1800 }, sale },
    })
  })
})

describe('a sale that makes no sense is refused in words', () => {
  const overShared: TaxRules = {
    mode: 'inclusive',
    rates: [{ name: 'VAT', milliPercent: 19_000, shareBasisPoints: 9_000 }],
  }
  const cases: readonly [string, Partial<SaleAsked>, Rules, object][] = [
    ['no price', { price: money(0, 'EUR') }, NO_RULES, { code: 'amountZero' }],
    ['a price that is no amount', { price: money(-1, 'EUR') }, NO_RULES, { code: 'amountZero' }],
    [
      'beyond any price',
      { price: { minor: MOST_MINOR + 1, currency: 'EUR' } },
      NO_RULES,
      { code: 'amountTooLarge' },
    ],
    [
      'a discount above it',
      { discount: amount(2001) },
      NO_RULES,
      { code: 'discountAboveSubtotal', most: '20.00' },
    ],
    [
      'a discount that is no amount',
      { discount: amount(-1) },
      NO_RULES,
      { code: 'invalidInput', field: 'discount' },
    ],
    ['all of it given away', { discount: percent(10_000) }, NO_RULES, { code: 'nothingToPay' }],
    ['a tip where none is taken', { tip: percent(500) }, NO_RULES, { code: 'invalidInput', field: 'tip' }],
    ['a tip above the goods', { tip: amount(2001) }, TIPS, { code: 'invalidInput', field: 'tip' }],
    ['a tip that is no amount', { tip: amount(-1) }, TIPS, { code: 'invalidInput', field: 'tip' }],
    [
      'a note as long as a letter',
      { note: 'x'.repeat(201) },
      NO_RULES,
      { code: 'invalidInput', field: 'note' },
    ],
    [
      'taxes on a part of it',
      {},
      { taxes: overShared, tips: null },
      { code: 'invalidInput', field: 'shares' },
    ],
  ]
  it.each(cases)('%s', (_name, change, rules, error) => {
    expect(terms(change, rules)).toMatchObject({ ok: false, error })
  })
})
