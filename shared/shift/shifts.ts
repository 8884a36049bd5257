import { assertNever } from '../assert-never.ts'
import { addDays, type Day, type DayRange } from '../calendar/day.ts'
import { err, ok, type Result } from '../result.ts'
import type { Shift, ShiftClosed, ShiftEvent, ShiftOpened, ZHead } from './shift.ts'

/** Where shifts and days are. The fold of its events; small, whatever the till's age. */
export type Shifts = {
  /** In the order in which they were opened; at most one of each person. */
  readonly open: readonly Shift[]
  /** The number of the last shift, and of the last Z; 0 before the first. */
  readonly lastShift: number
  readonly lastZ: number
  /** When the last Z was taken, by which press of the key, and up to which day everything is closed. */
  readonly zTakenAt: string | null
  readonly zAttempt: string | null
  readonly closedUpTo: Day | null
}

export const NO_SHIFTS: Shifts = {
  open: [],
  lastShift: 0,
  lastZ: 0,
  zTakenAt: null,
  zAttempt: null,
  closedUpTo: null,
}

/**
 * Applies one event: pure, without a clock.
 * @throws when it cannot follow (a number that leaves a gap, a shift that is not open): the journal is damaged.
 */
export function shiftsAfter(shifts: Shifts, event: ShiftEvent): Shifts {
  switch (event.kind) {
    case 'shiftOpened': {
      const { shift } = event
      const isNext = shift.number === shifts.lastShift + 1 && !shiftOf(shifts, shift.person.id)
      if (!isNext) throw new Error(`shifts: ${shift.number} cannot be opened`)
      return { ...shifts, open: [...shifts.open, shift], lastShift: shift.number }
    }
    case 'shiftClosed': {
      const open = shifts.open.filter(({ number }) => number !== event.number)
      if (open.length === shifts.open.length) throw new Error(`shifts: ${event.number} is not open`)
      return { ...shifts, open }
    }
    case 'dayClosed': {
      const { z, at } = event
      if (z.number !== shifts.lastZ + 1 || shifts.open.length > 0) {
        throw new Error(`shifts: Z ${z.number} cannot be taken`)
      }
      const closedUpTo = z.days?.to ?? shifts.closedUpTo
      return { ...shifts, lastZ: z.number, zTakenAt: at, zAttempt: z.attempt, closedUpTo }
    }
    default:
      return assertNever(event)
  }
}

/** Somebody's open shift: what a payment that they begin now belongs to. */
export function shiftOf(shifts: Shifts, person: string): Shift | undefined {
  return shifts.open.find((shift) => shift.person.id === person)
}

/** The Z that everything now belongs to. */
export function nextZ({ lastZ }: Shifts): number {
  return lastZ + 1
}

/** `shiftOpen`: they have one already, `number`. `alreadyClosed`: this press of the key made Z `number`. */
export type ShiftRefusal =
  | { readonly code: 'shiftOpen'; readonly number: number }
  | { readonly code: 'shiftNotOpen' }
  | { readonly code: 'alreadyClosed'; readonly number: number }

type Opening = Omit<Shift, 'number' | 'openedAt'> & { readonly at: string }

/** The event that opens a shift, to be saved before anything of it is shown. */
export function openShift(shifts: Shifts, { at, ...opening }: Opening): Result<ShiftOpened, ShiftRefusal> {
  const open = shiftOf(shifts, opening.person.id)
  if (open) return err({ code: 'shiftOpen', number: open.number })
  const shift = { ...opening, number: shifts.lastShift + 1, openedAt: at }
  return ok({ kind: 'shiftOpened', at, shift })
}

type Closing = Omit<ShiftClosed, 'kind'>

/** The event that closes a shift. Whether `by` may close somebody else's is `may`'s to say. */
export function closeShift(shifts: Shifts, closing: Closing): Result<ShiftClosed, ShiftRefusal> {
  const isOpen = shifts.open.some(({ number }) => number === closing.number)
  return isOpen ? ok({ kind: 'shiftClosed', ...closing }) : err({ code: 'shiftNotOpen' })
}

/** Until then by the shop's clock the evening before goes on: late enough for a bar that closes, early enough for a bakery that opens. */
const NIGHT_ENDS_AT = 4

type Moment = {
  /** The day and the hour (0–23) by the shop's clock. */
  readonly today: Day
  readonly hour: number
  /** The first business day there is anything of. */
  readonly since: Day
}

/**
 * The business day that a Z of this moment ends: at night that of the evening before, whatever was sold since midnight, so that the
 * day that has just begun has a Z of its own. Unless there was no such evening: it is before the till, or before a day that is closed.
 */
export function endingDay({ closedUpTo }: Pick<Shifts, 'closedUpTo'>, { today, hour, since }: Moment): Day {
  const evening = addDays(today, -1)
  return hour < NIGHT_ENDS_AT && (closedUpTo ?? since) <= evening ? evening : today
}

/** The business day that may still be sold on, closed or not: at night that of the evening before. */
export function dayUnderWay({ today, hour }: Pick<Moment, 'today' | 'hour'>): Day {
  return hour < NIGHT_ENDS_AT ? addDays(today, -1) : today
}

export type DayClosing = Omit<ZHead, 'number' | 'from' | 'days' | 'shifts'> & {
  readonly at: string
  /** The first business day there is anything of, for the first Z. */
  readonly since: Day
}

/** What closes a day, to be saved in one transaction, in this order: the shifts that end, then the Z with its totals. */
export type DayEnd = { readonly shifts: readonly ShiftClosed[]; readonly z: ZHead }

/** Ends every open shift and makes the head of the next Z. Never refused for want of sales, of shifts, or of a day. */
export function closeDay(shifts: Shifts, closing: DayClosing): Result<DayEnd, ShiftRefusal> {
  const { at, since, ...head } = closing
  if (shifts.zAttempt === head.attempt) return err({ code: 'alreadyClosed', number: shifts.lastZ })
  const ended = shifts.open.map(
    ({ number }): ShiftClosed => ({ kind: 'shiftClosed', at, number, by: closing.by, note: null }),
  )
  const z: ZHead = {
    ...head,
    number: nextZ(shifts),
    from: shifts.zTakenAt,
    days: daysClosed(shifts.closedUpTo, since, closing.day),
    shifts: ended.map(({ number }) => number),
  }
  return ok({ shifts: ended, z })
}

/** Every day after the last that is closed, up to this one. None where the shop's day went back (another time zone). */
function daysClosed(closedUpTo: Day | null, since: Day, day: Day): DayRange | null {
  const from = closedUpTo === null ? (since < day ? since : day) : addDays(closedUpTo, 1)
  return from <= day ? { from, to: day } : null
}
