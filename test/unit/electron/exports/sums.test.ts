import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { createDaysTally, DAYS_SHEET, type DayRow } from '../../../../electron/exports/sheets/days-sheet.ts'
import { withEmptyDays } from '../../../../electron/exports/sheets/empty-days.ts'
import { factsOf, type PaymentFacts } from '../../../../electron/exports/sheets/payment-facts.ts'
import { PAYMENTS_SHEET } from '../../../../electron/exports/sheets/payments-sheet.ts'
import { type Sheet, tableOf } from '../../../../electron/exports/sheets/sheet.ts'
import { writeCsv } from '../../../../electron/exports/writers/csv-writer.ts'
import { formatUsdt } from '../../../../shared/money/usdt.ts'
import type { Payment } from '../../../../shared/payment/payment.ts'
import { withRefund } from '../../../../shared/payment/refunds.ts'
import { isCharged } from '../../../../shared/payment/transition.ts'
import type { SaleDetails } from '../../../../shared/sale/details.ts'
import { totalsOf } from '../../../../shared/shift/book.ts'
import { wholeOf } from '../../../../shared/shift/cells.ts'
import { figuresOf, hasEnded } from '../../../../shared/shift/counting.ts'
import { taxesAfterRefunds } from '../../../../shared/shift/figures.ts'
import { ADDRESS, ASKED, aPayment } from '../../../support/builders.ts'
import { anySale } from '../../shared/sale/any-sale.ts'
import { anyDay } from '../reports/day-arbitrary.ts'

// The reports count with shared/shift; the sheets count by themselves, row after row. Both have to come to the same. A hundred random
// days each, written and read as CSV: seconds, on a computer that is busy.
vi.setConfig({ testTimeout: 60_000 })

const anyOutcome = fc.record({
  outcome: fc.option(fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 13n }).map(formatUsdt), fc.constant('19.5'))),
  outcomeCoin: fc.constantFrom('usdttrc20', 'usdttrc20', 'trx', null),
})

/** A day in one currency, whose sales are made of something. */
const anySoldDay: fc.Arbitrary<Payment[]> = anyDay.chain((payments) =>
  fc
    .tuple(
      fc.array(fc.option(anySale), { minLength: payments.length, maxLength: payments.length }),
      fc.array(anyOutcome, { minLength: payments.length, maxLength: payments.length }),
    )
    .map(([sales, outcomes]) =>
      payments.map((payment, place) => {
        const sale = sales[place] ?? null
        const price = { minor: sale?.total ?? payment.price.minor, currency: 'EUR' as const }
        const isCharged = payment.status !== 'created' && payment.status !== 'abandoned'
        return { ...payment, sale, price, ...(isCharged && outcomes[place]) } as Payment
      }),
    ),
)

/** Of some of its payments a part, or all that was asked, went back. */
const anyRefundedDay: fc.Arbitrary<Payment[]> = anySoldDay.chain((payments) =>
  fc
    .array(fc.constantFrom('0.010000', '5.000000', ASKED), {
      minLength: payments.length,
      maxLength: payments.length,
    })
    .map((amounts) =>
      payments.map((payment, place) => {
        const amount = amounts[place] ?? ASKED
        if (!isCharged(payment) || place % 3 === 0) return payment
        const sent = { id: 'r', amount, address: ADDRESS, transactionId: null, sentAt: null }
        return withRefund({ ...payment, refunds: [] }, { ...sent, standing: 'sent' })
      }),
    ),
)

function facts(payment: Payment, z: number | null = null): PaymentFacts {
  return factsOf(payment, { z, digest: null, createdLocal: payment.createdAt, mode: 'live' })
}

function rowsOf<T>(sheet: Sheet<T>, items: Iterable<T>): Record<string, string>[] {
  let csv = ''
  writeCsv(tableOf(sheet, items), {
    write(text) {
      csv += text
    },
  })
  return parse(csv, { bom: true, columns: true }) as Record<string, string>[]
}

const booked = (payment: Payment) => ({
  payment,
  gateway: null,
  cashier: null,
  shift: null,
  sale: payment.sale,
})

/** Text with a dot, as digits: exact sums of a column. */
const sumOf = (rows: readonly Record<string, string>[], key: string): bigint =>
  rows.reduce((sum, row) => sum + BigInt((row[key] || '0').replace('.', '')), 0n)

describe('the sheets add up to what the reports say', () => {
  test('of goods, discounts, taxes and tips', () => {
    fc.assert(
      fc.property(anySoldDay, (payments) => {
        // What is in progress counts in no report, and in the sheets as soon as its goods may go: the same.
        const { cells } = totalsOf(payments.map(booked))
        const money = wholeOf(cells).currencies[0]
        const tally = createDaysTally()
        for (const payment of payments) tally.add(facts(payment))
        const days = rowsOf(DAYS_SHEET, tally.rows())
        const rows = rowsOf(
          PAYMENTS_SHEET,
          payments.map((payment) => facts(payment)),
        )
        const expected = [money?.goods, money?.discount, money?.tip, money?.total].map((minor) =>
          BigInt(minor ?? 0),
        )
        const tax = (money?.taxes ?? []).reduce((sum, line) => sum + BigInt(line.tax), 0n)
        expect(['gross', 'discounts', 'tips', 'total', 'tax'].map((key) => sumOf(days, key))).toEqual([
          ...expected,
          tax,
        ])
        expect(['goods', 'discount', 'tip', 'total', 'tax'].map((key) => sumOf(rows, key))).toEqual([
          ...expected,
          tax,
        ])
        expect(sumOf(rows, 'sale_price')).toBe(sumOf(rows, 'total'))
      }),
    )
  })

  test('of each rate of tax', () => {
    fc.assert(
      fc.property(anySoldDay, (payments) => {
        const { cells } = totalsOf(payments.map(booked))
        const taxes = wholeOf(cells).currencies[0]?.taxes ?? []
        const tally = createDaysTally()
        for (const payment of payments) tally.add(facts(payment))
        const [row] = [...tally.rows()]
        const ours = [...(row?.taxes.values() ?? [])].map(({ name, milliPercent, mode, net, tax, gross }) =>
          JSON.stringify([name, milliPercent, mode, net, tax, gross]),
        )
        // A rate that every amount of is zero is left out by the reports.
        const theirs = taxes.map(({ name, milliPercent, mode, net, tax, gross }) =>
          JSON.stringify([name, milliPercent, mode, net, tax, gross]),
        )
        expect(ours.filter((line) => !line.endsWith(',0,0,0]')).toSorted()).toEqual(theirs.toSorted())
      }),
    )
  })

  test('of each rate that was given back', () => {
    let seen = 0
    fc.assert(
      fc.property(anyRefundedDay, (payments) => {
        const { cells } = totalsOf(payments.map(booked))
        const money = wholeOf(cells).currencies[0]
        const tally = createDaysTally()
        for (const payment of payments) tally.add(facts(payment))
        const [row] = [...tally.rows()]
        const days = rowsOf(DAYS_SHEET, tally.rows())
        const rows = rowsOf(
          PAYMENTS_SHEET,
          payments.map((payment) => facts(payment)),
        )
        const back = (money?.refundedTaxes ?? []).map((line) => JSON.stringify(line))
        const ours = [...(row?.givenBack.values() ?? [])].map(
          ({ name, milliPercent, mode, net, tax, gross }) =>
            JSON.stringify({ name, milliPercent, mode, net, tax, gross }),
        )
        expect(ours.toSorted()).toEqual(back.toSorted())
        seen += back.length
        const taxOf = (lines: readonly { tax: number }[] = []) =>
          lines.reduce((sum, line) => sum + BigInt(line.tax), 0n)
        const after = taxOf(money && taxesAfterRefunds(money))
        for (const sheet of [days, rows]) {
          expect(sumOf(sheet, 'refunded_tax')).toBe(taxOf(money?.refundedTaxes))
          expect(sumOf(sheet, 'tax_after_refunds')).toBe(after)
          for (const one of sheet.filter(
            (each) => (each['refunded_tax_lines'] ?? '').split('|').length <= 3,
          )) {
            const places = [1, 2, 3].map((place) => sumOf([one], `refunded_tax_${place}_tax`))
            expect(places.reduce((sum, tax) => sum + tax, 0n)).toBe(sumOf([one], 'refunded_tax'))
          }
        }
      }),
    )
    // Otherwise nothing was tried: mostly a hundred and fifty, as chance has it.
    expect(seen).toBeGreaterThan(10)
  })

  test('of what each gateway kept', () => {
    fc.assert(
      fc.property(anySoldDay, (payments) => {
        for (const payment of payments.filter(hasEnded)) {
          const { netted } = facts(payment).arrived ?? {}
          const figures = figuresOf(booked(payment))
          expect(formatUsdt(netted?.fee ?? 0n)).toBe(figures.fees)
          expect(formatUsdt(netted?.net ?? 0n)).toBe(figures.net)
        }
      }),
    )
  })

  test('of what arrived, with further deposits and without what the gateway gave back by itself', () => {
    fc.assert(
      fc.property(anySoldDay, (payments) => {
        // The reports count a payment when it has ended, the sheets as soon as it is there.
        const ended = payments.filter(hasEnded)
        const report = wholeOf(totalsOf(ended.map(booked)).cells)
        const digits = (text: string) => BigInt(text.replace('.', ''))
        const tally = createDaysTally()
        for (const payment of ended) tally.add(facts(payment))
        const days = rowsOf(DAYS_SHEET, tally.rows())
        const rows = rowsOf(
          PAYMENTS_SHEET,
          ended.map((payment) => facts(payment)),
        )
        expect(sumOf(days, 'received_usdt') + sumOf(days, 'children_usdt')).toBe(digits(report.received))
        expect(sumOf(days, 'net_usdt')).toBe(digits(report.net))
        expect(sumOf(days, 'fees_usdt')).toBe(digits(report.fees))
        expect(sumOf(days, 'net_unknown_usdt') + sumOf(days, 'children_usdt')).toBe(digits(report.netUnknown))
        expect(sumOf(rows, 'received_usdt') + sumOf(rows, 'children_usdt')).toBe(
          digits(report.received) + sumOf(days, 'taken_back_usdt'),
        )
        expect(sumOf(rows, 'taken_back_usdt')).toBe(sumOf(days, 'taken_back_usdt'))
        expect(sumOf(rows, 'gateway_fee')).toBe(digits(report.fees))
      }),
    )
  })

  test('and what arrived is what the shop got, the fees, and what nobody has accounted for', () => {
    fc.assert(
      fc.property(anySoldDay, (payments) => {
        const tally = createDaysTally()
        for (const payment of payments) tally.add(facts(payment))
        const days = rowsOf(DAYS_SHEET, tally.rows())
        const parts = ['net_usdt', 'fees_usdt', 'net_unknown_usdt'].map((key) => sumOf(days, key))
        expect(parts.reduce((a, b) => a + b, 0n)).toBe(sumOf(days, 'received_usdt'))
        expect(parts.every((part) => part >= 0n)).toBe(true)
      }),
    )
  })
})

const SALE: SaleDetails = {
  subtotal: 2000,
  discount: { minor: 100, basisPoints: 500 },
  taxes: {
    mode: 'inclusive',
    lines: [
      { name: 'VAT', milliPercent: 19_000, subtotal: 1000, discount: 50, net: 798, tax: 152, gross: 950 },
      { name: 'City', milliPercent: 8_875, subtotal: 1000, discount: 50, net: 873, tax: 77, gross: 950 },
    ],
  },
  goods: 1900,
  tip: { minor: 190, basisPoints: 1000 },
  total: 2090,
  note: 'Two coffees',
}

test('a row says what its sale was made of, whose it was, and what the gateway kept', () => {
  const payment = aPayment({
    status: 'paid',
    price: { minor: 2090, currency: 'EUR' },
    sale: SALE,
    cashier: { id: 'p1', name: 'Ana' },
    shift: 7,
    received: '19.874210',
    outcome: '19.7',
    outcomeCoin: 'usdttrc20',
  })
  expect(rowsOf(PAYMENTS_SHEET, [facts(payment, 12)])[0]).toMatchObject({
    ...{ z: '12', shift: '7', cashier: 'Ana', note: 'Two coffees' },
    ...{ subtotal: '20.00', discount: '1.00', goods: '19.00', tax: '2.29', tip: '1.90', total: '20.90' },
    sale_price: '20.90',
    tax_lines:
      'VAT 19% inclusive: net 7.98, tax 1.52, gross 9.50 | City 8.875% inclusive: net 8.73, tax 0.77, gross 9.50',
    ...{ gateway_fee: '0.174210', gateway_fee_coin: 'usdttrc20', network: 'TRON' },
    ...{ rate: '', quote_usdt: '19.874210', price_of_one_usdt: '1.051614' },
    ...{ tax_1_name: 'VAT', tax_1_percent: '19', tax_1_net: '7.98', tax_1_tax: '1.52' },
    ...{ tax_2_name: 'City', tax_2_percent: '8.875', tax_2_net: '8.73', tax_2_tax: '0.77' },
    ...{ tax_3_name: '', tax_3_percent: '', tax_3_net: '', tax_3_tax: '' },
  })
})

test('a row says what of its taxes went back, and what is left of them', () => {
  const sent = { id: 'r', address: ADDRESS, transactionId: null, sentAt: null, standing: 'sent' as const }
  const paid = aPayment({ status: 'paid', price: { minor: 2090, currency: 'EUR' }, sale: SALE })
  if (!isCharged(paid)) throw new Error('not charged')
  // Half of the price, and of 20.90 that is 10.45 of the goods: 5.23 and 5.22 of the two rates.
  const back = withRefund(paid, { ...sent, amount: '9.937105' })
  const none = { refunded_tax_3_name: '', refunded_tax_3_percent: '', refunded_tax_3_net: '' }
  expect(rowsOf(PAYMENTS_SHEET, [facts(back)])[0]).toMatchObject({
    ...{ tax: '2.29', refunded_tax: '1.26', tax_after_refunds: '1.03', ...none },
    refunded_tax_lines:
      'VAT 19% inclusive: net 4.39, tax 0.84, gross 5.23 | City 8.875% inclusive: net 4.80, tax 0.42, gross 5.22',
    ...{ refunded_tax_1_name: 'VAT', refunded_tax_1_percent: '19' },
    ...{ refunded_tax_1_net: '4.39', refunded_tax_1_tax: '0.84' },
    ...{ refunded_tax_2_name: 'City', refunded_tax_2_net: '4.80', refunded_tax_2_tax: '0.42' },
  })
  expect(rowsOf(PAYMENTS_SHEET, [facts(paid)])[0]).toMatchObject({
    ...{ tax: '2.29', refunded_tax: '', tax_after_refunds: '2.29', refunded_tax_lines: '' },
    ...{ refunded_tax_1_name: '', refunded_tax_1_tax: '' },
  })
})

describe('the taxes as numbers', () => {
  const TAX_COLUMNS = ['tax_1_tax', 'tax_2_tax', 'tax_3_tax']
  const ratesOf = ({ tax_lines }: Record<string, string>) => (tax_lines ? tax_lines.split(' | ').length : 0)

  test('are all of the tax, in both sheets, where there are no more rates than columns', () => {
    fc.assert(
      fc.property(anySoldDay, (payments) => {
        const tally = createDaysTally()
        for (const payment of payments) tally.add(facts(payment))
        const days = rowsOf(DAYS_SHEET, tally.rows())
        const rows = rowsOf(
          PAYMENTS_SHEET,
          payments.map((payment) => facts(payment)),
        )
        for (const row of [...days, ...rows].filter((one) => ratesOf(one) <= 3)) {
          const sum = TAX_COLUMNS.reduce((all, key) => all + sumOf([row], key), 0n)
          expect(sum).toBe(sumOf([row], 'tax'))
        }
      }),
    )
  })

  test('of a fourth rate stand in the text alone', () => {
    const line = SALE.taxes?.lines[1]
    if (!line) throw new Error('no such line')
    const lines = ['A', 'B', 'C', 'D'].map((name) => ({ ...line, name }))
    const sale: SaleDetails = {
      ...SALE,
      ...{ subtotal: 4000, discount: { minor: 200, basisPoints: 500 }, goods: 3800, tip: null, total: 3800 },
      taxes: { mode: 'inclusive', lines },
    }
    const payment = aPayment({ status: 'paid', price: { minor: 3800, currency: 'EUR' }, sale })
    const [row = {}] = rowsOf(PAYMENTS_SHEET, [facts(payment)])
    expect([row['tax_1_name'], row['tax_3_name'], row['tax_4_name']]).toEqual(['A', 'C', undefined])
    expect(row['tax']).toBe('3.08')
    expect(ratesOf(row)).toBe(4)
  })
})

test('a sale that did not come about is none of the sums, and keeps its note', () => {
  const payment = aPayment({ status: 'expired', price: { minor: 2090, currency: 'EUR' }, sale: SALE })
  expect(rowsOf(PAYMENTS_SHEET, [facts(payment)])[0]).toMatchObject({
    ...{ note: 'Two coffees', subtotal: '', goods: '', tax: '', tax_lines: '', tip: '', total: '' },
    ...{ gateway_fee: '', gateway_fee_coin: '', z: '', shift: '', cashier: '' },
  })
})

describe('days without a payment', () => {
  const shop = { till: 'Till 1', tillNumber: 1, currency: 'KWD' } as const
  const range = { from: '2026-10-24', to: '2026-10-27' }

  function daysOf(payments: readonly Payment[]): DayRow[] {
    const tally = createDaysTally()
    for (const payment of payments) tally.add(facts(payment, 3))
    return [...withEmptyDays(tally.rows(), { range, shop })]
  }

  test('are rows with zeros, in the order of the days', () => {
    const rows = rowsOf(
      DAYS_SHEET,
      daysOf([
        aPayment({ status: 'paid', day: '2026-10-26' }),
        aPayment({ status: 'paid', day: '2026-10-26', till: 'Till 2', tillNumber: 2 }),
      ]),
    )
    expect(rows.map((row) => row['till_number'])).toEqual(['1', '1', '1', '2', '1'])
    expect(rows.map((row) => [row['day'], row['till'], row['payments'], row['gross'], row['z']])).toEqual([
      ['2026-10-24', 'Till 1', '0', '0.000', ''],
      ['2026-10-25', 'Till 1', '0', '0.000', ''],
      ['2026-10-26', 'Till 1', '1', '18.25', '3'],
      ['2026-10-26', 'Till 2', '1', '18.25', '3'],
      ['2026-10-27', 'Till 1', '0', '0.000', ''],
    ])
  })

  test('are every day of the period once, whatever there is', () => {
    const anyDays = fc.array(fc.integer({ min: 20, max: 30 }).map((day) => `2026-10-${day}`))
    fc.assert(
      fc.property(anyDays, (days) => {
        const rows = daysOf(days.map((day) => aPayment({ status: 'paid', day })))
        const seen = rows.map(({ day }) => day)
        expect(seen).toEqual(seen.toSorted())
        expect(new Set(seen)).toEqual(
          new Set([...days, '2026-10-24', '2026-10-25', '2026-10-26', '2026-10-27']),
        )
        expect(seen).toHaveLength(new Set(seen).size)
      }),
    )
  })
})
