import { useTranslation } from 'react-i18next'
import type { Report } from '../../../shared/contract/shifts.ts'
import type { Result } from '../../../shared/result.ts'
import { Failure } from '../../elements/Failure.tsx'
import { Wait } from '../../elements/Page.tsx'
import { ReportSheet } from './sheet/ReportSheet.tsx'

type ReportBodyProps = {
  readonly report: Result<Report> | null
  readonly onAgain: () => void
  readonly onOpenShift?: (number: number) => void
}

/** The report, that it is on its way, or why there is none. */
export function ReportBody({ report, onAgain, onOpenShift }: ReportBodyProps) {
  const { t } = useTranslation('closing')
  if (report === null) return <Wait>{t('loading')}</Wait>
  if (!report.ok) {
    return <Failure error={report.error} again={{ text: t('again'), onPress: onAgain }} />
  }
  return <ReportSheet report={report.value} {...(onOpenShift && { onOpenShift })} />
}
