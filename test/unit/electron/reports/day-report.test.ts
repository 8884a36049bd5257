import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayReport, dayTotals } from '../../../../electron/reports/day-report.ts'
import { DayTotals } from '../../../../shared/contract/payments.ts'
import { DayReport } from '../../../../shared/contract/reports.ts'
import { aPayment } from '../../../support/builders.ts'
import { anyDay, DAY } from './day-arbitrary.ts'

describe('the sums of a day', () => {
  test('of nothing are zero', () => {
    expect(dayTotals([], DAY, 'EUR')).toEqual({
      day: DAY,
      currency: 'EUR',
      payments: 0,
      paid: 0,
      paidMinor: 0,
      paidUsdt: '0.000000',
      receivedUsdt: '0.000000',
      attention: 0,
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
