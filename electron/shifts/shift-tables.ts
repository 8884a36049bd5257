import type { DatabaseSync } from 'node:sqlite'
import { assertNever } from '../../shared/assert-never.ts'
import { DayClosed, Shift, type ShiftEvent } from '../../shared/shift/shift.ts'
import type { Shifts } from '../../shared/shift/shifts.ts'

/** One shift, open or over. */
export type ShiftRecord = {
  readonly shift: Shift
  readonly closedAt: string | null
  /** What was written down at its end. */
  readonly endNote: string | null
}

/** The only SQL for shifts and Zs: what `shiftsAfter` makes of their events, in the same transaction as each. */
export type ShiftTables = {
  /** @throws when a number is there already: the journal is damaged. */
  apply(event: ShiftEvent): void
  state(): Shifts
  shift(number: number): ShiftRecord | undefined
  /** The event that ended it, by its number in the journal; null while it is open. */
  endOf(number: number): number | null
  /** Newest first, from before that number. */
  shiftsBefore(number: number | null, limit: number): readonly ShiftRecord[]
  /** The number of somebody's last one that is over. */
  lastOf(person: string): number | null
  /** Those that were opened after the last Z, by number. */
  sinceZ(): number[]
  /** The last that was opened before this Z, and so ended with it or earlier: by its place in the journal. 0 where none was. */
  lastBeforeZ(z: number): number
  z(number: number): DayClosed | undefined
  /** The number of the Z that this press of the key made, ever. */
  zOfAttempt(attempt: string): number | undefined
  /** Newest first, from before that number. */
  zsBefore(number: number | null, limit: number): readonly DayClosed[]
  /** The business day of the first shift. */
  firstDay(): string | null
  clear(): void
}

export function createShiftTables(database: DatabaseSync): ShiftTables {
  const open = database.prepare('SELECT body FROM shifts WHERE closed_at IS NULL ORDER BY number')
  const lastShift = database.prepare('SELECT max(number) AS number FROM shifts')
  const lastZ = database.prepare('SELECT * FROM zs ORDER BY number DESC LIMIT 1')
  const addShift = database.prepare('INSERT INTO shifts (number, body) VALUES (?, ?)')
  const closeShift = database.prepare('UPDATE shifts SET closed_at = ?, end_note = ? WHERE number = ?')
  const addZ = database.prepare(
    'INSERT INTO zs (number, seq, attempt, taken_at, closed_up_to) VALUES (?, ?, ?, ?, ?)',
  )
  const byNumber = database.prepare('SELECT * FROM shifts WHERE number = ?')
  const earlier = database.prepare('SELECT * FROM shifts WHERE number < ? ORDER BY number DESC LIMIT ?')
  const first = database.prepare('SELECT body FROM shifts ORDER BY number LIMIT 1')
  const lastOf = database.prepare(
    `SELECT number FROM shifts WHERE closed_at IS NOT NULL AND body ->> '$.person.id' = ?
     ORDER BY number DESC LIMIT 1`,
  )
  const openedAfter = database.prepare('SELECT number FROM shifts WHERE number > ? ORDER BY number')
  // The index has the events of no payment together; back from a Z, a shift is seldom far.
  const openedBefore = database.prepare(
    `SELECT body ->> '$.shift.number' AS number FROM events
     WHERE payment_id IS NULL AND kind = 'shiftOpened' AND seq < (SELECT seq FROM zs WHERE number = ?)
     ORDER BY seq DESC LIMIT 1`,
  )
  const endedBy = database.prepare(
    `SELECT seq FROM events WHERE payment_id IS NULL AND kind = 'shiftClosed' AND body ->> '$.number' = ?
     ORDER BY seq DESC LIMIT 1`,
  )
  const zBody = database.prepare('SELECT body FROM events WHERE seq = (SELECT seq FROM zs WHERE number = ?)')
  const byAttempt = database.prepare('SELECT number FROM zs WHERE attempt = ?')
  const before = database.prepare(
    `SELECT events.body AS body FROM zs JOIN events ON events.seq = zs.seq
     WHERE zs.number < ? ORDER BY zs.number DESC LIMIT ?`,
  )

  /** Never another number, once the Z is there. */
  const beforeZ = new Map<number, number>()

  function lastBeforeZ(z: number): number {
    const known = beforeZ.get(z)
    if (known !== undefined) return known
    const last = Number(openedBefore.get(z)?.['number'] ?? 0)
    beforeZ.set(z, last)
    return last
  }

  function lastZNumber(): number {
    return Number(lastZ.get()?.['number'] ?? 0)
  }

  function closedUpTo(): string | null {
    const day = lastZ.get()?.['closed_up_to']
    return typeof day === 'string' ? day : null
  }

  return {
    apply(event) {
      switch (event.kind) {
        case 'shiftOpened':
          addShift.run(event.shift.number, JSON.stringify(event.shift))
          return
        case 'shiftClosed':
          closeShift.run(event.at, event.note, event.number)
          return
        case 'dayClosed': {
          const { number, attempt, days } = event.z
          // It stands right behind the event that it names as the last of its totals.
          addZ.run(number, event.journal.seq + 1, attempt, event.at, days?.to ?? closedUpTo())
          return
        }
        default:
          assertNever(event)
      }
    },
    state() {
      const z = lastZ.get()
      return {
        open: open.all().map(toShift),
        lastShift: Number(lastShift.get()?.['number'] ?? 0),
        lastZ: Number(z?.['number'] ?? 0),
        zTakenAt: z ? String(z['taken_at']) : null,
        zAttempt: z ? String(z['attempt']) : null,
        closedUpTo: closedUpTo(),
      }
    },
    shift(number) {
      const row = byNumber.get(number)
      return row ? toRecord(row) : undefined
    },
    endOf(number) {
      const seq = endedBy.get(number)?.['seq']
      return typeof seq === 'number' ? seq : null
    },
    shiftsBefore: (number, limit) => earlier.all(number ?? Number.MAX_SAFE_INTEGER, limit).map(toRecord),
    lastOf(person) {
      const row = lastOf.get(person)
      return row ? Number(row['number']) : null
    },
    sinceZ: () => openedAfter.all(lastBeforeZ(lastZNumber())).map(({ number }) => Number(number)),
    lastBeforeZ,
    z(number) {
      const row = zBody.get(number)
      return row ? toZ(row) : undefined
    },
    zOfAttempt(attempt) {
      const row = byAttempt.get(attempt)
      return row ? Number(row['number']) : undefined
    },
    zsBefore: (number, limit) => before.all(number ?? Number.MAX_SAFE_INTEGER, limit).map(toZ),
    firstDay() {
      const row = first.get()
      return row ? toShift(row).day : null
    },
    clear: () => database.exec('DELETE FROM shifts; DELETE FROM zs'),
  }
}

function toRecord(row: Record<string, unknown>): ShiftRecord {
  const { closed_at: closedAt, end_note: endNote } = row
  return {
    shift: toShift(row),
    closedAt: closedAt === null ? null : String(closedAt),
    endNote: endNote === null ? null : String(endNote),
  }
}

function toShift(row: Record<string, unknown>): Shift {
  return Shift.parse(JSON.parse(String(row['body'])))
}

function toZ(row: Record<string, unknown>): DayClosed {
  return DayClosed.parse(JSON.parse(String(row['body'])))
}
