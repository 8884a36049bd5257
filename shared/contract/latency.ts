import { z } from 'zod'

/** Days a record may cover: a quarter of a year, read in a second or two. */
export const MAX_LATENCY_DAYS = 92

/** The last so many business days up to and with `until`. */
export const LatencyPeriod = z.strictObject({
  until: z.iso.date(),
  days: z.int().min(1).max(MAX_LATENCY_DAYS),
})
export type LatencyPeriod = z.infer<typeof LatencyPeriod>

const Spread = z.strictObject({
  count: z.int().positive(),
  medianMs: z.int().nonnegative(),
  p95Ms: z.int().nonnegative(),
})

/** One gateway on one business day: how fast it was (`shared/latency/interval.ts` says what each figure measures). */
export const LatencyRow = z.strictObject({
  day: z.iso.date(),
  gateway: z.string(),
  payments: z.int().nonnegative(),
  /** Attempts no charge came of, by error code. */
  failed: z.array(z.strictObject({ reason: z.string(), count: z.int().positive() })),
  intervals: z.strictObject({
    create: Spread.nullable(),
    seen: Spread.nullable(),
    confirmed: Spread.nullable(),
    finished: Spread.nullable(),
    whole: Spread.nullable(),
  }),
})
export type LatencyRow = z.infer<typeof LatencyRow>

/** Newest day first, within a day by gateway. Days without payments have no rows. */
export const LatencyRecord = z.strictObject({ period: LatencyPeriod, rows: z.array(LatencyRow) })
export type LatencyRecord = z.infer<typeof LatencyRecord>
