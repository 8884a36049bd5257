import { useTranslation } from 'react-i18next'
import { Failure } from '../../elements/Failure.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { usePayments, useTill } from '../../stores/app-stores.ts'
import styles from './exports.module.css'
import { useMissingDayFiles, useNameOf } from './use-missing-day-files.ts'

/** What was written last, and what the till still owes, with the reason. */
export function DayFilesStanding() {
  const { t } = useTranslation('exports')
  const format = useFormat()
  const nameOf = useNameOf()
  const today = usePayments((payments) => payments.today.day)
  const { last } = useTill((till) => till.dayFiles)
  const missing = useMissingDayFiles()
  return (
    <>
      <p className={styles['note']} role="status">
        {last === null
          ? t('dayFiles.none')
          : t('dayFiles.last', { of: nameOf(last.of), time: format.moment(last.at, today) })}
      </p>
      {missing !== null && (
        <Failure error={missing.reason}>
          <p className={styles['missing']}>{missing.text}</p>
        </Failure>
      )}
    </>
  )
}
