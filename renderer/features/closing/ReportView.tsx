import { useTranslation } from 'react-i18next'
import { BackButton } from '../../commands/BackButton.tsx'
import { Page } from '../../elements/Page.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useRowLeft } from '../../lib/use-row-left.ts'
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
  /** The shift one comes back from. */
  readonly leftShift?: number | null
}

/** One finished report, with the way back and onto paper. */
export function ReportView({
  subject,
  news,
  backText,
  onBack,
  onOpenShift,
  leftShift = null,
}: ReportViewProps) {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const { report, again } = useReport(subject)
  const paper = usePaper(subject)
  usePaperKeys(paper)
  const page = useRowLeft(leftShift === null ? null : `[data-shift="${leftShift}"]`, report?.ok === true)
  return (
    <Page width="sheet" ref={page}>
      <header className={styles['head']}>
        <BackButton onBack={onBack}>{backText}</BackButton>
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
