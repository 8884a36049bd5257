import type { DatabaseSync } from 'node:sqlite'
import { createDueTerms } from '../exports/search/due-terms.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../time/clock.ts'

/** After an event the next one of the same payment often follows at once, and the cashier looks at the screen. */
const PAUSE_MS = 1000
/** Some milliseconds of main's time. */
const PAYMENTS_AT_ONCE = 20
/** They fill about a thousand pages of the log beside the file, which then begins again at its start. */
const EVENTS_IN_LOG = 100

export type IdleWork = {
  /** Something was recorded, or may have been left from before. */
  noted(): void
  stop(): void
}

/**
 * What no event should wait for, when the till has a moment: writes due search terms, and moves the log into the file. What fails
 * here is only slower: terms are found until then all the same, and SQLite moves a long log by itself (`PAGES_IN_LOG`).
 */
export function createIdleWork(database: DatabaseSync, clock: Clock, log: Log): IdleWork {
  const due = createDueTerms(database)
  let cancel: (() => void) | null = null
  let events = 0

  function work(): void {
    cancel = null
    try {
      // First: whoever writes next begins the log again, and flushes its beginning as well. No event should wait for that either.
      if (events >= EVENTS_IN_LOG) {
        events = 0
        moveLog(database)
      }
      const isMoreDue = due.write(PAYMENTS_AT_ONCE)
      if (isMoreDue) wait()
    } catch (error) {
      log.warn({ error }, 'journal: idle work failed')
    }
  }

  function wait(): void {
    cancel ??= clock.after(PAUSE_MS, work)
  }

  return {
    noted() {
      events += 1
      wait()
    },
    stop() {
      cancel?.()
      cancel = null
    },
  }
}

/** What the log holds goes into the file, as far as nobody reads it. @throws what SQLite throws. */
export function moveLog(database: DatabaseSync): void {
  database.exec('PRAGMA wal_checkpoint(PASSIVE)')
}
