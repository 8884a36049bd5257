import { ok } from '../../shared/result.ts'
import type { PinAttempts } from '../settings/pin-lock.ts'
import type { Clock } from '../time/clock.ts'
import { isoNow } from '../time/clock.ts'
import type { Journal } from './journal.ts'

const KINDS = { right: 'pinAccepted', wrong: 'pinRefused' } as const

/**
 * Every use of the owner's PIN as an event of the journal: a restart does not forget the wrong ones, and the owner finds
 * that somebody tried. What was typed is not recorded.
 */
export function createPinAttempts(journal: Journal, clock: Clock): PinAttempts {
  const sinceLastRight = journal.database.prepare(
    `SELECT count(*) AS n FROM events WHERE kind = 'pinRefused'
     AND seq > (SELECT coalesce(max(seq), 0) FROM events WHERE kind = 'pinAccepted')`,
  )
  return {
    failures: () => Number(sinceLastRight.get()?.['n'] ?? 0),
    note(tried) {
      const entry = { at: isoNow(clock), paymentId: null, kind: KINDS[tried], body: '{}' }
      const written = journal.append(entry, () => undefined)
      return written.ok ? ok(null) : written
    },
  }
}
