import { DateTime } from 'luxon'
import type { ReconciledDays } from '../../shared/contract/reconciliation.ts'
import type { Period } from '../../shared/reconciliation/books.ts'

/** From the first moment of the first day to that of the day after the last, by the clocks of the shop's zone. */
export function periodOf({ from, to }: ReconciledDays, timeZone: string): Period {
  const start = (day: string) => DateTime.fromISO(day, { zone: timeZone }).startOf('day')
  const instant = (at: DateTime) => new Date(at.toMillis()).toISOString()
  return { from: instant(start(from)), to: instant(start(to).plus({ days: 1 }).startOf('day')) }
}
