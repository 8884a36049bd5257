import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayReport } from '../../../shared/contract/reports.ts'
import { Button } from '../../elements/Button.tsx'
import { EmptyState } from '../../elements/EmptyState.tsx'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useMay } from '../../lib/use-may.ts'
import { usePayments } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { HistoryView } from '../history/HistoryView.tsx'
import { DayPicker } from './DayPicker.tsx'
import { DayTable } from './DayTable.tsx'
import { DayTotalsRow } from './DayTotalsRow.tsx'
import styles from './day.module.css'
import { shiftDay } from './day-steps.ts'
import { ExportButton, ExportOutcome, useExport } from './ExportButton.tsx'
import { useDayKeys } from './use-day-keys.ts'
import { useDayReport } from './use-day-report.ts'

/** A business day: its sums, its payments, its file. Whoever does not see the history stays at this one. */
export function DayScreen() {
  const today = usePayments((payments) => payments.today.day)
  const seesHistory = useMay('seeHistory') === 'always'
  const [chosen, setChosen] = useState<string | null>(null)
  const [openPayment, setOpenPayment] = useState<string | null>(null)
  const day = seesHistory ? (chosen ?? today) : today
  if (openPayment !== null) {
    return (
      <div className={styles['screen']}>
        <HistoryView
          paymentId={openPayment}
          onBack={() => setOpenPayment(null)}
          backText="day:history.backToDay"
        />
      </div>
    )
  }
  return (
    <Day
      day={day}
      today={today}
      {...(seesHistory && { onChange: (next: string) => setChosen(next === today ? null : next) })}
      onOpen={setOpenPayment}
    />
  )
}

type DayProps = {
  readonly day: string
  readonly today: string
  /** Not there where only this day is seen. */
  readonly onChange?: (day: string) => void
  readonly onOpen: (paymentId: string) => void
}

function Day({ day, today, onChange, onOpen }: DayProps) {
  const { t } = useTranslation('day')
  const format = useFormat()
  const { report, again } = useDayReport(day)
  const exporting = useExport(useBackend(), day)
  const { start } = exporting
  useDayKeys(
    useMemo(
      () => ({
        PageUp: () => onChange?.(shiftDay(day, -1)),
        PageDown: () => day < today && onChange?.(shiftDay(day, 1)),
        t: () => onChange?.(today),
        e: () => void start(),
      }),
      [day, today, onChange, start],
    ),
  )
  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <h2 className={styles['title']}>{format.day(day)}</h2>
        <div className={styles['tools']}>
          {onChange && <DayPicker day={day} today={today} onChange={onChange} />}
          <ExportButton state={exporting.state} onPress={() => void start()} />
        </div>
      </header>
      <ExportOutcome state={exporting.state} />
      {report === null && <p className={styles['outcome']}>{t('loading')}</p>}
      {report?.ok === false && (
        <div className={styles['failed']} role="alert">
          <ErrorText error={report.error} />
          <Button onPress={again}>{t('again')}</Button>
        </div>
      )}
      {report?.ok === true && <Report report={report.value} onOpen={onOpen} />}
    </div>
  )
}

function Report({ report, onOpen }: { readonly report: DayReport } & Pick<DayProps, 'onOpen'>) {
  const { t } = useTranslation('day')
  return (
    <>
      <DayTotalsRow totals={report.totals} />
      {report.payments.length === 0 ? (
        <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
      ) : (
        <DayTable payments={report.payments} onOpen={onOpen} />
      )}
    </>
  )
}
