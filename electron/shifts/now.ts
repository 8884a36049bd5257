import type { DatabaseSync } from 'node:sqlite'
import type { Day } from '../../shared/calendar/day.ts'
import { dayAt } from '../../shared/calendar/zone.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import { nextZ, type Shifts } from '../../shared/shift/shifts.ts'
import type { Clock } from '../time/clock.ts'
import type { ShiftRecord, ShiftTables } from './shift-tables.ts'

/** What belongs to now: all that somebody sees of payments and shifts, one by one, who sees the till and not its history. */
export type Now = {
  /** Of a sale of which one payment does, all do. False where there is no such payment. */
  hasPayment(id: string): boolean
  /** Then each of its payments does. */
  hasShift(record: ShiftRecord): boolean
  /** Whether payments that began on this day came to their end after the last Z. */
  isBeyondZ(day: Day): boolean
}

type Dependencies = {
  readonly database: DatabaseSync
  readonly tables: Pick<ShiftTables, 'lastBeforeZ'>
  readonly clock: Clock
  readonly settings: () => Pick<Settings, 'timeZone'>
  readonly state: () => Shifts
}

type Row = Record<string, unknown>

export function createNow({ database, tables, clock, settings, state }: Dependencies): Now {
  const ofSale = database.prepare(
    `SELECT day, z, is_open OR attention OR refunding > 0 AS is_pending,
       shift IN (SELECT number FROM shifts WHERE closed_at IS NULL) AS is_in_open_shift,
       id IN (SELECT payment_id FROM book_corrections WHERE z = :next) AS is_corrected,
       (SELECT max(seq) FROM events WHERE payment_id = payments.id AND kind IN ('decided', 'refund'))
         > (SELECT seq FROM zs WHERE number = :next - 1) AS is_dealt_with,
       (SELECT max(at) FROM events WHERE payment_id = payments.id AND kind IN ('decided', 'refund')) AS dealt_with_at
     FROM payments WHERE sale_id = (SELECT sale_id FROM payments WHERE id = :id)`,
  )

  const beyondZ = database.prepare('SELECT 1 FROM payments WHERE day = ? AND z > ? LIMIT 1')

  const dayOf = (moment: number) => dayAt(moment, settings().timeZone)
  const isToday = (day: string) => day === dayOf(clock.now())

  /**
   * Whoever has just dealt with an old payment is to be shown what came of it, and an X names those it corrects. Before the
   * first Z that is today, since everything has come to none.
   */
  function isDealtWith({ is_corrected, is_dealt_with, dealt_with_at: at }: Row): boolean {
    if (is_corrected === 1) return true
    if (state().lastZ > 0) return is_dealt_with === 1
    return typeof at === 'string' && isToday(dayOf(Date.parse(at)))
  }

  /** What came to its end since the last Z is in none yet. Before the first one that may be the owner's history. */
  function isInNoZ({ z }: Row): boolean {
    const { lastZ } = state()
    return lastZ > 0 && Number(z) > lastZ
  }

  function isOfNow(row: Row): boolean {
    if (row['is_pending'] === 1 || row['is_in_open_shift'] === 1) return true
    return isToday(String(row['day'])) || isInNoZ(row) || isDealtWith(row)
  }

  return {
    isBeyondZ: (day) => beyondZ.get(day, state().lastZ) !== undefined,
    hasPayment: (id) => ofSale.all({ id, next: nextZ(state()) }).some(isOfNow),
    hasShift({ shift, closedAt }) {
      const { lastZ } = state()
      const isSinceZ = closedAt === null || (lastZ > 0 && shift.number > tables.lastBeforeZ(lastZ))
      return isSinceZ || isToday(shift.day)
    },
  }
}
