import type { MergedReport } from '../../shared/contract/tills.ts'
import { toDecimalText } from '../../shared/money/money.ts'
import type { Figures, MoneyFigures } from '../../shared/shift/figures.ts'
import type { TillRef } from '../../shared/tills/till-ref.ts'
import { taxesText, taxIn } from '../exports/sheets/sale-cells.ts'
import type { Column, ColumnHead } from '../exports/sheets/sheet.ts'
import { taxColumns } from '../exports/sheets/tax-columns.ts'
import { writeCsv } from '../exports/writers/csv-writer.ts'
import type { Cell } from '../reports/csv.ts'

/** Each row's place in the report. USDT stands in the `usdt` row of each part, money in one row per currency, so that a column can be added up within one `part`. */
const PLACED = [
  { key: 'part', kind: 'text' },
  { key: 'day', kind: 'date' },
  { key: 'till_number', kind: 'integer' },
  { key: 'till', kind: 'text' },
  { key: 'till_id', kind: 'text' },
  { key: 'zs', kind: 'text' },
  { key: 'cashier', kind: 'text' },
  { key: 'gateway', kind: 'text' },
  { key: 'currency', kind: 'text' },
  { key: 'payments', kind: 'integer' },
  { key: 'sales', kind: 'integer' },
  { key: 'subtotal', kind: 'decimal' },
  { key: 'discount', kind: 'decimal' },
  { key: 'goods', kind: 'decimal' },
  { key: 'tip', kind: 'decimal' },
  { key: 'total', kind: 'decimal' },
  { key: 'tax', kind: 'decimal' },
  { key: 'refunded', kind: 'decimal' },
  { key: 'received_usdt', kind: 'decimal' },
  { key: 'net_usdt', kind: 'decimal' },
  { key: 'fees_usdt', kind: 'decimal' },
  { key: 'net_unknown_usdt', kind: 'decimal' },
  { key: 'refunds', kind: 'integer' },
  { key: 'refunded_usdt', kind: 'decimal' },
] as const satisfies readonly ColumnHead[]

type Head = Partial<Record<(typeof PLACED)[number]['key'], Cell>>
/** Null in the row for USDT, which is taxed nowhere. */
type Taxed = Pick<MoneyFigures, 'currency' | 'taxes' | 'refundedTaxes'> | null
type Row = { readonly cells: Head; readonly taxed: Taxed }

/** As in the other files, in the order of a Z. */
const TAXES: readonly Column<Taxed>[] = [
  {
    key: 'tax_lines',
    kind: 'text',
    of: (taxed) => (taxed ? taxesText(taxed.taxes, taxed.currency) : null),
  },
  ...taxColumns((taxed: Taxed) => taxed && { lines: taxed.taxes, currency: taxed.currency }),
  priced('refunded_tax', ({ refundedTaxes = [] }) => taxIn(refundedTaxes)),
  priced('tax_after_refunds', ({ taxes, refundedTaxes = [] }) => taxIn(taxes) - taxIn(refundedTaxes)),
  {
    key: 'refunded_tax_lines',
    kind: 'text',
    of: (taxed) => (taxed?.refundedTaxes ? taxesText(taxed.refundedTaxes, taxed.currency) : null),
  },
  ...taxColumns(
    (taxed: Taxed) => taxed && { lines: taxed.refundedTaxes ?? [], currency: taxed.currency },
    'refunded_tax',
  ),
]

function priced(key: string, of: (taxed: NonNullable<Taxed>) => number): Column<Taxed> {
  return {
    key,
    kind: 'decimal',
    of: (taxed) => taxed && toDecimalText({ minor: of(taxed), currency: taxed.currency }),
  }
}

/** Described in docs/tills.md, which a test holds to them. Keys never change, and new ones go to the end. */
export const MERGED_COLUMNS: readonly ColumnHead[] = [...PLACED, ...TAXES]

export type MergedCsv = { readonly text: string; readonly rows: number }

export function mergedCsv(report: MergedReport): MergedCsv {
  const rows = [
    ...report.days.flatMap(({ day, tills }) =>
      tills.flatMap(({ till, zs, figures }) =>
        rowsOf({ part: 'tillDay', day, ...ofTill(till), zs: zs.join(' ') }, figures),
      ),
    ),
    ...report.tills.flatMap(({ till, zs, figures }) =>
      rowsOf({ part: 'till', ...ofTill(till), zs }, figures),
    ),
    ...report.cashiers.flatMap(({ till, person, figures }) =>
      rowsOf({ part: 'cashier', ...ofTill(till), cashier: person?.name ?? null }, figures),
    ),
    ...report.gateways.flatMap(({ gateway, figures }) => rowsOf({ part: 'gateway', gateway }, figures)),
    ...rowsOf({ part: 'whole' }, report.whole),
  ]
  let text = ''
  const cells = rows.map((row) => [
    ...PLACED.map(({ key }) => row.cells[key] ?? null),
    ...TAXES.map(({ of }) => of(row.taxed)),
  ])
  writeCsv(
    { name: 'merged', columns: MERGED_COLUMNS, rows: cells },
    {
      write(part) {
        text += part
      },
    },
  )
  return { text, rows: rows.length }
}

function ofTill({ number, name, id }: TillRef): Head {
  return { till_number: number, till: name, till_id: id }
}

/** One row for what is counted in payments and USDT, and one for each currency. */
function rowsOf(head: Head, figures: Figures): Row[] {
  const { ended, sales, received, net, fees, netUnknown, refunds, refunded } = figures
  return [
    {
      cells: {
        ...head,
        currency: 'USDT',
        payments: ended,
        sales,
        received_usdt: received,
        net_usdt: net,
        fees_usdt: fees,
        net_unknown_usdt: netUnknown,
        refunds,
        refunded_usdt: refunded,
      },
      taxed: null,
    },
    ...figures.currencies.map((money) => ({ cells: { ...head, ...moneyCells(money) }, taxed: money })),
  ]
}

function moneyCells({ currency, taxes, ...money }: MoneyFigures): Head {
  const text = (minor: number) => toDecimalText({ minor, currency })
  return {
    currency,
    subtotal: text(money.subtotal),
    discount: text(money.discount),
    goods: text(money.goods),
    tip: text(money.tip),
    total: text(money.total),
    tax: text(taxIn(taxes)),
    refunded: text(money.refunded),
  }
}
