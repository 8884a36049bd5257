import { z } from 'zod'
import { Day } from '../calendar/day.ts'
import { Mode } from '../mode.ts'
import { CurrencyCode } from '../money/currency.ts'
import { Instant } from '../payment/payment.ts'
import { Approval } from '../people/approval.ts'
import { NamedPerson } from '../people/named.ts'
import { JournalDigest, Shift, ShiftNote } from '../shift/shift.ts'
import { Totals } from '../shift/totals.ts'
import { request } from './define.ts'
import { Reason, Word } from './pin.ts'

/**
 * A report as it is read on the screen, on paper and in a file: an X (since the last Z, changes nothing), a Z, or one shift's. Of a
 * Z everything is as it was stored.
 */
export const Report = z.strictObject({
  kind: z.enum(['x', 'z', 'shift']),
  /** The Z's or the shift's; of an X the one that the next Z would have. */
  number: z.int().min(1),
  mode: Mode,
  shop: z.string(),
  till: z.string(),
  /** The till's number among those of its shop, and its id, which tells two with one number apart; null where none was stored. */
  tillNumber: z.int().min(1).nullable(),
  tillId: z.string().nullable(),
  timeZone: z.string(),
  /** When it was made, by whom: null at a till without people. */
  at: Instant,
  by: NamedPerson.nullable(),
  /** When the Z before was taken, or the shift was opened; null for the first Z, which covers everything before it. */
  from: Instant.nullable(),
  /** When what it is about was over; null for an X and an open shift. */
  until: Instant.nullable(),
  /** The business days it closes; of an X and a shift those it reaches over. Null for a second Z of one day. */
  days: z.strictObject({ from: Day, to: Day }).nullable(),
  /** The shifts of its time and those that its cells name, by number; of a Z that stored none, the latter alone. */
  shifts: z.array(
    z.strictObject({
      number: z.int(),
      person: NamedPerson,
      openedAt: Instant,
      closedAt: Instant.nullable(),
      note: z.string().nullable(),
    }),
  ),
  totals: Totals,
  journal: JournalDigest,
  /** Everybody whom the totals name. */
  people: z.array(NamedPerson),
  /** Who let the day be closed by somebody who may not do so alone, and why. */
  approval: Approval.exactOptional(),
})
export type Report = Readonly<z.infer<typeof Report>>

/** Where shifts and days are, as far as whoever is signed in may know. */
export const ShiftsView = z.strictObject({
  /** The open shift of whoever is signed in. */
  mine: Shift.nullable(),
  /** The number of their last one that is over, whoever or whatever ended it; null before there is any. */
  lastMine: z.int().nullable(),
  /** Every open one; of a cashier their own alone. */
  open: z.array(Shift),
  /** 0 before the first. */
  lastShift: z.int(),
  /** 0 before the first. */
  lastZ: z.int(),
  lastZAt: Instant.nullable(),
  /** The last Z, where whoever is signed in took it: theirs to read until the next one. */
  myZ: z.int().nullable(),
})
export type ShiftsView = Readonly<z.infer<typeof ShiftsView>>

export const NO_SHIFTS_VIEW: ShiftsView = {
  mine: null,
  lastMine: null,
  open: [],
  lastShift: 0,
  lastZ: 0,
  lastZAt: null,
  myZ: null,
}

/** One Z in the list of all. */
export const ZRow = z.strictObject({
  number: z.int(),
  at: Instant,
  by: NamedPerson.nullable(),
  days: z.strictObject({ from: Day, to: Day }).nullable(),
  sales: z.int(),
  /** Goods and tips per currency, in its minor unit. */
  taken: z.array(z.strictObject({ currency: CurrencyCode, goods: z.int(), tip: z.int() })),
})
export type ZRow = Readonly<z.infer<typeof ZRow>>

/** One shift in the list of all. */
export const ShiftRow = z.strictObject({
  number: z.int(),
  person: NamedPerson,
  openedAt: Instant,
  /** Null while it is open. */
  closedAt: Instant.nullable(),
})
export type ShiftRow = Readonly<z.infer<typeof ShiftRow>>

const Numbered = z.strictObject({ number: z.int().min(1) })

export const shifts = {
  /** One's own. Errors: `shiftOpen`, `notNow` at a till without people. */
  open: request(['cashier'], z.strictObject({ note: ShiftNote.nullable() }), ShiftsView),
  /** Answers with its report. Error: `shiftNotOpen`. */
  close: request(['cashier'], Numbered.extend({ note: ShiftNote.nullable() }), Report),
  /** A shift's, open or closed. Error: `notFound`. */
  report: request(['cashier'], Numbered, Report),
  x: request(['cashier'], z.undefined(), Report),
  /**
   * The Z. `attempt` is made by the window for one press of the key: pressed twice, it answers with the same Z. The first one of
   * a till that sold on earlier days is the owner's to take. `word` and `reason` are for whoever may not close the day alone.
   */
  closeDay: request(
    ['cashier'],
    z.strictObject({
      attempt: z.uuid(),
      word: Word.nullable().default(null),
      reason: Reason.nullable().default(null),
    }),
    Report,
  ),
  /** Of the last one alone where the role does not see the history; a cashier's, where they took it. Errors: `notFound`, `mayNot`. */
  z: request(['cashier'], Numbered, Report),
  /** Newest first, at most 50, from before that number. */
  list: request(['cashier'], z.strictObject({ before: z.int().nullable() }), z.array(ZRow)),
  /** Every shift, whoever's, newest first, of the 100 before that number; of this day or since the last Z where the role sees no more. */
  all: request(['cashier'], z.strictObject({ before: z.int().nullable() }), z.array(ShiftRow)),
}
