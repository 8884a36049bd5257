import { toDecimalText } from '../../../shared/money/money.ts'
import type { Payment } from '../../../shared/payment/payment.ts'
import type { Figures, MoneyFigures, TaxFigures } from '../../../shared/shift/figures.ts'
import { taxesText, taxIn } from './sale-cells.ts'
import type { Column, ColumnKind, Sheet } from './sheet.ts'
import { taxColumns } from './tax-columns.ts'

/** What changed about a payment of an earlier Z in a later one, as that Z stored it. */
export type CorrectionRow = {
  readonly payment: Payment
  /** The Z that the payment belongs to, and that in which the change stands. */
  readonly home: number
  readonly z: number
  /** What it counts for now less what it counted for before. */
  readonly change: Figures
  /** Null where the Z is from before taxes in refunds were worked out. */
  readonly givenBack: readonly TaxFigures[] | null
}

export const CORRECTIONS_SHEET: Sheet<CorrectionRow> = {
  name: 'corrections',
  columns: [
    of('day', 'date', ({ payment }) => payment.day),
    of('till', 'text', ({ payment }) => payment.till),
    of('currency', 'text', ({ payment }) => payment.price.currency),
    of('number', 'integer', ({ payment }) => payment.number),
    of('z', 'integer', ({ home }) => home),
    of('corrected_in_z', 'integer', ({ z }) => z),
    of('ended', 'integer', ({ change }) => change.ended),
    of('sales', 'integer', ({ change }) => change.sales),
    priced('gross', ({ goods }) => goods),
    priced('discounts', ({ discount }) => discount),
    priced('tax', ({ taxes }) => taxIn(taxes)),
    of('tax_lines', 'text', (row) => taxesText(taxesOf(row), row.payment.price.currency)),
    priced('tips', ({ tip }) => tip),
    priced('total', ({ total }) => total),
    of('arrived_usdt', 'decimal', ({ change }) => change.received),
    of('net_usdt', 'decimal', ({ change }) => change.net),
    of('fees_usdt', 'decimal', ({ change }) => change.fees),
    of('unaccounted_usdt', 'decimal', ({ change }) => change.netUnknown),
    of('refunds', 'integer', ({ change }) => change.refunds),
    of('refunded_usdt', 'decimal', ({ change }) => change.refunded),
    priced('refunded', ({ refunded }) => refunded),
    back('refunded_tax', (lines) => taxIn(lines)),
    back('tax_after_refunds', (lines, row) => taxIn(taxesOf(row)) - taxIn(lines)),
    of('refunded_tax_lines', 'text', ({ givenBack, payment }) =>
      givenBack === null ? null : taxesText(givenBack, payment.price.currency),
    ),
    of('till_number', 'integer', ({ payment }) => payment.tillNumber),
    of('reference', 'text', ({ payment }) => payment.reference),
    of('sale_id', 'text', ({ payment }) => payment.saleId),
    of('payment_id', 'text', ({ payment }) => payment.id),
    ...taxColumns((row: CorrectionRow) => ({ lines: taxesOf(row), currency: row.payment.price.currency })),
    ...taxColumns(
      ({ givenBack, payment }: CorrectionRow) => ({
        lines: givenBack ?? [],
        currency: payment.price.currency,
      }),
      'refunded_tax',
    ),
  ],
}

const NO_MONEY = { subtotal: 0, discount: 0, goods: 0, tip: 0, total: 0, refunded: 0, taxes: [] } as const

/** A payment has one price, so its change is in one currency; where only its USDT changed it is in none. */
export function moneyIn(change: Figures, payment: Payment): MoneyFigures {
  const { currency } = payment.price
  return (
    change.currencies.find((money) => money.currency === currency) ?? { ...NO_MONEY, taxes: [], currency }
  )
}

function taxesOf({ change, payment }: CorrectionRow): readonly TaxFigures[] {
  return moneyIn(change, payment).taxes
}

function of(key: string, kind: ColumnKind, cell: Column<CorrectionRow>['of']): Column<CorrectionRow> {
  return { key, kind, of: cell }
}

function priced(key: string, minorOf: (money: MoneyFigures) => number): Column<CorrectionRow> {
  return of(key, 'decimal', ({ change, payment }) => {
    const money = moneyIn(change, payment)
    return toDecimalText({ minor: minorOf(money), currency: money.currency })
  })
}

/** Of the taxes in refunds, where the Z says them. */
function back(
  key: string,
  minorOf: (lines: readonly TaxFigures[], row: CorrectionRow) => number,
): Column<CorrectionRow> {
  return of(key, 'decimal', (row) =>
    row.givenBack === null
      ? null
      : toDecimalText({ minor: minorOf(row.givenBack, row), currency: row.payment.price.currency }),
  )
}
