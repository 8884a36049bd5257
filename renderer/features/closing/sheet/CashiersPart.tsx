import { useTranslation } from 'react-i18next'
import type { Report } from '../../../../shared/contract/shifts.ts'
import { wholeOf } from '../../../../shared/shift/cells.ts'
import { MoneyTable } from './MoneyTable.tsx'
import { moneyRows, nameIn } from './report-rows.ts'
import { SheetPart } from './SheetPart.tsx'

/** Who sold how much. What people sold together makes the sales. */
export function CashiersPart({ report }: { readonly report: Pick<Report, 'totals' | 'people'> }) {
  const { t } = useTranslation('closing')
  const { cells } = report.totals
  return (
    <SheetPart title={t('sheet.byCashier')}>
      <MoneyTable
        label={t('sheet.byCashier')}
        title={t('sheet.cashier')}
        rows={moneyRows(cells, 'cashier')}
        nameOf={(id) => (id === null ? t('sheet.nobody') : nameIn(report, id))}
        whole={wholeOf(cells)}
      />
    </SheetPart>
  )
}
