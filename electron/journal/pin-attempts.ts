import type { PinAttempts } from '../settings/pin-lock.ts'
import type { Journal } from './journal.ts'

/**
 * Wrong PINs as events of the journal: a restart does not forget them, and the owner finds that somebody tried. What
 * was typed is not recorded.
 */
export function createPinAttempts(journal: Journal): PinAttempts {
  const sinceLastRight = journal.database.prepare(
    `SELECT at FROM events WHERE kind = 'pinRefused'
     AND seq > (SELECT coalesce(max(seq), 0) FROM events WHERE kind = 'pinAccepted') ORDER BY seq`,
  )
  function note(kind: 'pinRefused' | 'pinAccepted', at: number): void {
    const entry = { at: new Date(at).toISOString(), paymentId: null, kind, body: '{}' }
    journal.append(entry, () => undefined)
  }
  return {
    failures: () => sinceLastRight.all().map((row) => Date.parse(String(row['at']))),
    noteFailure: (at) => note('pinRefused', at),
    noteSuccess: (at) => note('pinAccepted', at),
  }
}
