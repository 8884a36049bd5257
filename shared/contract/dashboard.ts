import { z } from 'zod'
import { Day } from '../calendar/day.ts'
import { Period } from '../calendar/period.ts'
import { CurrencyCode } from '../money/currency.ts'
import { NamedPerson } from '../people/named.ts'
import { request } from './define.ts'

/** A picture of more days than a year has is none. */
export const MOST_PICTURED_DAYS = 366

/** Sales of one currency: how many, and what the goods came to in its minor unit, without tips. */
const Sold = z.strictObject({ currency: CurrencyCode, sales: z.int().positive(), minor: z.int() })
const AllSold = z.array(Sold)

/** From the press of the key until paid. */
const TimeToPaid = z
  .strictObject({
    count: z.int().positive(),
    medianMs: z.int().nonnegative(),
    p95Ms: z.int().nonnegative(),
  })
  .nullable()

export const ExceptionKind = z.enum([
  'short',
  'failed',
  'refunded',
  'late',
  'mismatch',
  'wrongAsset',
  'repeated',
  'reversed',
  'overpaid',
  'untold',
])
export type ExceptionKind = z.infer<typeof ExceptionKind>

/**
 * What was sold in some days, once more for each way to look at it: days, hours, cashiers and gateways each add up to the
 * whole. A sale belongs to the day and the hour at which its payment was begun, by the shop's clock then.
 */
export const Dashboard = z.strictObject({
  range: z.strictObject({ from: Day, to: Day }),
  whole: z.strictObject({ sold: AllSold, timeToPaid: TimeToPaid }),
  /** Every day, in order. */
  days: z.array(z.strictObject({ day: Day, sold: AllSold, timeToPaid: TimeToPaid })),
  /** From 0 to 23. */
  hours: z.array(z.strictObject({ hour: z.int().min(0).max(23), sold: AllSold })).length(24),
  /** Most sales first; null for those that nobody was signed in for. */
  cashiers: z.array(z.strictObject({ cashier: NamedPerson.nullable(), sold: AllSold })),
  gateways: z.array(z.strictObject({ gateway: z.string(), sold: AllSold })),
  /** What somebody had to look at, the most frequent first; `open`: still has to. */
  exceptions: z.array(
    z.strictObject({
      kind: ExceptionKind,
      count: z.int().positive(),
      open: z.int().nonnegative(),
    }),
  ),
})
export type Dashboard = z.infer<typeof Dashboard>

export const dashboard = {
  /** Errors: `invalidInput` for more than a year, `journalUnavailable`, `internal`. */
  figures: request(['cashier'], z.strictObject({ period: Period }), Dashboard),
}
