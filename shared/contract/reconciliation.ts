import { z } from 'zod'
import { Instant } from '../payment/payment.ts'
import { NamedPerson } from '../people/named.ts'
import { Difference } from '../reconciliation/difference.ts'
import { MOST_DAYS } from '../reconciliation/limits.ts'
import { BooksDecision } from '../reconciliation/record.ts'
import { Gateway } from '../relay-protocol.ts'
import { push, request } from './define.ts'
import { Reason, Word } from './pin.ts'

/** As many lines as anybody goes through, the gravest. The exported file has all of them. */
export const LINES_SHOWN = 500

const DAY_MS = 24 * 3_600_000

/** Business days of the shop, both included. */
export const ReconciledDays = z
  .strictObject({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => {
    const days = (Date.parse(to) - Date.parse(from)) / DAY_MS
    return days >= 0 && days < MOST_DAYS
  })
export type ReconciledDays = Readonly<z.infer<typeof ReconciledDays>>

/** The callbacks of the relay: how many were compared, or why none. `none`: this till has never had a relay. */
export const ReconciledLog = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('read'), callbacks: z.int().nonnegative() }),
  z.strictObject({ state: z.literal('none') }),
  /** The log on this computer cannot be read. */
  z.strictObject({ state: z.literal('unreadable') }),
])
export type ReconciledLog = z.infer<typeof ReconciledLog>

/** What the owner said about a difference. `person` is null at a till without people. */
export const DecidedDifference = z.strictObject({
  decision: BooksDecision,
  reason: z.string(),
  at: Instant,
  person: NamedPerson.nullable(),
})
export type DecidedDifference = Readonly<z.infer<typeof DecidedDifference>>

/** A line of the list, and what the journal keeps it as: null where it does not, or where there is nothing to decide. */
export const ReportedDifference = Difference.extend({
  record: z.strictObject({ key: z.string(), decided: DecidedDifference.nullable() }).nullable(),
})
export type ReportedDifference = Readonly<z.infer<typeof ReportedDifference>>

export const ReconciliationReport = z.strictObject({
  days: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  /** When the gateway's list began to be read: what changed since, or within five minutes before, is on its way. */
  asOf: Instant,
  /** False: the gateway counts more than it showed, or showed rows that make no sense. */
  complete: z.boolean(),
  /** The gravest first, at most `LINES_SHOWN` of `found`. */
  differences: z.array(ReportedDifference),
  found: z.int().nonnegative(),
  /** What was compared: payments of these days that were charged here, charges of these days in the list, and callbacks. */
  compared: z.strictObject({
    payments: z.int().nonnegative(),
    listed: z.int().nonnegative(),
    log: ReconciledLog,
  }),
  /** Payments of these days through gateways that offer no list. */
  elsewhere: z.array(z.strictObject({ gateway: Gateway, payments: z.int().positive() })),
  /** False: the journal could not be written, so that exports do not know of it. */
  isKept: z.boolean(),
})
export type ReconciliationReport = z.infer<typeof ReconciliationReport>

/** How far it is. `of`: null where the gateway does not count. */
export const ReconciliationProgress = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('reading'), rows: z.int().nonnegative(), of: z.int().nullable() }),
  z.strictObject({ step: z.literal('comparing') }),
  z.strictObject({ step: z.literal('looking'), looked: z.int().nonnegative(), of: z.int() }),
])
export type ReconciliationProgress = z.infer<typeof ReconciliationProgress>

/** What came of looking again at open payments. */
export const LookedAgain = z.strictObject({
  looked: z.int().nonnegative(),
  changed: z.int().nonnegative(),
  unanswered: z.int().nonnegative(),
})
export type LookedAgain = z.infer<typeof LookedAgain>

/** Journal, gateway's list and relay's log, compared. It changes no payment; the journal keeps what was found. */
export const reconciliation = {
  /**
   * Errors: those of the gateway, `signInAgain`, `notSetUp` without a NOWPayments key, `journalUnavailable`, `notNow` when
   * it was cancelled, or something else was set going.
   */
  run: request(['cashier'], ReconciledDays, ReconciliationReport),
  /** Ends what is under way, if anything is. */
  cancel: request(['cashier'], z.undefined(), z.null()),
  /**
   * Looks again at each open payment of the gateways that offer no list, one after the other. Errors:
   * `journalUnavailable`, `notNow` as above.
   */
  lookAtOpen: request(['cashier'], z.undefined(), LookedAgain),
  /** Saves the last list of differences, all of it; `notNow` without one. `file` is null when the person closed the dialog. */
  exportCsv: request(
    ['cashier'],
    z.undefined(),
    z.strictObject({ file: z.string().nullable(), rows: z.int() }),
  ),
  /**
   * Records what the owner says about a line of the last list. `word`: the owner's PIN, at a till without people. `notNow` without one, `notFound` when it has no such line,
   * `journalUnavailable`.
   */
  decide: request(
    ['cashier'],
    z.strictObject({ key: z.string(), decision: BooksDecision, reason: Reason, word: Word.nullable() }),
    DecidedDifference,
  ),
  progressed: push(['cashier'], ReconciliationProgress),
}
