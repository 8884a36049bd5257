import { useCallback, useState } from 'react'
import type { LatencyRecord } from '../../../shared/contract/latency.ts'
import type { Result } from '../../../shared/result.ts'
import { useAnswer } from '../../lib/use-answer.ts'
import { usePayments } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'

type Latency = {
  /** Null while the first answer for this period is on its way. */
  readonly record: Result<LatencyRecord> | null
  readonly again: () => void
}

/** The record of the last so many days, read once: it is looked at, not watched. */
export function useLatency(days: number): Latency {
  const backend = useBackend()
  const until = usePayments((payments) => payments.today.day)
  const [attempt, setAttempt] = useState(0)
  const ask = useCallback(() => backend.reports.latency({ until, days }), [backend, until, days])
  const record = useAnswer(`${until} ${days} ${attempt}`, ask)
  const isOther = record?.ok === true && record.value.period.days !== days
  return { record: isOther ? null : record, again: () => setAttempt(attempt + 1) }
}
