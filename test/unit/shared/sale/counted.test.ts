import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { microUsdt } from '../../../../shared/money/usdt.ts'
import type { ChargedPayment, Settlement } from '../../../../shared/payment/payment.ts'
import { countedSale, priceOf } from '../../../../shared/sale/counted.ts'
import { plainSale, SaleDetails } from '../../../../shared/sale/details.ts'
import { aCharge, aPayment, aQuote, at } from '../../../support/builders.ts'
import { anySale } from './any-sale.ts'

// Goods of 20.00 and a tip of 2.00, asked for as 22 USDT.
const SALE: SaleDetails = {
  ...plainSale({ minor: 2000, currency: 'EUR' }),
  tip: { minor: 200, basisPoints: 1000 },
  total: 2200,
}

type Come = { readonly received: string; readonly how?: Settlement['how'] | null; readonly asked?: string }

function payment({ received, how = 'accepted', asked = '22.000000' }: Come, sale = SALE): ChargedPayment {
  const settlement = how && { how, at: at(900), by: 'owner' as const, reason: 'regular' }
  const made = aPayment({
    ...{ status: 'short', sale, received, settlement },
    price: { minor: sale.total, currency: 'EUR' },
    quote: aQuote({ usdt: '22.000000' }),
    charge: aCharge({ asked }),
  })
  if (made.status !== 'short') throw new Error('not short')
  return made
}

function given(come: Come): readonly [goods: number, tip: number | undefined, total: number] {
  const { goods, tip, total } = countedSale(payment(come), SALE)
  return [goods, tip?.minor, total]
}

describe('a sale that was taken although less came', () => {
  it.each([
    ['a part of the tip', '21.500000', [2000, 150, 2150]],
    ['the goods alone', '20.000000', [2000, undefined, 2000]],
    ['less than the goods', '18.000000', [2000, undefined, 2000]],
    ['nothing', '0.000000', [2000, undefined, 2000]],
    ['all but half a cent: the tip is a cent less', '21.995000', [2000, 199, 2199]],
    ['all but less than half a cent', '21.995001', [2000, 200, 2200]],
    ['all of it, late', '22.000000', [2000, 200, 2200]],
    ['more', '23.000000', [2000, 200, 2200]],
  ])('counts, of %s, goods first', (_name, received, expected) => {
    expect(given({ received })).toEqual(expected)
  })

  it('has no percentage that is not true any more', () => {
    expect(countedSale(payment({ received: '21.500000' }), SALE).tip?.basisPoints).toBeNull()
    expect(countedSale(payment({ received: '22.000000' }), SALE).tip?.basisPoints).toBe(1000)
  })

  it('is reckoned from what was asked for, at the rate of its quote', () => {
    expect(given({ received: '21.900000', asked: '22.100000' })).toEqual([2000, 180, 2180])
  })
})

it.each(['byHand', 'delivered', 'toppedUp', null] as const)('%s leaves a sale as it is', (how) => {
  expect(countedSale(payment({ received: '18.000000', how }), SALE)).toBe(SALE)
})

it('is a sale like any other, never more than was asked for, and its tip never below zero', () => {
  fc.assert(
    fc.property(anySale, fc.bigInt({ min: 0n, max: 30_000_000n }), (sale, came) => {
      const received = `${came / 1_000_000n}.${String(came % 1_000_000n).padStart(6, '0')}`
      const short = payment({ received }, sale)
      const counted = countedSale(short, sale)
      expect(SaleDetails.parse(counted)).toEqual(counted)
      expect({ ...counted, tip: null, total: 0 }).toEqual({ ...sale, tip: null, total: 0 })
      const tip = counted.tip?.minor ?? 0
      expect(tip).toBeGreaterThanOrEqual(0)
      expect(tip).toBeLessThanOrEqual(sale.tip?.minor ?? 0)
      // Together with what is missing it is the price, as far as there is a tip to take it from.
      const missing = came >= 22_000_000n ? 0 : priceOf(short, microUsdt('22.000000') - came)
      expect(counted.total).toBe(Math.max(sale.goods, sale.total - missing))
    }),
  )
})
