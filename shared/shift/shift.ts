import { z } from 'zod'
import { Day } from '../calendar/day.ts'
import { Instant } from '../payment/payment.ts'
import { Approval } from '../people/approval.ts'
import { NamedPerson } from '../people/named.ts'
import { Totals } from './totals.ts'

/** What somebody writes down when a shift begins or ends. */
export const ShiftNote = z.string().trim().min(1).max(200)

/** One cashier's time on the till. **Stored.** Numbered from 1 and without gaps, per till and journal. */
export const Shift = z.strictObject({
  number: z.int().min(1),
  person: NamedPerson,
  till: z.string(),
  /** The business day it began on. */
  day: Day,
  openedAt: Instant,
  note: ShiftNote.nullable(),
})
export type Shift = Readonly<z.infer<typeof Shift>>

/** What a Z says of itself. **Stored.** */
export const ZHead = z.strictObject({
  /** From 1 and without gaps, per till and journal. */
  number: z.int().min(1),
  /** Made by the window for one press of the key: pressed twice, it is the same Z. */
  attempt: z.string(),
  /** Null at a till without people. */
  by: NamedPerson.nullable(),
  shop: z.string(),
  till: z.string(),
  /** The till's number among those of its shop, and its id, which tells two with one number apart; null where none was stored. */
  tillNumber: z.int().min(1).nullable().default(null),
  tillId: z.string().nullable().default(null),
  timeZone: z.string(),
  /** When the one before was taken; null for the first, which covers everything before it. */
  from: Instant.nullable(),
  /** The business day it ends (`endingDay`): that on which it was taken, at night that of the evening before. */
  day: Day,
  /** The business days it closes, those without a sale among them; null for a second Z of one day, which closes none. */
  days: z.strictObject({ from: Day, to: Day }).nullable(),
  /** The shifts that were open and end with it, by number. */
  shifts: z.array(z.int()),
  /** Every shift since the one before, also one in which no payment came to its end, by number; null where none was stored. */
  allShifts: z.array(z.int()).nullable().default(null),
})
export type ZHead = Readonly<z.infer<typeof ZHead>>

/** Where the journal was when the report was made: its last event, and the hash over all of them. */
export const JournalDigest = z.strictObject({ seq: z.int(), hash: z.string() })

export const ShiftOpened = z.strictObject({ kind: z.literal('shiftOpened'), at: Instant, shift: Shift })
export type ShiftOpened = z.infer<typeof ShiftOpened>

export const ShiftClosed = z.strictObject({
  kind: z.literal('shiftClosed'),
  at: Instant,
  number: z.int(),
  by: NamedPerson.nullable(),
  note: ShiftNote.nullable(),
})
export type ShiftClosed = z.infer<typeof ShiftClosed>

/** A Z, with its totals: no later version of the till says anything else of it, and the events before it prove them. */
export const DayClosed = z.strictObject({
  kind: z.literal('dayClosed'),
  at: Instant,
  z: ZHead,
  totals: Totals,
  journal: JournalDigest,
  /** Everybody whom the totals name. */
  people: z.array(NamedPerson),
  /** The version of the rules that its totals were counted by (`COUNTING_VERSION`); Zs from before there was one name none. */
  counting: z.int().min(1).default(1),
  /** Who let it be taken, where its taker may not do so alone. */
  approval: Approval.exactOptional(),
})
export type DayClosed = z.infer<typeof DayClosed>

/** What can happen to shifts and days. **Stored** as the journal's events. */
export const ShiftEvent = z.discriminatedUnion('kind', [ShiftOpened, ShiftClosed, DayClosed])
export type ShiftEvent = z.infer<typeof ShiftEvent>
