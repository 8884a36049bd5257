import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDaysTally, DAYS_SHEET } from '../../../../electron/exports/sheets/days-sheet.ts'
import {
  EXCEPTIONS_SHEET,
  exceptionRows,
  isExceptional,
} from '../../../../electron/exports/sheets/exceptions-sheet.ts'
import { createLocalTime } from '../../../../electron/exports/sheets/local-time.ts'
import { factsOf, type PaymentFacts } from '../../../../electron/exports/sheets/payment-facts.ts'
import { PAYMENTS_SHEET } from '../../../../electron/exports/sheets/payments-sheet.ts'
import { type Sheet, tableOf } from '../../../../electron/exports/sheets/sheet.ts'
import { writeCsv } from '../../../../electron/exports/writers/csv-writer.ts'
import { CSV_COLUMNS, toCsv } from '../../../../electron/reports/csv.ts'
import { dayTotals } from '../../../../electron/reports/day-report.ts'
import type { Payment } from '../../../../shared/payment/payment.ts'
import { needsAttention } from '../../../../shared/payment/questions.ts'
import { aPayment, at } from '../../../support/builders.ts'
import { anyDay, DAY } from '../reports/day-arbitrary.ts'

const CONTEXT = { mode: 'live', timeZone: 'Europe/Berlin' } as const
const localTime = createLocalTime(CONTEXT.timeZone)

function facts(payment: Payment): PaymentFacts {
  const createdLocal = localTime(payment.createdAt, payment.timeZone)
  return factsOf(payment, { z: null, digest: null, createdLocal, mode: CONTEXT.mode })
}

function rowsOf<T>(sheet: Sheet<T>, items: readonly T[]): Record<string, string>[] {
  let csv = ''
  writeCsv(tableOf(sheet, items), {
    write(text) {
      csv += text
    },
  })
  return parse(csv, { bom: true, columns: true }) as Record<string, string>[]
}

describe('the payments sheet', () => {
  const SAME = PAYMENTS_SHEET.columns.map(({ key }) => key).filter((key) => CSV_COLUMNS.includes(key))

  test('means by a name what the day’s file means by it', () => {
    expect(SAME.length).toBeGreaterThan(35)
    fc.assert(
      fc.property(anyDay, (payments) => {
        const ours = rowsOf(PAYMENTS_SHEET, payments.map(facts))
        const days = parse(toCsv(payments, CONTEXT), { bom: true, columns: true }) as Record<string, string>[]
        const picked = (row: Record<string, string>) => SAME.map((key) => [key, row[key]])
        expect(ours.map(picked)).toEqual(days.map(picked))
      }),
      { numRuns: 25 },
    )
  })

  test('says how much came too little or too much, and how soon', () => {
    const short = aPayment({ status: 'short' })
    const paid = aPayment({ status: 'paid', received: '20.000000' })
    const never = aPayment({ status: 'expired' })
    const rows = rowsOf(PAYMENTS_SHEET, [short, paid, never].map(facts))
    expect(rows.map((row) => row['difference_usdt'])).toEqual(['-1.000000', '0.125790', ''])
    expect(rows.map((row) => row['seconds_to_seen'])).toEqual(['60', '60', ''])
  })

  test('names who let the goods go, and whose word they had', () => {
    const settlement = { how: 'accepted', at: at(200), by: 'owner', reason: null } as const
    const ana = { id: 'p1', name: 'Ana' }
    const payments = [
      aPayment({
        status: 'short',
        settlement: { ...settlement, person: ana, approvedBy: { id: 'p2', name: 'Ola' } },
      }),
      aPayment({ status: 'short', settlement }),
      aPayment({ status: 'paid' }),
    ]
    const [approved, alone, paid] = rowsOf(PAYMENTS_SHEET, payments.map(facts))
    expect(approved).toMatchObject({ settled_by: 'owner', settled_person: 'Ana', approved_by: 'Ola' })
    const nobody = { settled_person: '', approved_by: '', approval_reason: '' }
    expect([alone, paid]).toMatchObject([nobody, nobody])
  })

  test('has the till’s number, and the charges of further deposits', () => {
    const payments = [
      aPayment({ status: 'paid', tillNumber: 7, childChargeIds: ['5', '6'] }),
      aPayment({ status: 'created', tillNumber: null }),
    ]
    expect(rowsOf(PAYMENTS_SHEET, payments.map(facts))).toMatchObject([
      { till_number: '7', children: '2', child_charge_ids: '5 6' },
      { till_number: '', child_charge_ids: '' },
    ])
  })
})

describe('the days sheet', () => {
  test('adds up to what the day report says of the same payments', () => {
    fc.assert(
      fc.property(anyDay, (payments) => {
        const tally = createDaysTally()
        for (const payment of payments) tally.add(facts(payment))
        const rows = [...tally.rows()]
        const totals = dayTotals(payments, DAY, 'EUR')
        const sum = (of: (row: (typeof rows)[number]) => bigint | number) =>
          rows.reduce((all, row) => all + BigInt(of(row)), 0n)
        expect(sum(({ payments: count }) => count)).toBe(BigInt(payments.length))
        expect(sum(({ exceptions }) => exceptions)).toBe(BigInt(totals.attention))
        const usdt = (text: string) => BigInt(text.replace('.', ''))
        expect(sum(({ paid }) => paid)).toBe(usdt(totals.paidUsdt))
        expect(sum(({ received, children }) => received + children)).toBe(usdt(totals.receivedUsdt))
        expect(sum(({ refunded }) => refunded)).toBe(usdt(totals.refundedUsdt))
        expect(sum(({ refunding }) => refunding)).toBe(usdt(totals.refundingUsdt))
        expect(sum(({ owed }) => owed)).toBe(usdt(totals.owedUsdt))
        const others = totals.others ?? []
        for (const { currency, sales, gross } of rows) {
          const expected =
            currency === 'EUR'
              ? {
                  paid: totals.paid - others.reduce((all, { paid }) => all + paid, 0),
                  minor: totals.paidMinor,
                }
              : {
                  paid: others.find((one) => one.currency === currency)?.paid ?? 0,
                  minor: others.find((one) => one.currency === currency)?.paidMinor ?? 0,
                }
          expect([sales, gross]).toEqual([expected.paid, expected.minor])
        }
      }),
    )
  })

  test('keeps currencies and tills apart', () => {
    const tally = createDaysTally()
    const payments = [
      aPayment({ status: 'paid', price: { minor: 500, currency: 'JPY' } }),
      aPayment({ status: 'paid', till: 'Till 2' }),
      aPayment({ status: 'paid' }),
      aPayment({ status: 'expired' }),
    ]
    for (const payment of payments) tally.add(facts(payment))
    const rows = rowsOf(DAYS_SHEET, [...tally.rows()])
    expect(rows.map((row) => [row['till'], row['currency'], row['payments'], row['gross']])).toEqual([
      ['Till 1', 'JPY', '1', '500'],
      ['Till 2', 'EUR', '1', '18.25'],
      ['Till 1', 'EUR', '2', '18.25'],
    ])
  })

  test('keeps tills of one name apart by their numbers', () => {
    const tally = createDaysTally()
    for (const tillNumber of [1, 2, null, 2]) tally.add(facts(aPayment({ status: 'paid', tillNumber })))
    const rows = rowsOf(DAYS_SHEET, [...tally.rows()])
    expect(rows.map((row) => [row['till'], row['till_number'], row['payments']])).toEqual([
      ['Till 1', '1', '1'],
      ['Till 1', '2', '2'],
      ['Till 1', '', '1'],
    ])
  })
})

describe('the exceptions sheet', () => {
  test('has the till’s number', () => {
    const payment = aPayment({ status: 'short', tillNumber: 7 })
    expect(rowsOf(EXCEPTIONS_SHEET, exceptionRows(facts(payment), null))).toMatchObject([
      { till: 'Till 1', till_number: '7' },
    ])
  })

  test('has every payment that a person still has to deal with, and says which matters are open', () => {
    fc.assert(
      fc.property(anyDay, (payments) => {
        for (const payment of payments) {
          const row = facts(payment)
          const exceptions = exceptionRows(row, null)
          expect(exceptions.some(({ isOpen }) => isOpen)).toBe(needsAttention(payment))
          expect(exceptions.length > 0).toBe(isExceptional(row))
        }
      }),
    )
  })

  test('keeps what is over, with what was decided and by whom', () => {
    const payment = aPayment({ status: 'short', closed: ['short'] })
    const decided = {
      kind: 'decided',
      at: at(300),
      decision: 'closed',
      by: 'owner',
      reason: 'Seen to',
    } as const
    expect(exceptionRows(facts(payment), decided)).toMatchObject([
      { matter: { kind: 'short' }, isOpen: false, decided: { by: 'owner', reason: 'Seen to' } },
    ])
  })
})
