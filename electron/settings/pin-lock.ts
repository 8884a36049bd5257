import { err, ok, type Result } from '../../shared/result.ts'
import type { Clock } from '../clock.ts'

/** The wrong tries since the last right one, oldest first, in milliseconds; kept by the journal. */
export type PinAttempts = {
  failures(): readonly number[]
  noteFailure(at: number): void
  noteSuccess(at: number): void
}

const FREE_TRIES = 5
const FIRST_LOCK_MS = 30_000
const LONGEST_LOCK_MS = 3_600_000

export type PinLock = {
  /** Error: `pinLocked`. */
  check(): Result<null>
  succeeded(): Result<null>
  /** Always an error: `pinWrong`, or `pinLocked` when that was one too many. */
  failed(): Result<never>
}

/** Five tries, then a wait that doubles with each further wrong one: six digits last for years. */
export function createPinLock(clock: Clock, attempts: () => PinAttempts): PinLock {
  function lockedForMs(): number {
    const failures = attempts().failures()
    const latest = failures.at(-1)
    if (latest === undefined || failures.length < FREE_TRIES) return 0
    const wait = Math.min(FIRST_LOCK_MS * 2 ** (failures.length - FREE_TRIES), LONGEST_LOCK_MS)
    return Math.max(0, latest + wait - clock.now())
  }

  function check(): Result<null> {
    const left = lockedForMs()
    return left > 0 ? err({ code: 'pinLocked', seconds: Math.ceil(left / 1000) }) : ok(null)
  }

  return {
    check,
    succeeded() {
      if (attempts().failures().length > 0) attempts().noteSuccess(clock.now())
      return ok(null)
    },
    failed() {
      attempts().noteFailure(clock.now())
      const locked = check()
      return locked.ok ? err({ code: 'pinWrong', left: FREE_TRIES - attempts().failures().length }) : locked
    },
  }
}
