import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { money } from '../../../../shared/money/money.ts'
import type { Figures } from '../../../../shared/shift/figures.ts'
import { MoneyText } from '../../../elements/MoneyText.tsx'
import { useFormat } from '../../../lib/use-format.ts'
import { currencyRows, type MoneyRow } from './report-rows.ts'
import { type SheetRow, SheetTable } from './SheetTable.tsx'

type MoneyTableProps<Of> = {
  readonly label: string
  /** What the rows are about. */
  readonly title: string
  readonly rows: readonly MoneyRow<Of>[]
  readonly nameOf: (of: Of) => ReactNode
  readonly whole: Figures
}

const AMOUNTS = ['discount', 'goods', 'tip', 'total', 'refunded'] as const

/** Who or what sold how much, in the shop's currency: together they make the sales. */
export function MoneyTable<Of>({ label, title, rows, nameOf, whole }: MoneyTableProps<Of>) {
  const { t } = useTranslation('closing')
  const cellsOf = useMoneyCells()
  const lines: readonly SheetRow[] = [
    ...rows.map((row) => ({
      key: `${row.of} ${row.money?.currency}`,
      cells: [<bdi key="name">{nameOf(row.of)}</bdi>, ...cellsOf(row)],
    })),
    ...currencyRows('', whole).map((row) => ({
      key: `whole ${row.money?.currency}`,
      cells: [t('sheet.all'), ...cellsOf(row)],
      isWhole: true,
    })),
  ]
  return (
    <SheetTable
      label={label}
      columns={[
        { key: 'name', title },
        { key: 'sales', title: t('sheet.salesShort'), isFigure: true },
        { key: 'discount', title: t('sheet.discount'), isFigure: true },
        { key: 'goods', title: t('sheet.gross'), isFigure: true },
        { key: 'tip', title: t('sheet.tips'), isFigure: true },
        { key: 'total', title: t('sheet.all'), isFigure: true },
        { key: 'refunded', title: t('sheet.refundedShort'), isFigure: true },
      ]}
      rows={lines}
    />
  )
}

/** Of one line: its sales, and each amount. */
function useMoneyCells() {
  const format = useFormat()
  return ({ sales, money: figures }: MoneyRow<unknown>): readonly ReactNode[] => [
    sales === null ? null : format.count(sales),
    ...AMOUNTS.map((field) =>
      figures === null ? '–' : <MoneyText key={field} amount={money(figures[field], figures.currency)} />,
    ),
  ]
}
