import { hash } from 'node:crypto'

/** What the first event's `previous` holds. */
export const GENESIS = '0'.repeat(64)

/** One row of the journal, as stored and as hashed. */
export type JournalEntry = {
  readonly seq: number
  readonly at: string
  /** Null for what concerns no one payment, such as a checkpoint. */
  readonly paymentId: string | null
  readonly kind: string
  /** JSON text, exactly as stored. */
  readonly body: string
  readonly previous: string
  readonly hash: string
}

/**
 * Lower-case hex SHA-256 of the entry's fields and the hash before it, as one JSON array: no two different entries
 * share a text (null is not ''). A stored format: never changes.
 */
export function hashOf(entry: Omit<JournalEntry, 'hash'>): string {
  const { previous, seq, at, paymentId, kind, body } = entry
  return hash('sha256', JSON.stringify([previous, seq, at, paymentId, kind, body]), 'hex')
}

/** The first entry that does not follow from the ones before it, or undefined when the chain holds. */
export function firstBreak(entries: Iterable<JournalEntry>): JournalEntry | undefined {
  let previous = GENESIS
  let seq = 1
  for (const entry of entries) {
    if (entry.seq !== seq || entry.previous !== previous || entry.hash !== hashOf(entry)) return entry
    previous = entry.hash
    seq += 1
  }
  return undefined
}
