import { describe, expect, it } from 'vitest'
import { plainSale, SaleDetails, StoredSaleDetails } from '../../../../shared/sale/details.ts'

const SALE = {
  subtotal: 1000,
  discount: { minor: 100, basisPoints: 1000 },
  taxes: {
    mode: 'inclusive',
    lines: [
      { name: 'VAT', milliPercent: 19_000, subtotal: 1000, discount: 100, net: 756, tax: 144, gross: 900 },
    ],
  },
  goods: 900,
  tip: { minor: 50, basisPoints: null },
  total: 950,
  note: 'Table 4',
}

describe('the stored form of a sale', () => {
  it('is the one of this test, for good', () => {
    expect(SaleDetails.parse(SALE)).toEqual(SALE)
  })

  it('is absent in payments that know a price only', () => {
    expect(StoredSaleDetails.parse(undefined)).toBeNull()
    const price = { minor: 1825, currency: 'EUR' } as const
    expect(SaleDetails.parse(plainSale(price))).toEqual(plainSale(price))
    expect(plainSale(price).total).toBe(1825)
  })

  it('needs no note', () => {
    const { note: _note, ...without } = SALE
    expect(SaleDetails.parse(without).note).toBeNull()
  })

  it('keeps a tax that another rule rounded otherwise, as long as it adds up', () => {
    const line = { ...SALE.taxes.lines[0], net: 757, tax: 143 }
    expect(SaleDetails.safeParse({ ...SALE, taxes: { ...SALE.taxes, lines: [line] } }).success).toBe(true)
  })

  it.each([
    ['a total without its tip', { total: 900 }],
    ['a discount that was not taken off', { discount: null }],
    ['goods that are not the lines', { goods: 901, total: 951 }],
    ['a field that nobody knows', { colour: 'red' }],
    ['an amount below zero', { tip: { minor: -50, basisPoints: null }, total: 850 }],
    ['exclusive taxes that are in the price', { taxes: { ...SALE.taxes, mode: 'exclusive' } }],
  ])('is not %s', (_what, over) => {
    expect(SaleDetails.safeParse({ ...SALE, ...over }).success).toBe(false)
  })
})
