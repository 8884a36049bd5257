import { z } from 'zod'
import { Day } from '../calendar/day.ts'
import { Mode } from '../mode.ts'
import { Instant } from '../payment/payment.ts'
import { NamedPerson } from '../people/named.ts'
import { JournalDigest } from '../shift/shift.ts'
import { Totals } from '../shift/totals.ts'
import { ExportFilters } from './exports.ts'

const Numbered = { number: z.int().min(1) }

/**
 * What the payments of a period come to, on one sheet: each as it is when the sheet is made, whatever a Z said of it. Open ones
 * are carried and count for nothing.
 */
export const PeriodSummary = z.strictObject({
  mode: Mode,
  shop: z.string(),
  till: z.string(),
  tillNumber: z.int(),
  timeZone: z.string(),
  /** When it was made, by whom: null at a till without people. */
  at: Instant,
  by: NamedPerson.nullable(),
  /** Days where it is of days, and an end that is open where it is of everything; else what has a number, or comes to no Z yet. */
  scope: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('days'), from: Day.nullable(), until: Day.nullable() }),
    z.strictObject({ kind: z.literal('z'), ...Numbered }),
    z.strictObject({ kind: z.literal('shift'), ...Numbered }),
    z.strictObject({ kind: z.literal('sinceZ') }),
  ]),
  /** The business days of it, as far as they have come; null for a shift, and where none has. */
  days: z.strictObject({ from: Day, to: Day }).nullable(),
  filters: ExportFilters,
  /** The person of the filter, as they are called now. */
  cashier: z.string().nullable(),
  totals: Totals,
  journal: JournalDigest,
  /** Everybody whom the totals name. */
  people: z.array(NamedPerson),
})
export type PeriodSummary = Readonly<z.infer<typeof PeriodSummary>>
