import type { DatabaseSync } from 'node:sqlite'
import { addDays, type Day, type DayRange } from '../../shared/calendar/day.ts'
import { dayAt } from '../../shared/calendar/zone.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { Report } from '../../shared/contract/shifts.ts'
import type { Mode } from '../../shared/mode.ts'
import type { NamedPerson } from '../../shared/people/named.ts'
import { totalsOf } from '../../shared/shift/book.ts'
import { summedBy } from '../../shared/shift/cells.ts'
import type { DayClosed } from '../../shared/shift/shift.ts'
import { nextZ, type Shifts } from '../../shared/shift/shifts.ts'
import type { Totals } from '../../shared/shift/totals.ts'
import { toPayment } from '../payments/payment-table.ts'
import type { ShopTextsRecord } from '../till/shop-texts.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import type { BookTables } from './book-tables.ts'
import { bookedOf } from './booked.ts'
import { journalEnd } from './journal-end.ts'
import type { ShiftRecord, ShiftTables } from './shift-tables.ts'

/** Reports as they are read, from the tables as they stand. */
export type Reports = {
  x(by: NamedPerson | null, state: Shifts, day: Day): Report
  z(event: DayClosed): Report
  shift(record: ShiftRecord, by: NamedPerson | null, day: Day): Report
  /** Everybody whom the totals name, as they were called when they began their last payment. */
  peopleIn(totals: Totals): NamedPerson[]
  /** The first business day there is anything of. */
  since(day: Day): Day
}

type Dependencies = {
  readonly database: DatabaseSync
  readonly tables: ShiftTables
  readonly book: BookTables
  readonly settings: () => Settings
  readonly shopTexts: Pick<ShopTextsRecord, 'heldAt'>
  readonly tillId: () => string | null
  readonly mode: Mode
  readonly clock: Clock
}

export function createReports(dependencies: Dependencies): Reports {
  const { database, tables, book, settings, shopTexts, tillId, mode, clock } = dependencies
  const ofShift = database.prepare('SELECT gateway, body FROM payments WHERE shift = ? ORDER BY number')
  const lastOf = database.prepare(
    'SELECT body FROM payments WHERE cashier = ? ORDER BY cashier, number DESC LIMIT 1',
  )
  const firstDay = database.prepare('SELECT min(day) AS day FROM payments')

  function peopleIn({ cells, carried }: Totals): NamedPerson[] {
    const ids = new Set([...cells, ...carried].flatMap(({ cashier }) => (cashier === null ? [] : [cashier])))
    return [...ids].toSorted().flatMap((id) => {
      const row = lastOf.get(id)
      return row ? [toPayment(row).cashier ?? { id, name: id }] : []
    })
  }

  /** Those of its time, and earlier ones whose payments came to their end in it. */
  function shiftsIn({ cells }: Totals, ofItsTime: readonly number[]): Report['shifts'] {
    const counted = summedBy(cells, 'shift').flatMap(({ of }) => (of === null ? [] : [of]))
    return [...new Set([...counted, ...ofItsTime])]
      .toSorted((one, other) => one - other)
      .flatMap((number) => {
        const record = tables.shift(number)
        return record ? [lineOf(record)] : []
      })
  }

  /** What the shop was called when it ended; today's name while it is open, and where nothing is on record. */
  function shopOf({ shift, closedAt }: ShiftRecord): string {
    const end = closedAt === null ? null : tables.endOf(shift.number)
    return (end === null ? null : shopTexts.heldAt(end)?.shop) ?? settings().shopName
  }

  function since(day: Day): Day {
    const paid = firstDay.get()?.['day']
    return [day, tables.firstDay() ?? day, typeof paid === 'string' ? paid : day].toSorted()[0] ?? day
  }

  return {
    peopleIn,
    since,
    x(by, state, day) {
      const totals = book.totals(nextZ(state))
      const { shopName, tillName, tillNumber, timeZone } = settings()
      return {
        kind: 'x',
        number: nextZ(state),
        ...{ mode, shop: shopName, till: tillName, tillNumber, tillId: tillId(), timeZone, by, totals },
        at: isoNow(clock),
        from: state.zTakenAt,
        until: null,
        days: openDays(state, since(day), day),
        shifts: shiftsIn(totals, tables.sinceZ()),
        journal: journalEnd(database),
        people: peopleIn(totals),
      }
    },
    z({ z, at, totals, journal, people, approval }) {
      const { number, shop, till, tillNumber, tillId, timeZone, by, from, days, allShifts } = z
      return {
        kind: 'z',
        ...{ number, mode, shop, till, tillNumber, tillId, timeZone, at, by, from, until: at, days },
        ...{ totals, journal, people },
        shifts: shiftsIn(totals, allShifts ?? []),
        ...(approval && { approval }),
      }
    },
    shift(record, by, day) {
      const { shift, closedAt } = record
      const { tillNumber, timeZone } = settings()
      const shop = shopOf(record)
      const totals = totalsOf(ofShift.all(shift.number).map(toBooked))
      const lastDay = closedAt === null ? day : dayAt(Date.parse(closedAt), timeZone)
      return {
        kind: 'shift',
        number: shift.number,
        ...{ mode, shop, till: shift.till, tillNumber, tillId: tillId(), timeZone, by, totals },
        at: isoNow(clock),
        from: shift.openedAt,
        until: closedAt,
        days: { from: shift.day, to: lastDay < shift.day ? shift.day : lastDay },
        shifts: [lineOf(record)],
        journal: journalEnd(database),
        people: [shift.person],
      }
    },
  }
}

/** What the next Z would close; a second Z of one day would close none, and an X of then reaches over that day. */
function openDays({ closedUpTo }: Shifts, since: Day, day: Day): DayRange {
  const from = closedUpTo === null ? since : addDays(closedUpTo, 1)
  return { from: from < day ? from : day, to: day }
}

function lineOf({ shift, closedAt, endNote }: ShiftRecord): Report['shifts'][number] {
  const { number, person, openedAt } = shift
  const notes = [shift.note, endNote].filter((note) => note !== null)
  return { number, person, openedAt, closedAt, note: notes.length > 0 ? notes.join(' · ') : null }
}

function toBooked(row: Record<string, unknown>) {
  const { gateway } = row
  return bookedOf(toPayment(row), { z: null, gateway: gateway === null ? null : String(gateway) })
}
