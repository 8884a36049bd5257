import { useTranslation } from 'react-i18next'
import type { Report } from '../../../../shared/contract/shifts.ts'
import { money } from '../../../../shared/money/money.ts'
import { wholeOf } from '../../../../shared/shift/cells.ts'
import { MoneyText } from '../../../elements/MoneyText.tsx'
import { useFormat } from '../../../lib/use-format.ts'
import { currencyRows, type MoneyRow, moneyRows, nameIn } from './report-rows.ts'
import { SheetPart } from './SheetPart.tsx'
import { type SheetRow, SheetTable } from './SheetTable.tsx'

/** Who sold how much. What people sold together makes the sales. */
export function CashiersPart({ report }: { readonly report: Pick<Report, 'totals' | 'people'> }) {
  const { t } = useTranslation('closing')
  const cellsOf = useMoneyCells()
  const { cells } = report.totals
  const nameOf = (id: string | null) => (id === null ? t('sheet.nobody') : nameIn(report, id))
  const rows: readonly SheetRow[] = [
    ...moneyRows(cells, 'cashier').map((row) => ({
      key: `${row.of} ${row.money?.currency}`,
      cells: [<bdi key="name">{nameOf(row.of)}</bdi>, ...cellsOf(row)],
    })),
    ...currencyRows('', wholeOf(cells)).map((row) => ({
      key: `whole ${row.money?.currency}`,
      cells: [t('sheet.all'), ...cellsOf(row)],
      isWhole: true,
    })),
  ]
  return (
    <SheetPart title={t('sheet.byCashier')}>
      <SheetTable
        label={t('sheet.byCashier')}
        columns={[
          { key: 'cashier', title: t('sheet.cashier') },
          { key: 'sales', title: t('sheet.salesShort'), isFigure: true },
          { key: 'goods', title: t('sheet.gross'), isFigure: true },
          { key: 'tip', title: t('sheet.tips'), isFigure: true },
          { key: 'total', title: t('sheet.all'), isFigure: true },
        ]}
        rows={rows}
      />
    </SheetPart>
  )
}

/** Sales, goods, tips and both together, of one line. */
function useMoneyCells() {
  const format = useFormat()
  return ({ sales, money: figures }: MoneyRow<unknown>) => {
    const amount = (field: 'goods' | 'tip' | 'total') =>
      figures === null ? '–' : <MoneyText amount={money(figures[field], figures.currency)} />
    return [sales === null ? null : format.count(sales), amount('goods'), amount('tip'), amount('total')]
  }
}
