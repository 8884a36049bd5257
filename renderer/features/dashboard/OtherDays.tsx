import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayRange } from '../../../shared/calendar/day.ts'
import { useFormat } from '../../lib/use-format.ts'
import { FromUntil } from '../period/FromUntil.tsx'
import { wrongDays } from '../period/wrong-days.ts'

/** As many as main pictures at once (`MOST_PICTURED_DAYS` of the contract, whose schemas no window loads). */
const MOST_DAYS = 366

type OtherDaysProps = {
  /** Those that are shown. */
  readonly days: DayRange
  readonly today: string
  readonly onChange: (days: DayRange) => void
}

/** Days to be typed: what does not fit stays here with its reason, and what is shown stays as it is. */
export function OtherDays({ days, today, onChange }: OtherDaysProps) {
  const { t } = useTranslation('exports')
  const format = useFormat()
  const shown = `${days.from} ${days.to}`
  // Of days that are shown no more nothing is left.
  const [unfit, setUnfit] = useState<{ readonly beside: string; readonly days: DayRange } | null>(null)
  const typed = unfit?.beside === shown ? unfit.days : days
  const wrong = wrongDays(typed, today, MOST_DAYS)
  const change = (to: DayRange) => {
    if (wrongDays(to, today, MOST_DAYS) !== null) return setUnfit({ beside: shown, days: to })
    setUnfit(null)
    onChange(to)
  }
  return (
    <FromUntil
      days={typed}
      onChange={change}
      wrong={wrong === null ? null : t(`period.${wrong}`, { days: format.count(MOST_DAYS) })}
    />
  )
}
