import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { GENESIS, hashOf, type JournalEntry } from './chain.ts'
import { Checkpoint, isSigned } from './checkpoint.ts'
import { toEntry } from './journal.ts'

/** What is wrong, and at which event (the number an event has, or should have had). */
export type JournalFault = {
  readonly seq: number
  readonly what: 'missing' | 'changed' | 'unsigned' | 'otherKey' | 'cutOff'
}

export type JournalVerdict = {
  readonly events: number
  readonly lastHash: string
  readonly checkpoints: number
  /** Events that a signed checkpoint covers. */
  readonly signedUpTo: number
  /** First 16 hex characters of the SHA-256 of the public key: what the owner wrote down. Null when unsigned. */
  readonly keyFingerprint: string | null
  readonly fault: JournalFault | null
}

/**
 * Walks the whole journal: numbering, hash chain, signed checkpoints (one key throughout), and that it ends where the
 * file says it ends. Stops at the first fault.
 */
export function verifyJournal(database: DatabaseSync): JournalVerdict {
  const walk = createWalk()
  for (const row of database.prepare('SELECT * FROM events ORDER BY seq').iterate()) {
    const fault = walk.step(toEntry(row))
    if (fault) return walk.verdict(fault)
  }
  const head = database.prepare("SELECT value FROM meta WHERE key = 'head'").get()?.['value']
  const end = walk.verdict(null)
  const expected = end.events === 0 ? undefined : `${end.events} ${end.lastHash}`
  return head === expected ? end : walk.verdict({ seq: end.events + 1, what: 'cutOff' })
}

function createWalk() {
  const hashes = new Map<number, string>()
  let events = 0
  let previous = GENESIS
  let checkpoints = 0
  let signedUpTo = 0
  let publicKey: string | null = null

  function checkpointFault(entry: JournalEntry): JournalFault['what'] | null {
    const parsed = Checkpoint.safeParse(JSON.parse(entry.body))
    if (!parsed.success || !isSigned(parsed.data) || hashes.get(parsed.data.seq) !== parsed.data.hash)
      return 'unsigned'
    if (publicKey !== null && parsed.data.publicKey !== publicKey) return 'otherKey'
    publicKey = parsed.data.publicKey
    checkpoints += 1
    signedUpTo = parsed.data.seq
    return null
  }

  return {
    step(entry: JournalEntry): JournalFault | null {
      const seq = events + 1
      if (entry.seq !== seq) return { seq, what: 'missing' }
      if (entry.previous !== previous || entry.hash !== hashOf(entry)) return { seq, what: 'changed' }
      const what = entry.kind === 'checkpoint' ? checkpointFault(entry) : null
      if (what) return { seq, what }
      hashes.set(seq, entry.hash)
      events = seq
      previous = entry.hash
      return null
    },
    verdict(fault: JournalFault | null): JournalVerdict {
      const keyFingerprint = publicKey === null ? null : fingerprintOf(publicKey)
      return { events, lastHash: previous, checkpoints, signedUpTo, keyFingerprint, fault }
    },
  }
}

/** Short enough to write down, long enough not to be forged by trying. */
export function fingerprintOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16)
}
