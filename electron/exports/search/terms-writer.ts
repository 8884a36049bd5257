import type { DatabaseSync } from 'node:sqlite'
import type { Log } from '../../log.ts'
import type { Clock } from '../../time/clock.ts'
import { createDueTerms } from './due-terms.ts'

/** After an event the next one of the same payment often follows at once, and the cashier looks at the screen. */
const PAUSE_MS = 1000
/** Some milliseconds of main's time. */
const MOST_AT_ONCE = 20

export type TermsWriter = {
  /** Something was recorded, or may have been left from before. */
  noted(): void
  stop(): void
}

/** Writes due terms when the till has a moment. Until then they are found all the same: what fails here is only slower. */
export function createTermsWriter(database: DatabaseSync, clock: Clock, log: Log): TermsWriter {
  const due = createDueTerms(database)
  let cancel: (() => void) | null = null

  function write(): void {
    cancel = null
    try {
      if (due.write(MOST_AT_ONCE)) noted()
    } catch (error) {
      log.warn({ error }, 'search: terms could not be written')
    }
  }

  function noted(): void {
    cancel ??= clock.after(PAUSE_MS, write)
  }

  return {
    noted,
    stop() {
      cancel?.()
      cancel = null
    },
  }
}
