import { type BookedPayment, figuresOf, hasEnded } from './counting.ts'
import { type Figures, isNothing, minus, NO_FIGURES } from './figures.ts'

/**
 * What one event of a payment changes in the report that is being written. `isCorrection`: the payment came to its end in
 * an earlier Z, which stays as it is; the difference stands in this one.
 */
export type Booking = {
  /** The Z in which the payment came to its end: the one it belongs to, for good. Null while it is open. */
  readonly home: number | null
  readonly change: { readonly isCorrection: boolean; readonly figures: Figures } | null
}

export type BookingAsked = {
  /** As it was before the event, and the Z it belonged to then; null where there was none. */
  readonly before: BookedPayment | null
  readonly home: number | null
  readonly after: BookedPayment
  /** The number of the Z that comes next: whatever happens now will stand in it. */
  readonly z: number
}

/**
 * An open payment counts for nothing; one that has ended for what it is. Every difference counts when it comes about, so the
 * sum over all reports is always what the payments are now, and no report is ever written again.
 */
export function bookingOf({ before, home, after, z }: BookingAsked): Booking {
  const itsHome = home ?? (hasEnded(after.payment) ? z : null)
  if (itsHome === null) return { home: null, change: null }
  const figures = minus(figuresOf(after), before ? figuresOf(before) : NO_FIGURES)
  const isCorrection = itsHome !== null && itsHome < z
  return { home: itsHome, change: isNothing(figures) ? null : { isCorrection, figures } }
}
