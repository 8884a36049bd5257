import { useTranslation } from 'react-i18next'
import type { Report } from '../../../shared/contract/shifts.ts'
import type { Result } from '../../../shared/result.ts'
import { Button } from '../../elements/Button.tsx'
import { ErrorText } from '../../elements/ErrorText.tsx'
import styles from './closing.module.css'
import { ReportSheet } from './sheet/ReportSheet.tsx'

type ReportBodyProps = {
  readonly report: Result<Report> | null
  readonly onAgain: () => void
  readonly onOpenShift?: (number: number) => void
}

/** The report, that it is on its way, or why there is none. */
export function ReportBody({ report, onAgain, onOpenShift }: ReportBodyProps) {
  const { t } = useTranslation('closing')
  if (report === null) return <p className={styles['outcome']}>{t('loading')}</p>
  if (!report.ok) {
    return (
      <div className={styles['failed']} role="alert">
        <ErrorText error={report.error} />
        <Button onPress={onAgain}>{t('again')}</Button>
      </div>
    )
  }
  return <ReportSheet report={report.value} {...(onOpenShift && { onOpenShift })} />
}
