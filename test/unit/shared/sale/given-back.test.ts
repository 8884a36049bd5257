import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatUsdt, microUsdt } from '../../../../shared/money/usdt.ts'
import { decide } from '../../../../shared/payment/decide.ts'
import type { ChargedPayment, PaymentRefund, Settlement } from '../../../../shared/payment/payment.ts'
import { withRefund } from '../../../../shared/payment/refunds.ts'
import { countedSale } from '../../../../shared/sale/counted.ts'
import { plainSale, type SaleDetails } from '../../../../shared/sale/details.ts'
import { goodsGivenBack, taxesGivenBack } from '../../../../shared/sale/given-back.ts'
import { reckonSale } from '../../../../shared/sale/reckon.ts'
import { ADDRESS, aCharge, aPayment, aQuote, at } from '../../../support/builders.ts'
import { anySale, sharesOf } from './any-sale.ts'

const ASKED = 22_000_000n

// Goods of 20.00, of which 12.00 at 20 % and 8.00 at 5 %, and a tip of 2.00, asked for as 22 USDT.
const SALE = reckoned('inclusive')

function reckoned(mode: 'inclusive' | 'exclusive', subtotal = 2000): SaleDetails {
  const rates = [
    { name: 'VAT', milliPercent: 20_000, shareBasisPoints: 6000 },
    { name: 'Food', milliPercent: 5000, shareBasisPoints: 4000 },
  ]
  const tip = { kind: 'amount' as const, minor: 200 }
  const sale = reckonSale(
    { subtotal, discount: null, tip, shares: null, note: null },
    { taxes: { mode, rates }, tips: { presets: [] } },
  )
  if (!sale.ok) throw new Error(sale.error.code)
  return sale.value
}

type Come = { readonly received?: bigint; readonly how?: Settlement['how'] | null }

function sold(sale: SaleDetails, { received = ASKED, how = null }: Come = {}): ChargedPayment {
  const settlement = how && { how, at: at(900), by: 'owner' as const, reason: 'regular' }
  const made = aPayment({
    ...{ status: how === null ? 'paid' : 'short', sale, settlement, received: formatUsdt(received) },
    ...(how !== null && { closed: ['short'] }),
    price: { minor: sale.total, currency: 'EUR' },
    quote: aQuote({ usdt: formatUsdt(ASKED) }),
    charge: aCharge({ asked: formatUsdt(ASKED) }),
  })
  if (made.status !== 'paid' && made.status !== 'short') throw new Error('not sold')
  return made
}

function sent(amount: bigint, id = `r${amount}`): PaymentRefund {
  const standing = 'sent' as const
  return {
    ...{ id, standing, amount: formatUsdt(amount), address: ADDRESS },
    transactionId: null,
    sentAt: at(1),
  }
}

const refunded = (payment: ChargedPayment, ...amounts: readonly bigint[]) =>
  amounts.reduce((before, amount, index) => withRefund(before, sent(amount, `r${index}`)), payment)

/** Of each rate net and tax, in the minor unit. */
const taxesOf = (payment: ChargedPayment, sale = SALE) =>
  Object.fromEntries(taxesGivenBack(payment, sale).map(({ name, net, tax }) => [name, [net, tax]]))

describe('the goods in a refund', () => {
  it.each([
    ['nothing', 0n, 0],
    ['a part of the goods', 5_000_000n, 500],
    ['the goods', 20_000_000n, 2000],
    ['the goods and a part of the tip: goods first', 21_000_000n, 2000],
    ['all of it', 22_000_000n, 2000],
  ])('are, of %s', (_name, amount, goods) => {
    expect(goodsGivenBack(refunded(sold(SALE), amount), SALE)).toBe(goods)
  })

  it('are none while it is on its way, or came to nothing', () => {
    for (const standing of ['open', 'none'] as const) {
      const payment = withRefund(sold(SALE), { ...sent(5_000_000n), standing })
      expect(goodsGivenBack(payment, SALE)).toBe(0)
    }
  })

  it('come after what came beyond the price, which was for no goods', () => {
    const over = sold(SALE, { received: ASKED + 3_000_000n })
    expect(goodsGivenBack(refunded(over, 3_000_000n), SALE)).toBe(0)
    expect(goodsGivenBack(refunded(over, 1_000_000n, 2_500_000n), SALE)).toBe(50)
    expect(goodsGivenBack(refunded(over, 25_000_000n), SALE)).toBe(2000)
  })

  it('come after a further deposit', () => {
    const [chargeId, received] = ['77', '10.000000']
    const child = { chargeId, received, status: 'finished' as const, coin: 'usdttrc20', transactionId: null }
    const twice = { ...sold(SALE), childChargeIds: [chargeId], children: [child] }
    expect(goodsGivenBack(refunded(twice, 10_000_000n), SALE)).toBe(0)
    expect(goodsGivenBack(refunded(twice, 10_000_000n, 4_000_000n), SALE)).toBe(400)
    // It came after the goods had gone back: these stay given back.
    const before = refunded(sold(SALE), 22_000_000n)
    const after = { ...before, childChargeIds: [chargeId], children: [child] }
    expect(goodsGivenBack(after, SALE)).toBe(2000)
  })

  it('are none of what went back of an excess whose rest the owner closed', () => {
    const over = refunded(sold(SALE, { received: ASKED + 3_000_000n }), 2_000_000n)
    const closed = decide(over, { decision: 'closed', at: at(2000), by: 'owner', reason: 'their fee' })
    expect(closed.closed).not.toEqual([])
    expect(goodsGivenBack(closed, SALE)).toBe(0)
  })

  it('are all there were, once all that came for them is back: within the tolerance, or accepted short', () => {
    const almost = sold(SALE, { received: ASKED - 100_000n })
    expect(goodsGivenBack(refunded(almost, ASKED - 100_000n), SALE)).toBe(2000)
    const short = sold(SALE, { received: 18_000_000n, how: 'accepted' })
    const counted = countedSale(short, SALE)
    expect(goodsGivenBack(refunded(short, 9_000_000n), counted)).toBe(900)
    expect(goodsGivenBack(refunded(short, 18_000_000n), counted)).toBe(2000)
  })

  it.each(['toppedUp', 'byHand'] as const)(
    'are no more than went back where the rest came elsewhere: %s',
    (how) => {
      const part = sold(SALE, { received: 12_000_000n, how })
      expect(goodsGivenBack(refunded(part, 12_000_000n), SALE)).toBe(1200)
    },
  )
})

describe('the taxes in a refund', () => {
  it('are in proportion of what the goods cost', () => {
    expect(taxesOf(refunded(sold(SALE), 10_000_000n))).toEqual({ VAT: [500, 100], Food: [381, 19] })
  })

  it('are the same whether the prices have them in or not', () => {
    const sale = reckoned('exclusive')
    const payment = sold(sale)
    expect(sale.taxes?.lines.map(({ net, tax }) => [net, tax])).toEqual([
      [1200, 240],
      [800, 40],
    ])
    expect(taxesOf(refunded(payment, ASKED), sale)).toEqual({ VAT: [1200, 240], Food: [800, 40] })
  })

  it('are none of a sale without taxes, and none of the tip', () => {
    const plain = plainSale({ minor: 2200, currency: 'EUR' })
    expect(taxesGivenBack(refunded(sold(plain), 10_000_000n), plain)).toEqual([])
    const goodsOnly = taxesOf(refunded(sold(SALE), 20_000_000n))
    expect(taxesOf(refunded(sold(SALE), 20_000_000n, 2_000_000n))).toEqual(goodsOnly)
  })

  it('name no rate that has nothing in it', () => {
    expect(Object.keys(taxesOf(refunded(sold(SALE), 10_000n)))).toEqual(['VAT'])
  })
})

/** Cuts of what was asked, in micro-USDT, that make the whole. */
const anyParts = fc
  .integer({ min: 1, max: 6 })
  .chain(sharesOf)
  .map((shares) => shares.map((share) => (ASKED * BigInt(share)) / 10_000n).filter((part) => part > 0n))

describe('over any sale and any refunds', () => {
  it('a full refund gives back exactly each line, in however many parts', () => {
    fc.assert(
      fc.property(anySale, anyParts, (sale, parts) => {
        const back = taxesGivenBack(refunded(sold(sale), ...parts), sale)
        const lines = (sale.taxes?.lines ?? []).filter(({ gross }) => gross !== 0)
        expect(back.map(({ name, net, tax, gross }) => ({ name, net, tax, gross }))).toEqual(
          lines.map(({ name, net, tax, gross }) => ({ name, net, tax, gross })),
        )
      }),
    )
  })

  it('parts make the whole, and no line gives back more than it has', () => {
    fc.assert(
      fc.property(anySale, anyParts, fc.nat(6), (sale, parts, many) => {
        const payment = refunded(sold(sale), ...parts.slice(0, many))
        const goods = goodsGivenBack(payment, sale)
        expect(goods).toBeLessThanOrEqual(sale.goods)
        const back = taxesGivenBack(payment, sale)
        if (sale.taxes) expect(back.reduce((sum, { gross }) => sum + gross, 0)).toBe(goods)
        const byName = new Map(sale.taxes?.lines.map((line) => [line.name, line]))
        for (const { name, net, tax, gross, mode } of back) {
          const line = byName.get(name)
          expect(mode).toBe(sale.taxes?.mode)
          expect(gross).toBe(net + tax)
          for (const [given, had] of [
            [net, line?.net],
            [tax, line?.tax],
            [gross, line?.gross],
          ]) {
            expect(given).toBeGreaterThanOrEqual(0)
            expect(given).toBeLessThanOrEqual(had ?? -1)
          }
        }
      }),
    )
  })

  it('each refund gives back more goods, never less', () => {
    fc.assert(
      fc.property(anySale, anyParts, (sale, parts) => {
        let before = 0
        for (let many = 1; many <= parts.length; many += 1) {
          const goods = goodsGivenBack(refunded(sold(sale), ...parts.slice(0, many)), sale)
          expect(goods).toBeGreaterThanOrEqual(before)
          before = goods
        }
      }),
    )
  })

  it('what came beyond the price never has a tax in it, in whatever order it goes back', () => {
    const anyExcess = fc.bigInt({ min: 1n, max: ASKED })
    fc.assert(
      fc.property(anySale, anyExcess, anyParts, (sale, excess, parts) => {
        const over = sold(sale, { received: ASKED + excess })
        expect(taxesGivenBack(refunded(over, excess), sale)).toEqual([])
        const both = refunded(over, excess, ...parts)
        expect(taxesGivenBack(both, sale)).toEqual(taxesGivenBack(refunded(sold(sale), ...parts), sale))
        expect(microUsdt(both.repaid)).toBe(excess)
      }),
    )
  })
})
