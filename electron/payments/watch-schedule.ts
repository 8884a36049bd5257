import type { ChargedPayment } from '../../shared/payment/payment.ts'
import { isInProgress, isPaid } from '../../shared/payment/questions.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How often the till looks, in milliseconds. Practice mode talks to itself and may look more often. */
export type WatchPace = { readonly liveMs: number; readonly recentMs: number; readonly slowMs: number }

/** NOWPayments' own watcher polls every 5 s at most once a second; the rest keeps a till far below 1 request/s. */
export const REAL_PACE: WatchPace = { liveMs: 5 * SECOND, recentMs: 30 * SECOND, slowMs: HOUR }
export const PRACTICE_PACE: WatchPace = { liveMs: SECOND, recentMs: 5 * SECOND, slowMs: 10 * MINUTE }

/** How long after its end a payment is still looked at often: late deposits mostly come within the hour. */
const RECENT_MS = HOUR

/**
 * When to look again, or undefined when the gateway has stopped tracking (its own expiry, seven days): fast while a
 * QR is up or a deposit is confirming, slower for an hour after, then slowly. Paid ones go straight to slow: only
 * repeated deposits can still change them.
 */
export function baseDelay(payment: ChargedPayment, now: number, pace: WatchPace): number | undefined {
  if (now > Date.parse(payment.charge.gatewayExpiresAt) + HOUR) return undefined
  if (isInProgress(payment)) return pace.liveMs
  const endedAt = Date.parse(payment.endedAt ?? payment.createdAt)
  return now - endedAt < RECENT_MS && !isPaid(payment) ? pace.recentMs : pace.slowMs
}

/** Longest pause after failures: long enough to be kind, short enough that a payment is not forgotten. */
const MAX_BACKOFF_MS = 5 * MINUTE

/**
 * Doubles with each failure in a row and spreads by ±20 % (`random` in 0..1), so that several tills behind one address do not
 * ask in step. A wait the gateway named is kept.
 */
export function delayAfter(
  base: number,
  failures: number,
  random: number,
  retryAfterMs: number | null = null,
): number {
  const grown = Math.max(base, Math.min(base * 2 ** Math.min(failures, 10), MAX_BACKOFF_MS))
  const spread = grown * (0.8 + 0.4 * random)
  return Math.round(Math.max(spread, retryAfterMs ?? 0))
}
