import { FREE_TRIES, waitMsAfter } from '../../shared/people/lock-out.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Clock } from '../time/clock.ts'

/** The tries of one PIN, kept by the journal, where a restart does not forget them. */
export type PinAttempts = {
  /** How many were wrong since the last right one. */
  failures(): number
  /** On disk when it returns. Errors: `journalUnavailable`. */
  note(tried: 'right' | 'wrong'): Result<null>
}

export type PinLock = {
  /** Error: `pinLocked`. */
  check(): Result<null>
  /** Records what the PIN turned out to be. Errors: `pinWrong`, `pinLocked` when that was one too many, `journalUnavailable`. */
  tried(how: 'right' | 'wrong'): Result<null>
}

/**
 * Five tries, then a wait that doubles with each further wrong one: six digits last for years.
 *
 * No clock is asked whether the wait is over: a timer runs it out, so that setting the computer's clock, either way, unlocks
 * nothing. A till that is started again waits the whole of it again, and so does one that is switched to the journal of
 * another mode with wrong tries in it.
 */
export function createPinLock(clock: Clock, attempts: () => PinAttempts): PinLock {
  /** In this run, whichever journal they stand in: another mode gives no more tries. */
  let wrongHere = 0
  let until: number | null = null
  let stopTimer = (): void => undefined
  let journal: PinAttempts | undefined

  function lockFor(wrong: number): void {
    const waitMs = waitMsAfter(wrong)
    if (waitMs === 0) return
    stopTimer()
    until = clock.now() + waitMs
    stopTimer = clock.after(waitMs, () => {
      until = null
    })
  }

  function meetJournal(): void {
    if (journal === attempts()) return
    journal = attempts()
    if (until === null) lockFor(journal.failures())
  }

  function check(): Result<null> {
    meetJournal()
    if (until === null) return ok(null)
    // The till's time may have been put forward meanwhile: it is for show.
    return err({ code: 'pinLocked', seconds: Math.max(1, Math.ceil((until - clock.now()) / 1000)) })
  }

  // What the last run left to wait runs out from the start, not from the first try.
  meetJournal()

  return {
    check,
    tried(how) {
      if (how === 'wrong') wrongHere += 1
      const noted = attempts().note(how)
      if (how === 'right') {
        // Right or wrong, what cannot be recorded is answered alike: nobody guesses on a full disk.
        if (noted.ok) wrongHere = 0
        return noted
      }
      const wrong = Math.max(wrongHere, attempts().failures())
      lockFor(wrong)
      if (!noted.ok) return noted
      const locked = check()
      return locked.ok ? err({ code: 'pinWrong', left: FREE_TRIES - wrong }) : locked
    },
  }
}
