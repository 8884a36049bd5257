import type { DatabaseSync } from 'node:sqlite'
import type { DecidedDifference } from '../../shared/contract/reconciliation.ts'
import { createFindings, type Findings } from '../../shared/reconciliation/findings.ts'
import {
  type BooksCompared,
  type BooksDecided,
  BooksEvent,
  type BooksEvent as Recorded,
} from '../../shared/reconciliation/record.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Journal } from '../journal/journal.ts'
import { type Clock, isoNow } from '../time/clock.ts'

/** What comparisons found and what was decided about it, as events of the journal: no later word takes back an earlier one. */
export type BooksRecord = {
  /** Errors: `journalUnavailable`. */
  compared(of: Omit<BooksCompared, 'kind' | 'at'>): Result<null>
  /** Errors: `journalUnavailable`. */
  decided(of: Omit<BooksDecided, 'kind' | 'at' | 'by'>): Result<BooksDecided>
}

export function createBooksRecord(journal: Journal, clock: Clock): BooksRecord {
  function append<T extends Recorded>(event: T): Result<T> {
    const { kind, at } = event
    const entry = { at, paymentId: null, kind, body: JSON.stringify(event) }
    const written = journal.append(entry, () => undefined)
    return written.ok ? ok(event) : written
  }

  return {
    compared(of) {
      const written = append({ kind: 'books.compared', at: isoNow(clock), ...of })
      return written.ok ? ok(null) : written
    },
    decided: (of) => append({ kind: 'books.decided', at: isoNow(clock), by: 'owner', ...of }),
  }
}

/**
 * Events of no payment are one in a thousand, and the index has them together.
 * @throws ZodError or SyntaxError when one cannot be read: the journal is damaged.
 */
export function readFindings(database: DatabaseSync): Findings {
  const findings = createFindings()
  const events = database
    .prepare(
      "SELECT body FROM events WHERE payment_id IS NULL AND kind IN ('books.compared', 'books.decided') ORDER BY seq",
    )
    .iterate()
  for (const { body } of events) findings.add(BooksEvent.parse(JSON.parse(String(body))))
  return findings
}

export function decidedView({ decision, reason, at, person }: BooksDecided): DecidedDifference {
  return { decision, reason, at, person: person ?? null }
}
