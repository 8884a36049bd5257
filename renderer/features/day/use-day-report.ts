import { useCallback, useState } from 'react'
import type { DayReport } from '../../../shared/contract/reports.ts'
import type { Result } from '../../../shared/result.ts'
import { useAnswer } from '../../lib/use-answer.ts'
import { usePayments } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'

type Day = {
  /** Null while the first answer for this day is on its way. */
  readonly report: Result<DayReport> | null
  readonly again: () => void
}

/** The report of a day, asked again whenever a payment moves: the sums on screen are main's, never added up here. */
export function useDayReport(day: string): Day {
  const backend = useBackend()
  const revision = usePayments((payments) => payments.revision)
  const [attempt, setAttempt] = useState(0)
  const ask = useCallback(() => backend.reports.day({ day }), [backend, day])
  const report = useAnswer(`${day} ${revision} ${attempt}`, ask)
  const isOtherDay = report?.ok === true && report.value.totals.day !== day
  return { report: isOtherDay ? null : report, again: () => setAttempt(attempt + 1) }
}
