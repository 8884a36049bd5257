import { ArrowLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { Page } from '../../elements/Page.tsx'
import { useFormat } from '../../lib/use-format.ts'
import styles from './closing.module.css'
import { DayFilesNote } from './DayFilesNote.tsx'
import { PaperButtons, PaperOutcome } from './PaperButtons.tsx'
import { ReportBody } from './ReportBody.tsx'
import { usePaper, usePaperKeys } from './use-paper.ts'
import { type ReportSubject, useReport } from './use-report.ts'

type ReportViewProps = {
  readonly subject: Exclude<ReportSubject, { kind: 'x' }>
  /** What has just happened, where it was made a moment ago. */
  readonly news?: string | undefined
  readonly backText: string
  readonly onBack: () => void
  readonly onOpenShift?: (number: number) => void
}

/** One finished report, with the way back and onto paper. */
export function ReportView({ subject, news, backText, onBack, onOpenShift }: ReportViewProps) {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const { report, again } = useReport(subject)
  const paper = usePaper(subject)
  usePaperKeys(paper)
  return (
    <Page width="sheet">
      <header className={styles['head']}>
        <Button variant="quiet" onPress={onBack}>
          <ArrowLeft size={18} aria-hidden="true" className={styles['arrow']} />
          {backText}
        </Button>
        <h2 className={styles['title']}>
          {t(`sheet.kind.${subject.kind}`, { number: format.paymentNumber(subject.number) })}
        </h2>
        <PaperButtons paper={paper} />
      </header>
      {news !== undefined && (
        <p className={styles['news']} role="status">
          {news}
        </p>
      )}
      {news !== undefined && <DayFilesNote />}
      <PaperOutcome state={paper.state} />
      <ReportBody report={report} onAgain={again} {...(onOpenShift && { onOpenShift })} />
    </Page>
  )
}
