import { useTranslation } from 'react-i18next'
import type { Report } from '../../../../shared/contract/shifts.ts'
import { summedBy } from '../../../../shared/shift/cells.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { SheetPart } from './SheetPart.tsx'
import { SheetTable } from './SheetTable.tsx'
import styles from './sheet.module.css'
import { useSheetTime } from './sheet-time.ts'
import { Totals } from './Totals.tsx'

type ShiftsPartProps = {
  readonly report: Report
  /** Where a shift's own report can be opened. */
  readonly onOpenShift?: ((number: number) => void) | undefined
}

type ReportShift = Report['shifts'][number]

/** The shifts that the sums are from; a payment's is the one it began in. */
export function ShiftsPart({ report, onOpenShift }: ShiftsPartProps) {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const time = useSheetTime(report.timeZone)
  const sums = summedBy(report.totals.cells, 'shift')
  const salesOf = (number: number) => sums.find(({ of }) => of === number)?.figures
  return (
    <SheetPart title={t('sheet.shifts')}>
      <SheetTable
        label={t('sheet.shifts')}
        columns={[
          { key: 'shift', title: t('sheet.shift') },
          { key: 'person', title: t('sheet.cashier') },
          { key: 'opened', title: t('sheet.opened') },
          { key: 'closed', title: t('sheet.closed') },
          { key: 'sales', title: t('sheet.salesShort'), isFigure: true },
          { key: 'goods', title: t('sheet.gross'), isFigure: true },
        ]}
        rows={report.shifts.map((shift) => ({
          key: String(shift.number),
          cells: [
            <ShiftNumber key="number" number={shift.number} onOpen={onOpenShift} />,
            <Who key="person" shift={shift} />,
            time(shift.openedAt),
            shift.closedAt === null ? t('sheet.stillOpen') : time(shift.closedAt),
            format.count(salesOf(shift.number)?.sales ?? 0),
            <Totals key="goods" figures={salesOf(shift.number)} />,
          ],
        }))}
      />
    </SheetPart>
  )
}

type NumberProps = { readonly number: number; readonly onOpen: ShiftsPartProps['onOpenShift'] }

function ShiftNumber({ number, onOpen }: NumberProps) {
  const text = useFormat().paymentNumber(number)
  if (!onOpen) return text
  return (
    <button type="button" className={styles['open']} data-shift={number} onClick={() => onOpen(number)}>
      {text}
    </button>
  )
}

function Who({ shift }: { readonly shift: ReportShift }) {
  return (
    <>
      <bdi>{shift.person.name}</bdi>
      {shift.note !== null && (
        <q dir="auto" className={styles['shiftNote']}>
          {shift.note}
        </q>
      )}
    </>
  )
}
