import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayReport } from '../../../shared/contract/reports.ts'
import { EmptyState } from '../../elements/EmptyState.tsx'
import { Failure } from '../../elements/Failure.tsx'
import { Page, PageHead, Wait } from '../../elements/Page.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useMay } from '../../lib/use-may.ts'
import { useRowLeft } from '../../lib/use-row-left.ts'
import { usePayments, useScreen } from '../../stores/app-stores.ts'
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
  const inside = useScreen((shown) => (shown.kind === 'reports' ? shown.inside : undefined))
  const [chosen, setChosen] = useState(inside?.day ?? null)
  const [openPayment, setOpenPayment] = useState(inside?.paymentId ?? null)
  const [left, setLeft] = useState<string | null>(null)
  const day = seesHistory ? (chosen ?? today) : today
  // Stays while a payment is looked at, so that the list is where it was.
  const asked = useDayReport(day)
  if (openPayment !== null) {
    return (
      <Page>
        <HistoryView
          paymentId={openPayment}
          onBack={() => {
            setLeft(openPayment)
            setOpenPayment(null)
          }}
          backText="day:history.backToDay"
          place={{ kind: 'reports', section: 'day', inside: { paymentId: openPayment, day: chosen } }}
        />
      </Page>
    )
  }
  return (
    <Day
      day={day}
      today={today}
      asked={asked}
      left={left}
      {...(seesHistory && {
        onChange: (next: string) => {
          setLeft(null)
          setChosen(next === today ? null : next)
        },
      })}
      onOpen={setOpenPayment}
    />
  )
}

type DayProps = {
  readonly day: string
  readonly today: string
  readonly asked: ReturnType<typeof useDayReport>
  /** The payment one comes back from. */
  readonly left: string | null
  /** Not there where only this day is seen. */
  readonly onChange?: (day: string) => void
  readonly onOpen: (paymentId: string) => void
}

function Day({ day, today, asked, left, onChange, onOpen }: DayProps) {
  const { t } = useTranslation('day')
  const format = useFormat()
  const { report, again } = asked
  const page = useRowLeft(left === null ? null : `[data-payment="${left}"]`, report?.ok === true)
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
    <Page ref={page}>
      <PageHead title={format.day(day)}>
        <div className={styles['tools']} data-many={onChange !== undefined}>
          {onChange && <DayPicker day={day} today={today} onChange={onChange} />}
          <ExportButton state={exporting.state} onPress={() => void start()} />
        </div>
      </PageHead>
      <ExportOutcome state={exporting.state} />
      {report === null && <Wait>{t('loading')}</Wait>}
      {report?.ok === false && <Failure error={report.error} again={{ text: t('again'), onPress: again }} />}
      {report?.ok === true && <Report report={report.value} isOver={day < today} onOpen={onOpen} />}
    </Page>
  )
}

type ReportProps = Pick<DayProps, 'onOpen'> & { readonly report: DayReport; readonly isOver: boolean }

function Report({ report, isOver, onOpen }: ReportProps) {
  const { t } = useTranslation('day')
  return (
    <>
      <DayTotalsRow totals={report.totals} />
      {report.payments.length === 0 ? (
        <EmptyState title={t('empty')}>{isOver ? undefined : t('emptyText')}</EmptyState>
      ) : (
        <DayTable payments={report.payments} onOpen={onOpen} />
      )}
    </>
  )
}
