import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainSale, SaleDetails } from '../../../../shared/sale/details.ts'
import { splitSale } from '../../../../shared/sale/split.ts'
import { anySale } from './any-sale.ts'

/** Every amount in it, in one row. */
function amountsIn(sale: SaleDetails): number[] {
  const lines = sale.taxes?.lines ?? []
  return [
    sale.subtotal,
    sale.discount?.minor ?? 0,
    sale.goods,
    sale.tip?.minor ?? 0,
    sale.total,
    ...lines.flatMap(({ subtotal, discount, net, tax, gross }) => [subtotal, discount, net, tax, gross]),
  ]
}

function together(parts: readonly SaleDetails[]): number[] {
  return parts
    .map(amountsIn)
    .reduce((sum, amounts) => amounts.map((amount, index) => amount + (sum[index] ?? 0)), [])
}

const anyCut = fc.double({ min: 0, max: 1, noNaN: true })

describe('a sale in two payments', () => {
  it('shares out price and tip', () => {
    const sale = { ...plainSale({ minor: 1000, currency: 'EUR' }), tip: { minor: 100, basisPoints: 1000 } }
    const { first, rest } = splitSale({ ...sale, total: 1100 }, 550)
    expect([first.goods, first.tip?.minor, rest.goods, rest.tip?.minor]).toEqual([500, 50, 500, 50])
  })

  it('has halves that are sales themselves and make the whole', () => {
    fc.assert(
      fc.property(anySale, anyCut, (sale, cut) => {
        const { first, rest } = splitSale(sale, Math.round(sale.total * cut))
        expect(SaleDetails.parse(first)).toEqual(first)
        expect(SaleDetails.parse(rest)).toEqual(rest)
        expect(rest.total).toBe(Math.round(sale.total * cut))
        expect(together([first, rest])).toEqual(amountsIn(sale))
      }),
      { numRuns: 2000 },
    )
  })

  it('can be cut again and again', () => {
    fc.assert(
      fc.property(anySale, fc.array(anyCut, { minLength: 1, maxLength: 5 }), (sale, cuts) => {
        const parts: SaleDetails[] = []
        let left = sale
        for (const cut of cuts) {
          const { first, rest } = splitSale(left, Math.floor(left.total * cut))
          parts.push(first)
          left = rest
        }
        expect(together([...parts, left])).toEqual(amountsIn(sale))
      }),
    )
  })

  it('has in each half its share of every tax, to the unit', () => {
    fc.assert(
      fc.property(anySale, anyCut, (sale, cut) => {
        const amount = Math.round(sale.total * cut)
        const { rest } = splitSale(sale, amount)
        const taxOf = ({ taxes }: SaleDetails) => (taxes?.lines ?? []).map(({ tax }) => tax)
        taxOf(rest).forEach((tax, index) => {
          const exact = BigInt(taxOf(sale)[index] ?? 0) * BigInt(amount)
          const off = BigInt(tax) * BigInt(sale.total) - exact
          expect(off < BigInt(sale.total) && off > -BigInt(sale.total)).toBe(true)
        })
      }),
    )
  })

  it('is all of it or nothing at the ends, and never more', () => {
    const sale = plainSale({ minor: 1000, currency: 'EUR' })
    expect(splitSale(sale, 1000).rest).toEqual(sale)
    expect(splitSale(sale, 0).first).toEqual(sale)
    expect(() => splitSale(sale, 1001)).toThrow()
  })
})
