import type { ChargedPayment } from '../../../shared/payment/payment.ts'
import type { Clock } from '../../time/clock.ts'

/** Longest single wait: a timer set for hours drifts when the computer sleeps, so it looks at the clock in between. */
const MAX_WAIT_MS = 60_000
/** No computer that is awake is so busy that a timer comes later than this. */
const LATE_MS = 5_000

/**
 * Calls `expire` when the till's own time for a payment is over, by the till's time and not by the length of a wait.
 * `isLate` when it was over before anybody could tell: the computer slept. Returns how to take it back.
 */
export function startExpiryTimer(
  payment: ChargedPayment,
  clock: Clock,
  expire: (isLate: boolean) => void,
): () => void {
  const endsAt = Date.parse(payment.expiresAt)
  let cancel: () => void = () => undefined
  const wait = () => {
    const ms = Math.min(Math.max(endsAt - clock.now(), 0), MAX_WAIT_MS)
    const dueAt = clock.now() + ms
    cancel = clock.after(ms, () => {
      if (clock.now() >= endsAt) expire(clock.now() - dueAt > LATE_MS)
      else wait()
    })
  }
  wait()
  return () => cancel()
}
