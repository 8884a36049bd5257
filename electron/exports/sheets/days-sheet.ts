import type { CurrencyCode } from '../../../shared/money/currency.ts'
import { add, type Money, money, toDecimalText } from '../../../shared/money/money.ts'
import { formatUsdt, type MicroUsdt, microUsdt } from '../../../shared/money/usdt.ts'
import { owedOf } from '../../../shared/payment/matters.ts'
import { countsAsSale, isSold } from '../../../shared/payment/questions.ts'
import { refundSum } from '../../../shared/payment/refunds.ts'
import type { PaymentFacts } from './payment-facts.ts'
import type { Sheet } from './sheet.ts'

/** A business day of one till in one currency: every payment is in one row, so that each column may be added up. */
export type DayRow = {
  readonly day: string
  readonly till: string
  readonly currency: CurrencyCode
  payments: number
  sales: number
  gross: Money
  paid: MicroUsdt
  received: MicroUsdt
  refunded: MicroUsdt
  refunding: MicroUsdt
  owed: MicroUsdt
  exceptions: number
}

export const DAYS_SHEET: Sheet<DayRow> = {
  name: 'days',
  columns: [
    { key: 'day', kind: 'date', of: ({ day }) => day },
    { key: 'till', kind: 'text', of: ({ till }) => till },
    { key: 'currency', kind: 'text', of: ({ currency }) => currency },
    { key: 'payments', kind: 'integer', of: ({ payments }) => payments },
    { key: 'sales', kind: 'integer', of: ({ sales }) => sales },
    { key: 'gross', kind: 'decimal', of: ({ gross }) => toDecimalText(gross) },
    { key: 'paid_usdt', kind: 'decimal', of: ({ paid }) => formatUsdt(paid) },
    { key: 'received_usdt', kind: 'decimal', of: ({ received }) => formatUsdt(received) },
    { key: 'refunded_usdt', kind: 'decimal', of: ({ refunded }) => formatUsdt(refunded) },
    { key: 'refunding_usdt', kind: 'decimal', of: ({ refunding }) => formatUsdt(refunding) },
    { key: 'owed_usdt', kind: 'decimal', of: ({ owed }) => formatUsdt(owed) },
    { key: 'exceptions_open', kind: 'integer', of: ({ exceptions }) => exceptions },
  ],
}

export type DaysTally = {
  add(facts: PaymentFacts): void
  /** In the order in which the days, tills and currencies came. */
  rows(): Iterable<DayRow>
}

/** Holds one row for each day, whatever the number of payments. */
export function createDaysTally(): DaysTally {
  const rows = new Map<string, DayRow>()

  function rowOf({ payment }: PaymentFacts): DayRow {
    const { day, till } = payment
    const { currency } = payment.price
    const key = JSON.stringify([day, till, currency])
    const known = rows.get(key)
    if (known) return known
    const none = { paid: 0n, received: 0n, refunded: 0n, refunding: 0n, owed: 0n }
    const gross = money<CurrencyCode>(0, currency)
    const row = { day, till, currency, payments: 0, sales: 0, gross, exceptions: 0, ...none }
    rows.set(key, row)
    return row
  }

  return {
    add(facts) {
      const { payment, charged, open } = facts
      const row = rowOf(facts)
      row.payments += 1
      if (countsAsSale(payment)) {
        row.sales += 1
        row.gross = add<CurrencyCode>(row.gross, payment.price)
      }
      if (charged === null) return
      const received = microUsdt(charged.received)
      row.received += received
      if (isSold(charged)) row.paid += received
      row.refunded += refundSum(charged, 'sent')
      row.refunding += refundSum(charged, 'open')
      row.owed += open.length > 0 ? owedOf(charged) : 0n
      row.exceptions += open.length > 0 ? 1 : 0
    },
    rows: () => rows.values(),
  }
}
