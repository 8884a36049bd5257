import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayTotals } from '../../../../electron/reports/day-report.ts'
import { Dashboard } from '../../../../shared/contract/dashboard.ts'
import { createDashboardTally } from '../../../../shared/dashboard/dashboard.ts'
import type { Payment } from '../../../../shared/payment/payment.ts'
import { aCharge, aPayment, at } from '../../../support/builders.ts'
import { anyDay, DAY } from '../../electron/reports/day-arbitrary.ts'

const RANGE = { from: '2026-11-20', to: '2026-11-22' }
const MARIA = { id: 'm', name: 'Maria' }
const OMAR = { id: 'o', name: 'عمر' }

function figuresOf(payments: Iterable<Payment>, range = RANGE) {
  const tally = createDashboardTally(range, 'Europe/Berlin')
  for (const payment of payments) tally.add(payment)
  return tally.figures()
}

type SoldList = ReturnType<typeof figuresOf>['whole']['sold']

function sumOf(parts: readonly { readonly sold: SoldList }[]) {
  const sums: Record<string, { sales: number; minor: number }> = {}
  for (const { currency, sales, minor } of parts.flatMap(({ sold }) => sold)) {
    const before = sums[currency] ?? { sales: 0, minor: 0 }
    sums[currency] = { sales: before.sales + sales, minor: before.minor + minor }
  }
  return sums
}

/** Payments of several days, hours, cashiers and gateways. */
const anyPayments = fc
  .tuple(
    anyDay,
    fc.infiniteStream(
      fc.record({
        day: fc.constantFrom('2026-11-19', '2026-11-20', DAY, '2026-11-22'),
        createdAt: fc.integer({ min: -40_000, max: 40_000 }).map(at),
        timeZone: fc.constantFrom('Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Nowhere/AtAll'),
        cashier: fc.constantFrom(null, MARIA, OMAR),
        gateway: fc.constantFrom('nowpayments', 'usdt-payments'),
      }),
    ),
  )
  .map(([payments, streams]) =>
    payments.map((payment): Payment => {
      const { value } = streams.next()
      if (value === undefined) throw new Error('the stream ended')
      const { gateway, ...facts } = value
      const moved = { ...payment, ...facts }
      return 'charge' in moved ? { ...moved, charge: { ...moved.charge, gateway } } : moved
    }),
  )

describe('whatever was sold', () => {
  test('days, hours, cashiers and gateways each add up to the whole, and fit the contract', () => {
    fc.assert(
      fc.property(anyPayments, (payments) => {
        const figures = figuresOf(payments)
        expect(Dashboard.safeParse(figures).success).toBe(true)
        const whole = sumOf([figures.whole])
        for (const parts of [figures.days, figures.hours, figures.cashiers, figures.gateways]) {
          expect(sumOf(parts)).toEqual(whole)
        }
        const counts = figures.days.map(({ timeToPaid }) => timeToPaid?.count ?? 0)
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(figures.whole.timeToPaid?.count ?? 0)
      }),
    )
  })

  test('a day’s sales are those of its report, tips apart', () => {
    fc.assert(
      fc.property(anyDay, (payments) => {
        const totals = dayTotals(payments, DAY, 'EUR')
        const { sold } = figuresOf(payments).whole
        expect(sold.reduce((sum, { sales }) => sum + sales, 0)).toBe(totals.paid)
        expect(sold.find(({ currency }) => currency === 'EUR')?.minor ?? 0).toBe(totals.paidMinor)
      }),
    )
  })

  test('the order in which payments come changes nothing', () => {
    fc.assert(
      fc.property(anyPayments, (payments) => {
        const one = figuresOf(payments)
        const other = figuresOf(payments.toReversed())
        // Equals stand in the order in which they came.
        const { cashiers: _a, gateways: _b, ...rest } = one
        expect(other).toMatchObject(rest)
        expect(sumOf(other.cashiers)).toEqual(sumOf(one.cashiers))
      }),
    )
  })
})

test('a sale stands at the hour that the shop’s own clock showed', () => {
  const sale = (createdAt: string, timeZone: string) =>
    aPayment({ status: 'paid', createdAt, timeZone, day: DAY })
  const hourOf = (createdAt: string, timeZone: string) =>
    figuresOf([sale(createdAt, timeZone)]).hours.findIndex(({ sold }) => sold.length > 0)
  expect(hourOf('2026-11-21T23:14:59.999Z', 'Asia/Kathmandu')).toBe(4)
  expect(hourOf('2026-11-21T23:15:00.000Z', 'Asia/Kathmandu')).toBe(5)
  expect(hourOf('2026-11-21T00:00:00.000Z', 'UTC')).toBe(0)
  // The hour that comes twice when summer time ends, and the one after the hour that does not come.
  expect(hourOf('2026-10-25T00:30:00.000Z', 'Europe/Berlin')).toBe(2)
  expect(hourOf('2026-10-25T01:30:00.000Z', 'Europe/Berlin')).toBe(2)
  expect(hourOf('2026-03-29T01:00:00.000Z', 'Europe/Berlin')).toBe(3)
  expect(hourOf('2026-11-21T12:00:00.000Z', 'Nowhere/AtAll')).toBe(13)
})

test('a cashier who was given another name is called by the last', () => {
  const renamed = { ...MARIA, name: 'Maria G.' }
  const figures = figuresOf([
    aPayment({ status: 'paid', number: 1, cashier: MARIA }),
    aPayment({ status: 'paid', number: 2, cashier: renamed }),
  ])
  expect(figures.cashiers.map(({ cashier }) => cashier)).toEqual([renamed])
})

test('cashiers and gateways stand by their sales, the most first; without a cashier by itself', () => {
  const usdtPayments = aCharge({ gateway: 'usdt-payments' })
  const figures = figuresOf([
    aPayment({ status: 'paid', number: 1, cashier: MARIA }),
    aPayment({ status: 'paid', number: 2, cashier: OMAR, charge: usdtPayments }),
    aPayment({ status: 'paid', number: 3, cashier: OMAR, charge: usdtPayments }),
    aPayment({ status: 'paid', number: 4 }),
    aPayment({ status: 'expired', number: 5, cashier: MARIA }),
    aPayment({ status: 'paid', number: 6, day: '2026-11-23', cashier: MARIA }),
  ])
  const soldFor = (sales: number) => [{ currency: 'EUR', sales, minor: 1825 * sales }]
  expect(figures.cashiers).toEqual([
    { cashier: OMAR, sold: soldFor(2) },
    { cashier: MARIA, sold: soldFor(1) },
    { cashier: null, sold: soldFor(1) },
  ])
  expect(figures.gateways).toEqual([
    { gateway: 'nowpayments', sold: soldFor(2) },
    { gateway: 'usdt-payments', sold: soldFor(2) },
  ])
})

test('how long it took is measured from the key to the gateway’s word, of what was paid', () => {
  const paidAfter = (seconds: number, number: number) =>
    aPayment({ status: 'paid', number, paidAt: at(seconds) })
  const figures = figuresOf([
    ...Array.from({ length: 20 }, (_, index) => paidAfter(10 * (index + 1), index + 1)),
    aPayment({ status: 'short', number: 21 }),
  ])
  expect(figures.days.map(({ timeToPaid }) => timeToPaid)).toEqual([
    null,
    { count: 20, medianMs: 100_000, p95Ms: 190_000 },
    null,
  ])
})

test('what somebody had to look at is counted by kind, and what is still open of it', () => {
  const figures = figuresOf([
    aPayment({ status: 'short', number: 1 }),
    aPayment({ status: 'short', number: 2, closed: ['short'] }),
    aPayment({ status: 'failed', number: 3 }),
    aPayment({ status: 'paid', number: 4 }),
  ])
  expect(figures.exceptions).toEqual([
    { kind: 'short', count: 2, open: 1 },
    { kind: 'failed', count: 1, open: 1 },
  ])
})
