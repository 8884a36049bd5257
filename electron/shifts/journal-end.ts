import type { DatabaseSync } from 'node:sqlite'
import type { DayClosed } from '../../shared/shift/shift.ts'
import { GENESIS, hashOf } from '../journal/chain.ts'
import type { NewEntry } from '../journal/journal.ts'

type JournalDigest = DayClosed['journal']

/** Where the journal is now: what a report that is made at this moment is about. */
export function journalEnd(database: DatabaseSync): JournalDigest {
  const row = database.prepare('SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1').get()
  return { seq: Number(row?.['seq'] ?? 0), hash: String(row?.['hash'] ?? GENESIS) }
}

/** Where it will be once these are written, by the chain's own rule: a Z names the event right before its own. */
export function endAfter(end: JournalDigest, entries: readonly NewEntry[]): JournalDigest {
  return entries.reduce(({ seq, hash }, entry) => {
    const next = { ...entry, seq: seq + 1, previous: hash }
    return { seq: next.seq, hash: hashOf(next) }
  }, end)
}
