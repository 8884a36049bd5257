import { useTranslation } from 'react-i18next'
import type { DayRange } from '../../../shared/calendar/day.ts'
import { DayField } from './DayField.tsx'
import styles from './period.module.css'

type FromUntilProps = {
  readonly days: DayRange
  readonly onChange: (days: DayRange) => void
  /** What does not fit about them, in words; null: they do. Left out where it stands elsewhere. */
  readonly wrong?: string | null
}

/** Any days in a row, both ends included. */
export function FromUntil({ days, onChange, wrong }: FromUntilProps) {
  const { t } = useTranslation('exports')
  return (
    <div className={styles['fromUntil']}>
      <DayField
        label={t('period.from')}
        day={days.from}
        onChange={(from) => onChange({ from, to: days.to })}
      />
      <DayField label={t('period.to')} day={days.to} onChange={(to) => onChange({ from: days.from, to })} />
      {wrong !== undefined && (
        <p className={styles['wrong']} role="status">
          {wrong}
        </p>
      )}
    </div>
  )
}
