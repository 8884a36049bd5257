import { z } from 'zod'
import { Day } from '../calendar/day.ts'
import { Reason } from '../contract/pin.ts'
import { UsdtText } from '../money/usdt.ts'
import { Instant } from '../payment/payment.ts'
import { BY_WHOM } from '../people/approval.ts'
import { Gateway } from '../relay-protocol.ts'
import { Difference } from './difference.ts'
import { BOOKS_DECISIONS, LINES_KEPT, TEXT_KEPT } from './limits.ts'

// What a comparison leaves behind. **Stored** as events of the journal that belong to no payment.

/** A difference as it is kept: with the day it belongs to, and with a key that the next comparison finds it by. */
export const KeptDifference = Difference.omit({ callbackId: true }).extend({
  key: z.string(),
  /** Of the shop's calendar, in its zone as it was then. */
  day: Day,
  orderId: z.string().max(TEXT_KEPT).nullable(),
  word: z.string().max(TEXT_KEPT).nullable(),
})
export type KeptDifference = Readonly<z.infer<typeof KeptDifference>>

/** A comparison that ran to its end. */
export const BooksCompared = z.strictObject({
  kind: z.literal('books.compared'),
  at: Instant,
  gateway: Gateway,
  days: z.strictObject({ from: Day, to: Day }),
  /** When the gateway's list began to be read. */
  asOf: Instant,
  /** All of the list was read and all that was found is kept: what is not among the lines was not there. */
  isWhole: z.boolean(),
  /** The relay's log was there to be compared. */
  hasLog: z.boolean(),
  /** The gravest first. */
  lines: z.array(KeptDifference).max(LINES_KEPT),
  /** Ids of payments that moved while the list was read, and of charges whose row made no sense: nothing is said about them. */
  leftOut: z.array(z.string()).max(LINES_KEPT),
  ...BY_WHOM,
})
export type BooksCompared = Readonly<z.infer<typeof BooksCompared>>

export const BooksDecision = z.enum(BOOKS_DECISIONS)
export type BooksDecision = z.infer<typeof BooksDecision>

/** What the owner said about a difference. */
export const BooksDecided = z.strictObject({
  kind: z.literal('books.decided'),
  at: Instant,
  gateway: Gateway,
  key: z.string(),
  /** The USDT that the gateway's list said then: about another amount nothing was decided. */
  theirs: UsdtText.nullable(),
  decision: BooksDecision,
  by: z.literal('owner'),
  reason: Reason,
  ...BY_WHOM,
})
export type BooksDecided = Readonly<z.infer<typeof BooksDecided>>

export const BooksEvent = z.discriminatedUnion('kind', [BooksCompared, BooksDecided])
export type BooksEvent = Readonly<z.infer<typeof BooksEvent>>
