import type { Report } from '../../../../shared/contract/shifts.ts'
import { summedBy } from '../../../../shared/shift/cells.ts'
import {
  type Figures,
  isNothing,
  type MoneyFigures,
  type TaxFigures,
} from '../../../../shared/shift/figures.ts'
import type { Cell, CellKey } from '../../../../shared/shift/totals.ts'

/** One line of "by cashier": a currency of one person; the first of a person has their count. */
export type MoneyRow<Of> = {
  readonly of: Of
  readonly sales: number | null
  readonly money: MoneyFigures | null
}

/** A line for each currency, since two are never added; one without money where nothing was sold. */
export function moneyRows<K extends keyof CellKey>(
  cells: readonly Cell[],
  key: K,
): readonly MoneyRow<CellKey[K]>[] {
  return summedBy(cells, key).flatMap(({ of, figures }) => currencyRows(of, figures))
}

export function currencyRows<Of>(of: Of, { sales, currencies }: Figures): readonly MoneyRow<Of>[] {
  if (currencies.length === 0) return [{ of, sales, money: null }]
  return currencies.map((money, index) => ({ of, sales: index === 0 ? sales : null, money }))
}

/** Those that sold or moved anything: what ended without a charge has no gateway, and nothing to say here. */
export function gatewayRows(cells: readonly Cell[]) {
  return summedBy(cells, 'gateway').filter(({ figures }) => !isNothing({ ...figures, ended: 0 }))
}

/** What goods in one currency cost of which no tax is known; exact, so that the table's parts make the goods. */
export function untaxedOf({ goods, taxes }: MoneyFigures): number {
  return goods - taxes.reduce((sum, { gross }) => sum + gross, 0)
}

/** What exclusive taxes put on the typed prices, so that the lines of the sales add up before the reader's eyes. */
export function onTopOf({ subtotal, discount, goods }: MoneyFigures): number {
  return goods - (subtotal - discount)
}

/** A line of what was given back, to be read below those that it is taken from. */
export function takenAway(line: TaxFigures): TaxFigures {
  // No minus zero: it would be read as one.
  const less = (minor: number) => (minor === 0 ? 0 : -minor)
  return { ...line, net: less(line.net), tax: less(line.tax), gross: less(line.gross) }
}

/** The name somebody had when the report was made; their id where it is not in it. */
export function nameIn({ people }: Pick<Report, 'people'>, id: string): string {
  return people.find((person) => person.id === id)?.name ?? id
}

/** Thousandths of a percent as percent: 8875 → 8.875. For showing only. */
export function percentOf(milliPercent: number): number {
  return milliPercent / 1000
}
