import type { ChargedPayment } from '../../shared/payment/payment.ts'
import type { Clock } from '../clock.ts'

/** Longest single wait: a timer set for hours drifts when the computer sleeps, so it looks at the clock in between. */
const MAX_WAIT_MS = 60_000

/**
 * Calls `expire` when the till's own time for a payment is over, by the clock and not by the length of a wait
 * (sleep, a clock set back). Returns how to take it back.
 */
export function startExpiryTimer(payment: ChargedPayment, clock: Clock, expire: () => void): () => void {
  const endsAt = Date.parse(payment.expiresAt)
  let cancel: () => void = () => undefined
  const wait = () => {
    const left = endsAt - clock.now()
    cancel = clock.after(Math.min(Math.max(left, 0), MAX_WAIT_MS), () => {
      if (clock.now() >= endsAt) expire()
      else wait()
    })
  }
  wait()
  return () => cancel()
}
