import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CSV_COLUMNS, toCsv } from '../../../../electron/reports/csv.ts'
import { dayTotals } from '../../../../electron/reports/day-report.ts'
import { decimalsOf } from '../../../../shared/money/currency.ts'
import { formatUsdt, microUsdt } from '../../../../shared/money/usdt.ts'
import { type Payment, PaymentStatus } from '../../../../shared/payment/payment.ts'
import { anId, aPayment, at, OTHER_ADDRESS, THIRD_ADDRESS } from '../../../support/builders.ts'
import { anyDay, DAY } from './day-arbitrary.ts'

const CONTEXT = { mode: 'live', timeZone: 'Europe/Berlin' } as const

type Row = Readonly<Record<string, string>>

function rowsOf(payments: readonly Payment[]): Row[] {
  return parse(toCsv(payments, CONTEXT), { bom: true, columns: true, record_delimiter: '\r\n' }) as Row[]
}

function rowOf(payment: Payment): Row {
  const [row] = rowsOf([payment])
  if (!row) throw new Error('no row')
  return row
}

describe('the file', () => {
  test('begins with the UTF-8 mark, ends every line with CRLF, and always has its heading', () => {
    const csv = toCsv([aPayment({ status: 'paid' })], CONTEXT)
    expect(csv.startsWith('\ufeffday,number,')).toBe(true)
    expect(csv.split('\r\n')).toHaveLength(3)
    expect(csv.endsWith('\r\n')).toBe(true)
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(toCsv([], CONTEXT)).toBe(`\ufeff${CSV_COLUMNS.join(',')}\r\n`)
  })

  test('has these columns, which other programs rely on', () => {
    expect(CSV_COLUMNS).toEqual([
      ...['day', 'number', 'payment_id', 'sale_id', 'till', 'created_local', 'created_utc'],
      ...['price', 'currency', 'quote_usdt', 'quote_source', 'quote_time_utc'],
      ...['asked_usdt', 'received_usdt', 'paid_usdt', 'outcome_amount', 'outcome_coin'],
      ...['status', 'remarks', 'reference', 'order_id', 'gateway', 'charge_id', 'address', 'transaction_id'],
      ...['seen_utc', 'paid_utc', 'mode'],
      ...['sale_price', 'sale_currency', 'settlement', 'settled_utc', 'settled_by', 'settled_reason'],
      ...['released_utc', 'top_up_of', 'owed_usdt', 'exceptions_open', 'children', 'children_usdt'],
      ...[
        'refunded_usdt',
        'refund_addresses',
        'refund_transaction_ids',
        'refunds_sent_utc',
        'refunding_usdt',
        'quote_rate',
      ],
      ...['subtotal', 'discount', 'tax', 'tip', 'goods', 'taken_back_usdt'],
    ])
  })
})

describe('a row', () => {
  test('of a paid payment holds everything', () => {
    const payment = aPayment({ status: 'paid', reference: 'A-17', remarks: ['overpaid', 'repeated'] })
    expect(rowOf(payment)).toEqual({
      day: DAY,
      number: '118',
      payment_id: payment.id,
      sale_id: payment.saleId,
      till: 'Till 1',
      created_local: '2026-11-21T15:00:00.000+01:00',
      created_utc: '2026-11-21T14:00:00.000Z',
      price: '18.25',
      currency: 'EUR',
      quote_usdt: '19.874210',
      quote_source: 'nowpayments',
      quote_time_utc: '2026-11-21T14:00:00.000Z',
      asked_usdt: '19.874210',
      received_usdt: '19.874210',
      paid_usdt: '19.874210',
      outcome_amount: '19.774210',
      outcome_coin: 'usdttrc20',
      status: 'paid',
      remarks: 'overpaid repeated',
      reference: 'A-17',
      order_id: 'T1-0118-7f3a',
      gateway: 'nowpayments',
      charge_id: '5745459419',
      address: 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT',
      transaction_id: 'a'.repeat(64),
      seen_utc: at(60),
      paid_utc: at(120),
      mode: 'live',
      sale_price: '18.25',
      sale_currency: 'EUR',
      settlement: '',
      settled_utc: '',
      settled_by: '',
      settled_reason: '',
      released_utc: '',
      top_up_of: '',
      owed_usdt: '',
      exceptions_open: '',
      children: '',
      children_usdt: '',
      refunded_usdt: '',
      refund_addresses: '',
      refund_transaction_ids: '',
      refunds_sent_utc: '',
      refunding_usdt: '',
      quote_rate: '',
      subtotal: '18.25',
      discount: '',
      tax: '',
      tip: '',
      goods: '18.25',
      taken_back_usdt: '',
    })
  })

  test('names each refund that was sent, and what is on its way', () => {
    const sent = { standing: 'sent', address: OTHER_ADDRESS, amount: '5.000001', sentAt: at(900) } as const
    const payment = aPayment({
      status: 'paid',
      refunds: [
        { ...sent, id: anId(1), transactionId: 'b'.repeat(64) },
        { ...sent, id: anId(2), transactionId: null, address: THIRD_ADDRESS, amount: '1.000000' },
        { ...sent, id: anId(3), transactionId: null, standing: 'open', sentAt: null },
        { ...sent, id: anId(4), transactionId: null, standing: 'none', sentAt: null },
      ],
    })
    expect(rowOf(payment)).toMatchObject({
      refunded_usdt: '6.000001',
      refund_addresses: `${OTHER_ADDRESS} ${THIRD_ADDRESS}`,
      refund_transaction_ids: `${'b'.repeat(64)} ?`,
      refunds_sent_utc: `${at(900)} ${at(900)}`,
      refunding_usdt: '5.000001',
    })
  })

  test('names the rate of a price that was converted, with its source and time', () => {
    const quote = { usdt: '19.871516', source: 'owner', at: at(0), rate: '0.9184' }
    expect(rowOf({ ...aPayment({ status: 'paid' }), quote })).toMatchObject({
      quote_rate: '0.9184',
      quote_source: 'owner',
      quote_time_utc: at(0),
    })
  })

  test('of a payment that a person settled says how, when, who and why', () => {
    const settlement = { how: 'accepted', at: at(300), by: 'owner', reason: 'A regular, "=5" short' } as const
    expect(rowOf(aPayment({ status: 'short', settlement, closed: ['short'] }))).toMatchObject({
      status: 'short',
      paid_utc: '',
      paid_usdt: '18.874210',
      sale_price: '18.25',
      settlement: 'accepted',
      settled_utc: at(300),
      settled_by: 'owner',
      settled_reason: 'A regular, "=5" short',
      exceptions_open: '',
    })
  })

  test('of a rest points to the payment it belongs to, and is no sale of its own', () => {
    expect(rowOf(aPayment({ status: 'paid', topUpOf: anId(7) }))).toMatchObject({
      top_up_of: anId(7),
      paid_usdt: '19.874210',
      sale_price: '',
      sale_currency: '',
    })
  })

  test('of goods given early has their time, and counts as sold', () => {
    const early = aPayment({ status: 'sending', releasedAt: at(70) })
    expect(rowOf(early)).toMatchObject({ released_utc: at(70), sale_price: '18.25', paid_utc: '' })
  })

  test('names what is open, what is owed, and further deposits', () => {
    const child = { status: 'finished', transactionId: null } as const
    const payment = aPayment({
      status: 'paid',
      received: '20.000000',
      remarks: ['overpaid', 'repeated', 'wrongAsset'],
      childChargeIds: ['5', '6', '7'],
      children: [
        { ...child, chargeId: '5', coin: 'usdttrc20', received: '2.500000' },
        { ...child, chargeId: '6', coin: 'usdttrc20', received: null },
        { ...child, chargeId: '7', coin: 'trx', received: '90.000000' },
      ],
      owed: ['repeated 5'],
    })
    expect(rowOf(payment)).toMatchObject({
      exceptions_open: 'repeated wrongAsset overpaid',
      owed_usdt: '2.625790',
      children: '3',
      children_usdt: '2.500000',
    })
  })

  test.each(PaymentStatus.options)(
    'of a payment that is %s counts as a sale only if it is paid',
    (status) => {
      const row = rowOf(aPayment({ status }))
      expect(row['status']).toBe(status)
      expect(row['paid_usdt']).toBe(status === 'paid' ? '19.874210' : '')
      expect(row['sale_price']).toBe(status === 'paid' ? '18.25' : '')
    },
  )

  test('without a charge leaves the charge’s cells empty', () => {
    expect(rowOf(aPayment({ status: 'abandoned' }))).toMatchObject({
      asked_usdt: '',
      received_usdt: '',
      charge_id: '',
      address: '',
      remarks: '',
      paid_utc: '',
    })
  })

  test.each([
    ['Asia/Tokyo', '2026-11-21T23:00:00.000+09:00'],
    ['Asia/Kathmandu', '2026-11-21T19:45:00.000+05:45'],
    ['America/New_York', '2026-11-21T09:00:00.000-05:00'],
    ['UTC', '2026-11-21T14:00:00.000Z'],
    ['Mars/Olympus', '2026-11-21T15:00:00.000+01:00'],
  ])('gives the local time of the zone it began in: %s', (timeZone, local) => {
    expect(rowOf(aPayment({ status: 'paid', timeZone }))['created_local']).toBe(local)
  })

  test('knows summer time on both sides of the change', () => {
    const local = (createdAt: string) => rowOf(aPayment({ status: 'created', createdAt }))['created_local']
    expect(local('2026-10-25T00:30:00.000Z')).toBe('2026-10-25T02:30:00.000+02:00')
    expect(local('2026-10-25T01:30:00.000Z')).toBe('2026-10-25T02:30:00.000+01:00')
  })

  test.each([
    [5, 'KWD', '0.005'],
    [1825, 'JPY', '1825'],
    [123_456_789, 'EUR', '1234567.89'],
  ] as const)('writes %d minor units of %s as %s', (minor, currency, text) => {
    expect(rowOf(aPayment({ status: 'paid', price: { minor, currency } }))['price']).toBe(text)
  })
})

describe('cells a spreadsheet might run', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['-5', "'-5"],
    ['+1', "'+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1+1', "'=1+1"],
    ['\r=1+1', "'=1+1"],
    ['\n=1+1', "'=1+1"],
    ['  =1+1', "'=1+1"],
    ['\u0000=1+1', "'=1+1"],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠A', "'＠A"],
    ['﹦1+1', "'﹦1+1"],
    ['﹢1', "'﹢1"],
    ['﹣1', "'﹣1"],
    ['﹫A', "'﹫A"],
    ['−5', "'−5"],
    ['A;=1+1', "A;'=1+1"],
    ['A; @x', "A;' @x"],
    ['A;＝1', "A;'＝1"],
    ['A; ＋1', "A;' ＋1"],
    ['A;－1;＠x', "A;'－1;'＠x"],
    ['A;−1', "A;'−1"],
    ['A;﹦1;﹢1;﹣1;﹫x', "A;'﹦1;'﹢1;'﹣1;'﹫x"],
    ['two\r\nlines', 'two lines'],
    ['A-5', 'A-5'],
    ['1=1', '1=1'],
    ['A,B "C"; D', 'A,B "C"; D'],
    ["'=1", "'=1"],
  ])('reference %j is written %j', (reference, cell) => {
    expect(rowOf(aPayment({ status: 'paid', reference }))['reference']).toBe(cell)
  })

  test('in every column that takes text from outside', () => {
    const row = rowOf(
      aPayment({
        status: 'paid',
        till: '=T',
        outcome: '=O',
        outcomeCoin: '@c',
        transactionId: '+x',
        settlement: { how: 'byHand', at: at(300), by: 'owner', reason: '=R;=S' },
      }),
    )
    expect(row).toMatchObject({
      till: "'=T",
      outcome_amount: "'=O",
      outcome_coin: "'@c",
      transaction_id: "'+x",
      settled_reason: "'=R;'=S",
    })
  })

  test('no cell of any day begins a formula, and every other cell stays in its column', () => {
    fc.assert(
      fc.property(anyDay, (payments) => {
        const rows = rowsOf(payments)
        expect(rows).toHaveLength(payments.length)
        for (const [index, row] of rows.entries()) {
          expect(row['order_id']).toBe(payments[index]?.orderId)
          expect(row['mode']).toBe('live')
          for (const cell of Object.values(row)) expect(cell).not.toMatch(/(^|;)\s*[=+\-@＝＋－＠−]/)
        }
      }),
    )
  })
})

describe('the sum of the CSV', () => {
  const sumOf = (rows: readonly Row[], column: string) =>
    formatUsdt(rows.reduce((sum, row) => sum + (row[column] ? microUsdt(row[column]) : 0n), 0n))

  test('is the total of the day, for USDT and for every currency', () => {
    fc.assert(
      fc.property(anyDay, (payments) => {
        const rows = rowsOf(payments)
        const totals = dayTotals(payments, DAY, 'EUR')
        const sales = rows.filter((row) => row['sale_price'] !== '')
        expect(rows).toHaveLength(totals.payments)
        expect(sales).toHaveLength(totals.paid)
        expect(sumOf(rows, 'paid_usdt')).toBe(totals.paidUsdt)
        const micro = (column: string) => microUsdt(sumOf(rows, column))
        const came = micro('received_usdt') + micro('children_usdt') - micro('taken_back_usdt')
        expect(formatUsdt(came)).toBe(totals.receivedUsdt)
        expect(sumOf(rows, 'owed_usdt')).toBe(totals.owedUsdt)
        expect(sumOf(rows, 'refunded_usdt')).toBe(totals.refundedUsdt)
        expect(sumOf(rows, 'refunding_usdt')).toBe(totals.refundingUsdt)
        expect(rows.filter((row) => row['exceptions_open'] !== '')).toHaveLength(totals.attention)
        const { currency, paidMinor, tipsMinor } = totals
        for (const each of [{ currency, paidMinor, tipsMinor }, ...(totals.others ?? [])]) {
          const own = sales.filter((row) => row['sale_currency'] === each.currency)
          const minor = (column: string) =>
            own.reduce((sum, row) => sum + Number((row[column] ?? '').replace('.', '')), 0)
          expect(minor('goods')).toBe(each.paidMinor)
          expect(minor('tip')).toBe(each.tipsMinor)
          expect(minor('sale_price')).toBe(each.paidMinor + each.tipsMinor)
          for (const row of own) {
            expect(row['sale_price']?.split('.')[1] ?? '').toHaveLength(decimalsOf(each.currency))
          }
        }
        const currencies = new Set(sales.map((row) => row['sale_currency']).filter((code) => code !== 'EUR'))
        expect(totals.others?.map(({ currency }) => currency) ?? []).toEqual([...currencies].toSorted())
      }),
      { numRuns: 200 },
    )
  })
})
