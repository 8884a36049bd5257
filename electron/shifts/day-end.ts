import type { DatabaseSync } from 'node:sqlite'
import type { Approval } from '../../shared/people/approval.ts'
import type { NamedPerson } from '../../shared/people/named.ts'
import { ok, type Result } from '../../shared/result.ts'
import { COUNTING_VERSION } from '../../shared/shift/counting-version.ts'
import { DayClosed } from '../../shared/shift/shift.ts'
import { closeDay, type DayClosing, type ShiftRefusal } from '../../shared/shift/shifts.ts'
import type { Totals } from '../../shared/shift/totals.ts'
import type { JournalStep } from '../journal/journal.ts'
import type { BookTables } from './book-tables.ts'
import { endAfter, journalEnd } from './journal-end.ts'
import { shiftEntry, shiftStep } from './shift-step.ts'
import type { ShiftTables } from './shift-tables.ts'

type Dependencies = {
  readonly database: DatabaseSync
  readonly tables: ShiftTables
  readonly book: BookTables
  readonly peopleIn: (totals: Totals) => NamedPerson[]
}

type Planned = { readonly steps: readonly JournalStep[]; readonly value: DayClosed }

/**
 * All that closes a day, for one transaction: the shifts that end, and last the Z. To be called within
 * that transaction: the totals are those of the journal up to the event before the Z's own.
 */
export function planDayEnd(
  closing: Omit<DayClosing, 'allShifts'>,
  dependencies: Dependencies,
  approval: Approval | null = null,
): Result<Planned, ShiftRefusal> {
  const { database, tables, book, peopleIn } = dependencies
  const end = closeDay(tables.state(), { ...closing, allShifts: tables.sinceZ() })
  if (!end.ok) return end
  const { shifts, z } = end.value
  const journal = endAfter(journalEnd(database), shifts.map(shiftEntry))
  const totals = book.totals(z.number)
  const people = peopleIn(totals)
  const said = {
    kind: 'dayClosed',
    at: closing.at,
    z,
    totals,
    journal,
    people,
    counting: COUNTING_VERSION,
    ...(approval && { approval }),
  }
  // As it will be read: what does not fit its form is not written.
  const event = DayClosed.parse(said)
  return ok({ steps: [...shifts, event].map((one) => shiftStep(tables, one)), value: event })
}
