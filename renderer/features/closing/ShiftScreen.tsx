import { ArrowLeft } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useStores } from '../../stores/app-stores.ts'
import { showScreen } from '../../stores/screen-store.ts'
import { PaperButtons, PaperOutcome } from './PaperButtons.tsx'
import { ReportBody } from './ReportBody.tsx'
import { ShiftForm } from './ShiftForm.tsx'
import styles from './shift.module.css'
import { usePaper, usePaperKeys } from './use-paper.ts'
import { useReport } from './use-report.ts'

/** One's own shift on the till's right side: opened and closed in its place, then its report. */
export function ShiftScreen({ number }: { readonly number: number | null }) {
  const { screen } = useStores()
  const toTill = () => showScreen(screen, { kind: 'till' })
  if (number !== null) return <ShiftReport number={number} onBack={toTill} />
  // The right side's last part takes all of its height, which a form does not want.
  return (
    <div>
      <ShiftForm
        onOpened={toTill}
        onClosed={(closed) => showScreen(screen, { kind: 'shift', number: closed })}
        onBack={toTill}
      />
    </div>
  )
}

type ShiftReportProps = { readonly number: number; readonly onBack: () => void }

function ShiftReport({ number, onBack }: ShiftReportProps) {
  const { t } = useTranslation(['closing', 'common'])
  const format = useFormat()
  const subject = useMemo(() => ({ kind: 'shift', number }) as const, [number])
  const { report, again } = useReport(subject)
  const paper = usePaper(subject)
  usePaperKeys(paper)
  return (
    <section className={styles['screen']} aria-labelledby="shift-title">
      <header className={styles['head']}>
        <Button variant="quiet" onPress={onBack} keyCap={t('common:key.escape')}>
          <ArrowLeft size={18} aria-hidden="true" className={styles['arrow']} />
          {t('shift.back')}
        </Button>
        <h2 id="shift-title" className={styles['title']}>
          {t('shift.number', { number: format.paymentNumber(number) })}
        </h2>
        <PaperButtons paper={paper} />
      </header>
      <PaperOutcome state={paper.state} />
      <ReportBody report={report} onAgain={again} />
    </section>
  )
}
