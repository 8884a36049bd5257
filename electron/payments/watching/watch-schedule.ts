import type { ChargedPayment } from '../../../shared/payment/payment.ts'
import { isAwaited, isInProgress, isPaid, isWatched } from '../../../shared/payment/questions.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Whom a look serves: the payment on the screens, one whose customer may still be there, or nobody who waits. */
export type WatchTier = 'screen' | 'counter' | 'background'

/** What one payment asks for by itself, before it shares the gateway with the others (`watch-budget.ts`). */
export type WatchNeed = { readonly tier: WatchTier; readonly everyMs: number }

/** How often the till looks. Practice mode talks to itself and may look more often. */
export type WatchPace = {
  /** While an answer is waited for at the counter, in milliseconds. */
  readonly counterMs: number
  /** At most this often once it is over, unpaid or paid, and at least every `slowMs`. */
  readonly endedMs: number
  readonly paidMs: number
  readonly slowMs: number
  /** Looks per second that all payments of a tier may make together. The one on the screens comes on top. */
  readonly counterRate: number
  readonly backgroundRate: number
  /** Between two of the looks at start-up that nobody waits for, in milliseconds. */
  readonly startGapMs: number
}

/**
 * A look every four seconds finds news within five: with jitter the wait is at most 4.8 s, and seldom that. The rates leave the
 * one payment on the screens its look every four seconds out of the queue's one a second; background looks come last there.
 */
export const REAL_PACE: WatchPace = {
  counterMs: 4 * SECOND,
  endedMs: 30 * SECOND,
  paidMs: MINUTE,
  slowMs: HOUR,
  counterRate: 0.7,
  backgroundRate: 0.2,
  startGapMs: 2.5 * SECOND,
}
export const PRACTICE_PACE: WatchPace = {
  counterMs: SECOND,
  endedMs: 5 * SECOND,
  paidMs: 10 * SECOND,
  slowMs: 10 * MINUTE,
  counterRate: 5,
  backgroundRate: 2,
  startGapMs: 100,
}

/** How long a customer may still be at the counter: after the charge, and after a payment's last turn. */
const AFTER_CHARGE_MS = 20 * MINUTE
const AFTER_TURN_MS = 5 * MINUTE

/** Money is found after at most a twentieth of the time it let the shop wait (or `endedMs`, `paidMs`). */
const PATIENCE = 20

/** The gateway stops tracking at its own expiry (seven days); an hour more for clocks that differ. */
const AFTER_GATEWAY_MS = HOUR

/**
 * How often to look by itself, or undefined when the gateway can have no more news. What is on the screens or near the counter is
 * looked at every few seconds; the rest the more seldom the longer ago its last turn was.
 */
export function needOf(
  payment: ChargedPayment,
  now: number,
  pace: WatchPace,
  isOnScreen: boolean,
): WatchNeed | undefined {
  if (!isWatched(payment) || now > Date.parse(payment.charge.gatewayExpiresAt) + AFTER_GATEWAY_MS)
    return undefined
  if (isOnScreen && isInProgress(payment)) return { tier: 'screen', everyMs: pace.counterMs }
  const sinceTurn = Math.max(0, now - Date.parse(payment.endedAt ?? payment.seenAt ?? payment.createdAt))
  if (isAtCounter(payment, now, sinceTurn)) return { tier: 'counter', everyMs: pace.counterMs }
  const shortest = isPaid(payment) ? pace.paidMs : pace.endedMs
  const everyMs = Math.min(Math.max(sinceTurn / PATIENCE, shortest), pace.slowMs)
  return { tier: 'background', everyMs }
}

/**
 * Unpaid, and somebody may stand there: a parked QR, a deposit on its way, a cancelled or short payment whose customer sends (more).
 * Minutes after the end count too, because money sent in the last second is not late (`LATE_GRACE_MS`).
 */
function isAtCounter(payment: ChargedPayment, now: number, sinceTurn: number): boolean {
  if (isPaid(payment)) return false
  return (
    isAwaited(payment) || sinceTurn < AFTER_TURN_MS || now - Date.parse(payment.createdAt) < AFTER_CHARGE_MS
  )
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
