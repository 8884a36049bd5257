import type { Clock } from '../time/clock.ts'

/** A block comes every three seconds; one request a second is far below what TronGrid allows, with or without a key. */
const APART_MS = 1_000
/** "Suspended for 30s" (TronGrid, rate limits). Doubled while it goes on. */
const QUIET_MS = 30_000
const MAX_QUIET_MS = 10 * 60_000
/** More than any wait it may ask for by name. */
const LONGEST_MS = 60 * 60_000

/** How fast TronGrid is asked, by whoever asks. */
export type Pace = {
  /** Milliseconds during which nothing may be sent; 0 when it may. */
  quietFor(): number
  /** Resolves when the next request may go; false when the signal came first. */
  turn(signal?: AbortSignal): Promise<boolean>
  /** It asked us to slow down. */
  slowDown(retryAfterMs: number | null): void
  /** It answered. */
  answered(): void
}

export function createPace(clock: Clock): Pace {
  let freeAt = Number.NEGATIVE_INFINITY
  let quietUntil = Number.NEGATIVE_INFINITY
  let refusals = 0

  return {
    // Never more than the whole: a clock can be set back.
    quietFor: () => Math.min(Math.max(quietUntil - clock.now(), 0), LONGEST_MS),
    async turn(signal) {
      const now = clock.now()
      const wait = Math.max(freeAt - now, 0)
      freeAt = now + wait + APART_MS
      return wait === 0 ? !signal?.aborted : await waited(clock, wait, signal)
    },
    slowDown(retryAfterMs) {
      const usual = Math.min(QUIET_MS * 2 ** Math.min(refusals, 10), MAX_QUIET_MS)
      refusals += 1
      quietUntil = clock.now() + Math.max(usual, retryAfterMs ?? 0)
    },
    answered() {
      refusals = 0
    },
  }
}

function waited(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve(false)
      return
    }
    const stop = () => {
      cancel()
      resolve(false)
    }
    const cancel = clock.after(ms, () => {
      signal?.removeEventListener('abort', stop)
      resolve(true)
    })
    signal?.addEventListener('abort', stop, { once: true })
  })
}
