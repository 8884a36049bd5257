import type { DatabaseSync } from 'node:sqlite'
import type { DayRange } from '../../shared/calendar/day.ts'
import type { Dashboard } from '../../shared/contract/dashboard.ts'
import { createDashboardTally } from '../../shared/dashboard/dashboard.ts'
import { createReadStored } from './stored-payment.ts'

/**
 * The picture of those days, from the journal: payments are read one by one and forgotten.
 * @throws when a payment cannot be read (the journal is damaged), and what SQLite throws.
 */
export function dashboardFigures(database: DatabaseSync, range: DayRange, timeZone: string): Dashboard {
  const tally = createDashboardTally(range, timeZone)
  const read = createReadStored()
  const rows = database.prepare('SELECT body FROM payments WHERE day BETWEEN ? AND ? ORDER BY day, number')
  for (const row of rows.iterate(range.from, range.to)) tally.add(read(String(row['body'])))
  return tally.figures()
}
