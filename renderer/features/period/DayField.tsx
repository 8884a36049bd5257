import { parseDate } from '@internationalized/date'
import { DateField, DateInput, DateSegment } from 'react-aria-components/DateField'
import { Label } from 'react-aria-components/Label'
import styles from './period.module.css'

type DayFieldProps = {
  readonly label: string
  /** ISO date. */
  readonly day: string
  readonly onChange: (day: string) => void
}

/** A day to be typed, in the language's own order. */
export function DayField({ label, day, onChange }: DayFieldProps) {
  return (
    <DateField
      className={styles['dayField'] ?? ''}
      value={parseDate(day)}
      onChange={(date) => {
        if (date) onChange(date.toString())
      }}
    >
      <Label className={styles['dayLabel'] ?? ''}>{label}</Label>
      <DateInput className={styles['dayInput'] ?? ''}>
        {(segment) => <DateSegment segment={segment} className={styles['segment'] ?? ''} />}
      </DateInput>
    </DateField>
  )
}
