import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayReport, dayTotals } from '../../../../electron/reports/day-report.ts'
import { DayTotals } from '../../../../shared/contract/payments.ts'
import { DayReport } from '../../../../shared/contract/reports.ts'
import { money } from '../../../../shared/money/money.ts'
import { formatUsdt, microUsdt } from '../../../../shared/money/usdt.ts'
import type { Settlement } from '../../../../shared/payment/payment.ts'
import { reckonSale } from '../../../../shared/sale/reckon.ts'
import { anId, aPayment, at } from '../../../support/builders.ts'
import { anyDay, DAY } from './day-arbitrary.ts'
import { anySales } from './sale-arbitrary.ts'

const NONE = { count: 0, minor: 0 }

describe('the sums of a day', () => {
  test('of nothing are zero', () => {
    expect(dayTotals([], DAY, 'EUR')).toEqual({
      day: DAY,
      currency: 'EUR',
      payments: 0,
      paid: 0,
      paidMinor: 0,
      tipsMinor: 0,
      paidUsdt: '0.000000',
      receivedUsdt: '0.000000',
      attention: 0,
      byHand: NONE,
      acceptedShort: NONE,
      deliveredLate: NONE,
      releasedEarly: NONE,
      owedUsdt: '0.000000',
      refundedUsdt: '0.000000',
      refundingUsdt: '0.000000',
    })
  })

  test('keep what the goods cost apart from tips, whatever the price was made of', () => {
    const rules = {
      taxes: {
        mode: 'exclusive' as const,
        rates: [{ name: 'VAT', milliPercent: 19_000, shareBasisPoints: 10_000 }],
      },
      tips: { presets: [1000] },
    }
    const asked = {
      subtotal: 2000,
      discount: { kind: 'percent' as const, basisPoints: 1000 },
      shares: null,
      note: null,
    }
    const reckoned = reckonSale({ ...asked, tip: { kind: 'percent', basisPoints: 1000 } }, rules)
    if (!reckoned.ok) throw new Error('no sale')
    const sale = reckoned.value
    const price = money(sale.total, 'EUR')
    const payments = [
      aPayment({ status: 'paid', number: 1, price, sale }),
      aPayment({ status: 'paid', number: 2, price: money(500, 'EUR') }),
      aPayment({ status: 'expired', number: 3, price, sale }),
      aPayment({ status: 'paid', number: 4, price: { ...price, currency: 'USD' }, sale }),
    ]
    expect(dayTotals(payments, DAY, 'EUR')).toMatchObject({
      paid: 3,
      paidMinor: 2142 + 500,
      tipsMinor: 214,
      others: [{ currency: 'USD', paid: 1, paidMinor: 2142, tipsMinor: 214 }],
    })
  })

  test('count only what is paid as paid, and all that arrived as received', () => {
    const payments = [
      aPayment({ status: 'paid', number: 1 }),
      aPayment({ status: 'paid', number: 2, received: '20.000000', remarks: ['overpaid'] }),
      aPayment({ status: 'short', number: 3 }),
      aPayment({ status: 'expired', number: 4, received: '1.000000', remarks: ['late'] }),
      aPayment({ status: 'expired', number: 5 }),
      aPayment({ status: 'abandoned', number: 6 }),
      aPayment({ status: 'created', number: 7 }),
      aPayment({ status: 'seen', number: 8 }),
    ]
    expect(dayTotals(payments, DAY, 'EUR')).toMatchObject({
      payments: 8,
      paid: 2,
      paidMinor: 3650,
      paidUsdt: '39.874210',
      receivedUsdt: '59.748420',
      attention: 3,
    })
  })

  test('have received further deposits too, and nothing that the gateway gave back by itself', () => {
    const child = {
      chargeId: '5',
      status: 'finished',
      coin: 'usdttrc20',
      received: '5.000000',
      transactionId: null,
    } as const
    const payments = [
      aPayment({ status: 'paid', number: 1, received: '10.000000', children: [child] }),
      aPayment({ status: 'refunded', number: 2, received: '110.000000' }),
    ]
    expect(dayTotals(payments, DAY, 'EUR')).toMatchObject({
      paidUsdt: '10.000000',
      receivedUsdt: '15.000000',
    })
  })

  test('leave out payments of another day', () => {
    const yesterday = aPayment({ status: 'paid', day: '2026-11-20' })
    expect(dayTotals([yesterday], DAY, 'EUR')).toMatchObject({ payments: 0, paid: 0, paidUsdt: '0.000000' })
    expect(dayReport([yesterday], DAY, 'EUR').payments).toEqual([])
  })

  test('never add two currencies: the other one stands apart', () => {
    const payments = [
      aPayment({ status: 'paid', number: 1, price: { minor: 1000, currency: 'EUR' } }),
      aPayment({ status: 'paid', number: 2, price: { minor: 5000, currency: 'JPY' } }),
      aPayment({ status: 'paid', number: 3, price: { minor: 700, currency: 'JPY' } }),
      aPayment({ status: 'paid', number: 4, price: { minor: 9000, currency: 'CHF' } }),
      aPayment({ status: 'expired', number: 5, price: { minor: 1, currency: 'USD' } }),
    ]
    expect(dayTotals(payments, DAY, 'EUR')).toMatchObject({
      paid: 4,
      paidMinor: 1000,
      paidUsdt: '79.496840',
      others: [
        { currency: 'CHF', paid: 1, paidMinor: 9000 },
        { currency: 'JPY', paid: 2, paidMinor: 5700 },
      ],
    })
  })

  test('are exact where floats are not', () => {
    const tenth = Array.from({ length: 10 }, (_, number) =>
      aPayment({ status: 'paid', number, received: '0.100000' }),
    )
    expect(dayTotals(tenth, DAY, 'EUR').paidUsdt).toBe('1.000000')
    const large = [1, 2].map((number) => aPayment({ status: 'paid', number, received: '99999999999.999999' }))
    expect(dayTotals(large, DAY, 'EUR').paidUsdt).toBe('199999999999.999998')
  })
})

describe('what people decided', () => {
  const by = (how: Settlement['how']): Settlement => ({
    how,
    at: at(300),
    by: 'owner',
    reason: 'Known to us',
  })

  test('is counted apart, each with its price, and is part of what was sold', () => {
    const price = (minor: number) => ({ minor, currency: 'EUR' as const })
    const payments = [
      aPayment({ status: 'failed', number: 1, price: price(100), settlement: by('byHand') }),
      aPayment({ status: 'short', number: 2, price: price(200), settlement: by('accepted') }),
      aPayment({ status: 'short', number: 3, price: price(300), settlement: by('accepted') }),
      aPayment({ status: 'expired', number: 4, price: price(400), settlement: by('delivered') }),
      aPayment({ status: 'confirmed', number: 5, price: price(500), releasedAt: at(70) }),
      aPayment({ status: 'paid', number: 6, price: price(600), releasedAt: at(70) }),
    ]
    expect(dayTotals(payments, DAY, 'EUR')).toMatchObject({
      paid: 6,
      paidMinor: 2100,
      byHand: { count: 1, minor: 100 },
      acceptedShort: { count: 2, minor: 500 },
      deliveredLate: { count: 1, minor: 400 },
      releasedEarly: { count: 1, minor: 500 },
    })
  })

  test('about a rest is counted with the rest’s price, while the sale is counted once with its own', () => {
    const payments = [
      aPayment({ status: 'short', number: 1, settlement: by('toppedUp') }),
      aPayment({
        status: 'failed',
        number: 2,
        topUpOf: anId(1),
        price: { minor: 92, currency: 'EUR' },
        settlement: by('byHand'),
      }),
    ]
    expect(dayTotals(payments, DAY, 'EUR')).toMatchObject({
      paid: 1,
      paidMinor: 1825,
      byHand: { count: 1, minor: 92 },
    })
  })

  test('to owe the customer is summed, with what came too much, until the owner has dealt with it', () => {
    const owing = [
      aPayment({ status: 'short', number: 1, owed: ['short'] }),
      aPayment({ status: 'paid', number: 2, received: '20.000000', remarks: ['overpaid'] }),
      aPayment({ status: 'short', number: 3, owed: ['short'], closed: ['short'] }),
    ]
    expect(dayTotals(owing, DAY, 'EUR').owedUsdt).toBe('19.000000')
  })
})

describe('whatever the day', () => {
  test('its sums are those of its parts together', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(), (payments, cut) => {
        const place = cut % (payments.length + 1)
        const [one, other] = [payments.slice(0, place), payments.slice(place)].map((part) =>
          dayTotals(part, DAY, 'EUR'),
        )
        if (!one || !other) throw new Error('two parts')
        expect(dayTotals(payments, DAY, 'EUR')).toEqual(together(one, other))
      }),
    )
  })

  test('a sale is counted once, with its own price, however many payments it took', () => {
    fc.assert(
      fc.property(anySales, (sales) => {
        const totals = dayTotals(
          sales.flatMap(({ payments }) => payments),
          DAY,
          'EUR',
        )
        const sold = sales.filter(({ isSold }) => isSold)
        expect(totals.paid).toBe(sold.length)
        expect(totals.paidMinor).toBe(sold.reduce((sum, { priceMinor }) => sum + priceMinor, 0))
        const tallies = [totals.byHand, totals.acceptedShort, totals.deliveredLate, totals.releasedEarly]
        expect(tallies.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(totals.paid)
        expect(tallies.reduce((sum, { minor }) => sum + minor, 0)).toBeLessThanOrEqual(totals.paidMinor)
      }),
    )
  })
})

function together(one: DayTotals, other: DayTotals): DayTotals {
  const tally = (key: 'byHand' | 'acceptedShort' | 'deliveredLate' | 'releasedEarly') => ({
    count: one[key].count + other[key].count,
    minor: one[key].minor + other[key].minor,
  })
  const usdt = (key: 'paidUsdt' | 'receivedUsdt' | 'owedUsdt' | 'refundedUsdt' | 'refundingUsdt') =>
    formatUsdt(microUsdt(one[key]) + microUsdt(other[key]))
  const foreign = [...(one.others ?? []), ...(other.others ?? [])]
  const others = [...new Set(foreign.map(({ currency }) => currency))].toSorted().map((currency) => {
    const same = foreign.filter((each) => each.currency === currency)
    return {
      currency,
      paid: same.reduce((sum, { paid }) => sum + paid, 0),
      paidMinor: same.reduce((sum, { paidMinor }) => sum + paidMinor, 0),
      tipsMinor: same.reduce((sum, { tipsMinor }) => sum + tipsMinor, 0),
    }
  })
  return {
    day: one.day,
    currency: one.currency,
    payments: one.payments + other.payments,
    paid: one.paid + other.paid,
    paidMinor: one.paidMinor + other.paidMinor,
    tipsMinor: one.tipsMinor + other.tipsMinor,
    paidUsdt: usdt('paidUsdt'),
    receivedUsdt: usdt('receivedUsdt'),
    attention: one.attention + other.attention,
    byHand: tally('byHand'),
    acceptedShort: tally('acceptedShort'),
    deliveredLate: tally('deliveredLate'),
    releasedEarly: tally('releasedEarly'),
    owedUsdt: usdt('owedUsdt'),
    refundedUsdt: usdt('refundedUsdt'),
    refundingUsdt: usdt('refundingUsdt'),
    ...(others.length > 0 && { others }),
  }
}

describe('the report of a day', () => {
  test('lists every payment once, oldest first, with the sums of the same payments', () => {
    fc.assert(
      fc.property(anyDay, (payments) => {
        const report = dayReport(payments, DAY, 'EUR')
        expect(DayReport.parse(report)).toEqual(report)
        expect(report.totals).toEqual(DayTotals.parse(dayTotals(payments, DAY, 'EUR')))
        const numbers = report.payments.map((payment) => payment.number)
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
        expect(numbers).toHaveLength(payments.length)
      }),
    )
  })
})
