import type { CurrencyCode } from '../../../shared/money/currency.ts'
import { toDecimalText } from '../../../shared/money/money.ts'
import { formatUsdt, type MicroUsdt } from '../../../shared/money/usdt.ts'
import { owedOf } from '../../../shared/payment/matters.ts'
import { isSold } from '../../../shared/payment/questions.ts'
import { refundSum } from '../../../shared/payment/refunds.ts'
import type { TaxShare } from '../../../shared/sale/given-back.ts'
import { hasEnded } from '../../../shared/shift/counting.ts'
import type { Cell } from '../../reports/csv.ts'
import type { PaymentFacts } from './payment-facts.ts'
import { taxCells, taxesText, taxIn, taxOf } from './sale-cells.ts'
import type { Column, Sheet } from './sheet.ts'
import { taxColumns } from './tax-columns.ts'

/** Where a day's row stands: a business day of one till in one currency. Two tills of one name are told apart by their numbers. */
export type DayKey = {
  readonly day: string
  readonly till: string
  readonly tillNumber: number | null
  readonly currency: CurrencyCode
}

/** Every payment is in one row, so that each column may be added up. Shop money in the currency's minor unit. */
export type DayRow = DayKey & {
  payments: number
  sales: number
  gross: number
  discounts: number
  tips: number
  tax: number
  refundedTax: number
  readonly taxes: Map<string, TaxShare>
  /** Of these, what refunds gave back. */
  readonly givenBack: Map<string, TaxShare>
  /** The Zs in which its payments came to their end. */
  readonly zs: Set<number>
  paid: MicroUsdt
  received: MicroUsdt
  children: MicroUsdt
  takenBack: MicroUsdt
  net: MicroUsdt
  fees: MicroUsdt
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
    priced('gross', ({ gross }) => gross),
    { key: 'paid_usdt', kind: 'decimal', of: ({ paid }) => formatUsdt(paid) },
    { key: 'received_usdt', kind: 'decimal', of: ({ received }) => formatUsdt(received) },
    { key: 'refunded_usdt', kind: 'decimal', of: ({ refunded }) => formatUsdt(refunded) },
    { key: 'refunding_usdt', kind: 'decimal', of: ({ refunding }) => formatUsdt(refunding) },
    { key: 'owed_usdt', kind: 'decimal', of: ({ owed }) => formatUsdt(owed) },
    { key: 'exceptions_open', kind: 'integer', of: ({ exceptions }) => exceptions },
    { key: 'z', kind: 'text', of: ({ zs }) => [...zs].toSorted((a, b) => a - b).join(' ') || null },
    priced('discounts', ({ discounts }) => discounts),
    priced('tax', ({ tax }) => tax),
    { key: 'tax_lines', kind: 'text', of: ({ taxes, currency }) => taxesText(inOrder(taxes), currency) },
    priced('tips', ({ tips }) => tips),
    priced('total', ({ gross, tips }) => gross + tips),
    { key: 'fees_usdt', kind: 'decimal', of: ({ fees }) => formatUsdt(fees) },
    { key: 'net_usdt', kind: 'decimal', of: ({ net }) => formatUsdt(net) },
    {
      key: 'net_unknown_usdt',
      kind: 'decimal',
      of: ({ received, net, fees }) => formatUsdt(received - net - fees),
    },
    { key: 'till_number', kind: 'integer', of: ({ tillNumber }) => tillNumber },
    ...taxColumns(({ taxes, currency }: DayRow) => ({ lines: inOrder(taxes), currency })),
    { key: 'children_usdt', kind: 'decimal', of: ({ children }) => formatUsdt(children) },
    { key: 'taken_back_usdt', kind: 'decimal', of: ({ takenBack }) => formatUsdt(takenBack) },
    priced('refunded_tax', ({ refundedTax }) => refundedTax),
    priced('tax_after_refunds', ({ tax, refundedTax }) => tax - refundedTax),
    {
      key: 'refunded_tax_lines',
      kind: 'text',
      of: ({ givenBack, currency }) => taxesText(inOrder(givenBack), currency),
    },
    ...taxColumns(
      ({ givenBack, currency }: DayRow) => ({ lines: inOrder(givenBack), currency }),
      'refunded_tax',
    ),
  ],
}

function priced(key: string, of: (row: DayRow) => number): Column<DayRow> {
  return {
    key,
    kind: 'decimal',
    of: (row): Cell => toDecimalText({ minor: of(row), currency: row.currency }),
  }
}

/** By name, rate and mode, so that equal days are equal rows. */
function inOrder(taxes: ReadonlyMap<string, TaxShare>): TaxShare[] {
  return [...taxes].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell)
}

export function emptyDay(key: DayKey): DayRow {
  const { day, till, tillNumber, currency } = key
  const counts = { payments: 0, sales: 0, exceptions: 0 }
  const money = { gross: 0, discounts: 0, tips: 0, tax: 0, refundedTax: 0 }
  const came = { paid: 0n, received: 0n, children: 0n, takenBack: 0n, net: 0n, fees: 0n }
  const usdt = { ...came, refunded: 0n, refunding: 0n, owed: 0n }
  const sums = { ...counts, ...money, ...usdt }
  return { day, till, tillNumber, currency, ...sums, taxes: new Map(), givenBack: new Map(), zs: new Set() }
}

export type DaysTally = {
  add(facts: PaymentFacts): void
  /** In the order in which the days, tills and currencies came. */
  rows(): Iterable<DayRow>
}

type Counting = {
  /** As a Z counts: what ended in it and is on its way again counts for nothing until it has ended, and is then a correction. */
  readonly asInZ: boolean
}

/** Holds one row for each day, whatever the number of payments. */
export function createDaysTally({ asInZ }: Counting = { asInZ: false }): DaysTally {
  const rows = new Map<string, DayRow>()

  function rowOf({ payment }: PaymentFacts): DayRow {
    const { day, till, tillNumber } = payment
    const { currency } = payment.price
    const key = JSON.stringify([day, till, tillNumber, currency])
    const known = rows.get(key)
    if (known) return known
    const row = emptyDay({ day, till, tillNumber, currency })
    rows.set(key, row)
    return row
  }

  return {
    add(facts) {
      const { payment, z } = facts
      const row = rowOf(facts)
      if (z !== null) row.zs.add(z)
      addStanding(row, facts)
      if (asInZ && !hasEnded(payment)) return
      row.payments += 1
      addSale(row, facts)
      addUsdt(row, facts)
    },
    rows: () => rows.values(),
  }
}

/** How it stands now: no sums over time. */
function addStanding(row: DayRow, { charged, open }: PaymentFacts): void {
  if (charged === null) return
  row.refunding += refundSum(charged, 'open')
  if (open.length === 0) return
  row.owed += owedOf(charged)
  row.exceptions += 1
}

function addUsdt(row: DayRow, { charged, arrived }: PaymentFacts): void {
  if (charged === null || arrived === null) return
  const { own, further, takenBack, netted } = arrived
  row.received += own
  row.children += further
  row.takenBack += takenBack
  if (isSold(charged)) row.paid += own
  row.net += netted?.net ?? 0n
  row.fees += netted?.fee ?? 0n
  row.refunded += refundSum(charged, 'sent')
}

function addSale(row: DayRow, { sold, givenBack }: PaymentFacts): void {
  if (sold === null) return
  row.sales += 1
  row.gross += sold.goods
  row.discounts += sold.discount?.minor ?? 0
  row.tips += sold.tip?.minor ?? 0
  row.tax += taxOf(sold)
  row.refundedTax += taxIn(givenBack)
  addTaxes(row.taxes, taxCells(sold))
  addTaxes(row.givenBack, givenBack)
}

function addTaxes(sums: Map<string, TaxShare>, lines: readonly TaxShare[]): void {
  for (const line of lines) {
    const key = `${line.name} ${String(line.milliPercent).padStart(6, '0')} ${line.mode}`
    const { net = 0, tax = 0, gross = 0 } = sums.get(key) ?? {}
    sums.set(key, { ...line, net: net + line.net, tax: tax + line.tax, gross: gross + line.gross })
  }
}
