import type { AppError } from '../../shared/app-error.ts'
import type { Day } from '../../shared/calendar/day.ts'
import { dayAt, hourAt } from '../../shared/calendar/zone.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { Report, ShiftRow, ShiftsView, ZRow } from '../../shared/contract/shifts.ts'
import type { Mode } from '../../shared/mode.ts'
import type { Caller } from '../../shared/people/caller.ts'
import { may } from '../../shared/people/may.ts'
import type { NamedPerson } from '../../shared/people/named.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { wholeOf } from '../../shared/shift/cells.ts'
import type { DayClosed, ShiftClosed, ShiftOpened } from '../../shared/shift/shift.ts'
import { closeShift, endingDay, openShift, type ShiftRefusal, shiftOf } from '../../shared/shift/shifts.ts'
import type { Journal } from '../journal/journal.ts'
import type { Log } from '../log.ts'
import type { Seller } from '../payments/opening/opening.ts'
import type { ShopTextsRecord } from '../till/shop-texts.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import { createBookTables } from './book-tables.ts'
import { planDayEnd } from './day-end.ts'
import { createNow } from './now.ts'
import { createReports } from './reports.ts'
import { shiftStep } from './shift-step.ts'
import { createShiftTables, type ShiftRecord } from './shift-tables.ts'
import { createLastTaker, isAnsweredTo, isOwners, isReadBy, seesHistory } from './z-readers.ts'

const ROWS = 50
const SHIFT_ROWS = 100

/** Shifts, X and Z of one till. What is answered is on disk; the abilities of the calls themselves were checked before. */
export type ShiftService = {
  view(caller: Caller | null): ShiftsView
  /** Whose a payment is that they begin now; opens their shift where none is open. Error: `journalUnavailable`. */
  sellerOf(caller: Caller): Result<Seller>
  /** Their own. Errors: `notNow` at a till without people, `shiftOpen`. */
  open(note: string | null, caller: Caller): Result<ShiftsView>
  /** Errors: `shiftNotOpen`; `mayNot` for somebody else's. */
  close(input: { readonly number: number; readonly note: string | null }, caller: Caller): Result<Report>
  /** Error: `notFound`, also for what they may not see. */
  report(number: number, caller: Caller): Result<Report>
  x(caller: Caller): Report
  /** There is no Z yet, and something of earlier business days: the first X and Z are then the owner's (`reachesBack` of the abilities). */
  reachesBack(): boolean
  /** Whether who sees the till and not its history may open it; false where there is no such payment. */
  isPaymentOfNow(id: string): boolean
  /** Whether they may have its payments in a file: each of them is of now. False where there is no such shift. */
  isShiftOfNow(number: number): boolean
  /** Whether that person took it, and it is the last one: its report is theirs to read until the next. */
  isZOf(person: string, number: number): boolean
  /** The same attempt of the same person is the same Z, whenever it comes again. Errors: `journalUnavailable`, `notFound` for another's. */
  closeDay(attempt: string, caller: Caller): Result<Report>
  /**
   * Of the last Z alone where the role does not see the history, here and in the list, and not of a first one that reaches
   * over earlier days. Errors: `notFound`, `mayNot`.
   */
  z(number: number, caller: Caller): Result<Report>
  list(before: number | null, caller: Caller): readonly ZRow[]
  /** The last Z, and the last day that any has closed: nobody's view, for what the till does by itself. */
  closed(): { readonly lastZ: number; readonly upTo: Day | null }
  /** Whether payments that began on this day came to their end after the last Z. */
  isBeyondZ(day: Day): boolean
  /** Every shift; of who does not see the history, those of now. */
  all(before: number | null, caller: Caller): readonly ShiftRow[]
}

type Dependencies = {
  readonly journal: Journal
  readonly mode: Mode
  readonly clock: Clock
  readonly settings: () => Settings
  readonly shopTexts: Pick<ShopTextsRecord, 'heldAt'>
  /** Null where it could not be made: a report is never refused for want of it. */
  readonly tillId: () => string | null
  readonly log: Log
  /** A Z is on disk: it is signed. */
  readonly onDayClosed: () => void
  readonly onChange: () => void
}

export function createShiftService(dependencies: Dependencies): ShiftService {
  const { journal, clock, settings, tillId, log, mode, onDayClosed, onChange } = dependencies
  const { database } = journal
  const tables = createShiftTables(database)
  const book = createBookTables(database)
  const reports = createReports({ ...dependencies, database, tables, book })
  let state = tables.state()
  /** As the till's state is told with every payment: looked for once, until a shift begins or ends. */
  const lastOf = new Map<string, number | null>()
  const takerOf = createLastTaker(tables)
  const now = createNow({ ...dependencies, database, tables, state: () => state })

  const today = () => dayAt(clock.now(), settings().timeZone)

  /** What a Z of now would end, and the first business day there is anything of. */
  function ending() {
    const hour = hourAt(clock.now(), settings().timeZone)
    const since = reports.since(today())
    return { day: endingDay(state, { today: today(), hour, since }), since }
  }

  /** What was recorded is what the till goes by; where it was not, nothing changed. */
  function recorded<T, E>(written: Result<T, E>, what: object): Result<T, E> {
    if (!written.ok) return written
    state = tables.state()
    lastOf.clear()
    log.info({ mode, ...what }, 'shifts: recorded')
    onChange()
    return written
  }

  function record(event: ShiftOpened | ShiftClosed): Result<null> {
    const written = journal.appendAll([shiftStep(tables, event)])
    return recorded(written, { event: event.kind })
  }

  function begin(person: NamedPerson, note: string | null): Result<number> {
    const place = { till: settings().tillName, day: today() }
    const opened = openShift(state, { ...place, person, note, at: isoNow(clock) })
    if (!opened.ok) return err(refused(opened.error))
    const written = record(opened.value)
    return written.ok ? ok(opened.value.shift.number) : written
  }

  function lastShiftOf({ id }: NamedPerson): number | null {
    const known = lastOf.get(id)
    if (known !== undefined) return known
    const last = tables.lastOf(id)
    lastOf.set(id, last)
    return last
  }

  function view(caller: Caller | null): ShiftsView {
    const mine = (caller?.person && shiftOf(state, caller.person.id)) ?? null
    return {
      mine,
      lastMine: caller?.person ? lastShiftOf(caller.person) : null,
      open: caller && isOthersToo(caller) ? [...state.open] : mine ? [mine] : [],
      lastShift: state.lastShift,
      lastZ: state.lastZ,
      lastZAt: state.zTakenAt,
      myZ: caller?.person && takerOf(state.lastZ) === caller.person.id ? state.lastZ : null,
    }
  }

  function reportOf(number: number, { person }: Caller): Result<Report> {
    const record = tables.shift(number)
    return record ? ok(reports.shift(record, person, today())) : err({ code: 'notFound' })
  }

  /**
   * Whose role does not see the history sees this day: what ended since the Z before the last one was taken. Before any
   * Z that is what ended today; the first one, where it reaches back, hides what ended in it.
   */
  function isHistory({ shift, closedAt }: ShiftRecord): boolean {
    if (closedAt === null) return false
    const last = tables.z(state.lastZ)
    if (!last) return dayAt(Date.parse(closedAt), settings().timeZone) < today()
    return shift.number <= tables.lastBeforeZ(isOwners(last) ? state.lastZ : state.lastZ - 1)
  }

  function isOfNow(record: ShiftRecord): boolean {
    return !isHistory(record) && now.hasShift(record)
  }

  function seesShift(number: number, caller: Caller): boolean {
    const record = tables.shift(number)
    if (!record) return false
    if (record.shift.person.id === caller.person?.id) return true
    return isOthersToo(caller) && (seesHistory(caller) || !isHistory(record))
  }

  return {
    view,
    sellerOf({ person }) {
      if (person === null) return ok({ cashier: null, shift: null })
      const number = shiftOf(state, person.id)?.number
      const begun = number === undefined ? begin(person, null) : ok(number)
      return begun.ok ? ok({ cashier: person, shift: begun.value }) : begun
    },
    open(note, caller) {
      if (caller.person === null) return err({ code: 'notNow' })
      const begun = begin(caller.person, note)
      return begun.ok ? ok(view(caller)) : begun
    },
    close({ number, note }, caller) {
      const closed = closeShift(state, { at: isoNow(clock), number, by: caller.person, note })
      if (!closed.ok) return err(refused(closed.error))
      const isTheirs = state.open.some(
        (shift) => shift.number === number && shift.person.id === caller.person?.id,
      )
      if (!isTheirs && may(caller.role, 'othersShift') !== 'always') {
        return err({ code: 'mayNot', ability: 'othersShift' })
      }
      const written = record(closed.value)
      return written.ok ? reportOf(number, caller) : written
    },
    report: (number, caller) =>
      seesShift(number, caller) ? reportOf(number, caller) : err({ code: 'notFound' }),
    x: ({ person }) => reports.x(person, state, ending().day),
    reachesBack() {
      const { day, since } = ending()
      return state.lastZ === 0 && since < day
    },
    isPaymentOfNow: now.hasPayment,
    isShiftOfNow(number) {
      const record = tables.shift(number)
      return record !== undefined && isOfNow(record)
    },
    isZOf: (person, number) => number === state.lastZ && takerOf(number) === person,
    closeDay(attempt, caller) {
      const known = tables.zOfAttempt(attempt)
      const done = known === undefined ? undefined : tables.z(known)
      if (done) return isAnsweredTo(done, caller) ? ok(reports.z(done)) : err({ code: 'notFound' })
      const { shopName: shop, tillName: till, tillNumber, timeZone } = settings()
      const place = { shop, till, tillNumber, tillId: tillId(), timeZone }
      const head = { ...place, attempt, by: caller.person, ...ending(), at: isoNow(clock) }
      const written = journal.appendAfter(() =>
        planDayEnd(head, { database, tables, book, peopleIn: reports.peopleIn }, caller.approval),
      )
      if (!written.ok) return err(refused(written.error))
      recorded(written, { z: written.value.z.number })
      onDayClosed()
      return ok(reports.z(written.value))
    },
    z(number, caller) {
      const found = number === state.lastZ || seesHistory(caller) ? tables.z(number) : undefined
      if (!found) return err({ code: 'notFound' })
      return isReadBy(found, caller) ? ok(reports.z(found)) : err({ code: 'mayNot', ability: 'seeHistory' })
    },
    closed: () => ({ lastZ: state.lastZ, upTo: state.closedUpTo }),
    isBeyondZ: now.isBeyondZ,
    list(before, caller) {
      const rows = tables.zsBefore(before, seesHistory(caller) ? ROWS : 1)
      const isSeen = (row: DayClosed) => row.z.number === state.lastZ && isReadBy(row, caller)
      return rows.filter((row) => seesHistory(caller) || isSeen(row)).map(toRow)
    },
    all(before, caller) {
      const rows = tables.shiftsBefore(before, SHIFT_ROWS)
      return rows.filter((row) => seesHistory(caller) || isOfNow(row)).map(toShiftRow)
    },
  }
}

function isOthersToo({ role }: Caller): boolean {
  return may(role, 'seeTill') === 'always'
}

/** An attempt that made a Z is answered with it before this. */
function refused(error: ShiftRefusal | AppError): AppError {
  if (error.code !== 'alreadyClosed') return error
  throw new Error(`shifts: Z ${error.number} was not found by its attempt`)
}

function toShiftRow({ shift: { number, person, openedAt }, closedAt }: ShiftRecord): ShiftRow {
  return { number, person, openedAt, closedAt }
}

function toRow({ at, z, totals }: DayClosed): ZRow {
  const { sales, currencies } = wholeOf(totals.cells)
  const taken = currencies.map(({ currency, goods, tip }) => ({ currency, goods, tip }))
  return { number: z.number, at, by: z.by, days: z.days, sales, taken }
}
