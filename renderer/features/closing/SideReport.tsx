import { ArrowLeft } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { useFormat } from '../../lib/use-format.ts'
import closing from './closing.module.css'
import { PaperButtons, PaperOutcome } from './PaperButtons.tsx'
import { ReportBody } from './ReportBody.tsx'
import styles from './shift.module.css'
import { usePaper, usePaperKeys } from './use-paper.ts'
import { useReport } from './use-report.ts'

type SideReportProps = {
  readonly kind: 'shift' | 'z'
  readonly number: number
  /** What has just happened, where it was made a moment ago. */
  readonly news?: string | undefined
  readonly onBack: () => void
  /** What can be done next, between the title and the report. */
  readonly children?: ReactNode
}

/** One report on the till's right side, with the way back and onto paper. */
export function SideReport({ kind, number, news, onBack, children }: SideReportProps) {
  const { t } = useTranslation(['closing', 'common'])
  const format = useFormat()
  const subject = useMemo(() => ({ kind, number }) as const, [kind, number])
  const { report, again } = useReport(subject)
  const paper = usePaper(subject)
  usePaperKeys(paper)
  const written = format.paymentNumber(number)
  return (
    <section className={styles['screen']} aria-labelledby="side-report-title">
      <header className={styles['head']}>
        <Button variant="quiet" onPress={onBack} keyCap={t('common:key.escape')}>
          <ArrowLeft size={18} aria-hidden="true" className={styles['arrow']} />
          {t('shift.back')}
        </Button>
        <h2 id="side-report-title" className={styles['title']}>
          {kind === 'z' ? t('sheet.kind.z', { number: written }) : t('shift.number', { number: written })}
        </h2>
        <PaperButtons paper={paper} />
      </header>
      {news !== undefined && (
        <p className={closing['news']} role="status">
          {news}
        </p>
      )}
      {children}
      <PaperOutcome state={paper.state} />
      <ReportBody report={report} onAgain={again} />
    </section>
  )
}
