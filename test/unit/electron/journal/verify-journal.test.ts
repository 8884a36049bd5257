import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backUpJournal } from '../../../../electron/journal/backup.ts'
import { hashOf, type JournalEntry } from '../../../../electron/journal/chain.ts'
import {
  type CheckpointSigner,
  createSigner,
  newSigningKey,
} from '../../../../electron/journal/checkpoint.ts'
import { openJournal, toEntry } from '../../../../electron/journal/journal.ts'
import { verifyJournal } from '../../../../electron/journal/verify-journal.ts'

const EVENTS = 40
let folder: string
let file: string

function writeJournal(path: string, signer: CheckpointSigner | null): void {
  const opened = openJournal(path, 'live')
  if (!opened.ok) throw new Error(opened.error.code)
  const journal = opened.value
  for (let count = 1; count <= EVENTS; count += 1) {
    const at = new Date(Date.parse('2026-11-21T14:00:00.000Z') + count * 1000).toISOString()
    if (signer && count % 10 === 0) {
      const last = journal.entries().at(-1)
      const body = JSON.stringify(signer(last?.seq ?? 0, last?.hash ?? ''))
      journal.append({ at, paymentId: null, kind: 'checkpoint', body }, () => undefined)
    } else {
      const body = JSON.stringify({ kind: 'observed', raw: `"actually_paid": ${count}.50` })
      journal.append({ at, paymentId: `payment-${count % 7}`, kind: 'observed', body }, () => undefined)
    }
  }
  journal.close()
}

/** The journal in memory, without the triggers that guard it: what someone with the file can do. */
function unguarded(path: string): DatabaseSync {
  const source = new DatabaseSync(path, { readOnly: true })
  const copy = new DatabaseSync(':memory:')
  copy.exec(
    'CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT); CREATE TABLE events (seq INTEGER PRIMARY KEY, at, payment_id, kind, body, previous, hash)',
  )
  for (const row of source.prepare('SELECT * FROM meta').all()) {
    copy.prepare('INSERT INTO meta VALUES (?, ?)').run(row['key'] ?? '', row['value'] ?? '')
  }
  for (const row of source.prepare('SELECT * FROM events').all()) insert(copy, toEntry(row))
  source.close()
  return copy
}

function insert(database: DatabaseSync, entry: JournalEntry): void {
  database
    .prepare(
      'INSERT INTO events (seq, at, payment_id, kind, body, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(entry.seq, entry.at, entry.paymentId, entry.kind, entry.body, entry.previous, entry.hash)
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'usdtill-'))
  file = join(folder, 'live.sqlite')
  writeJournal(file, createSigner(newSigningKey()))
})
afterAll(() => rmSync(folder, { recursive: true }))

const seq = fc.integer({ min: 1, max: EVENTS })
const mutation = fc.oneof(
  fc.record({
    kind: fc.constant('edit' as const),
    seq,
    column: fc.constantFrom('at', 'payment_id', 'kind', 'body', 'previous', 'hash'),
    place: fc.nat(),
    byte: fc.integer({ min: 0x20, max: 0x7e }),
  }),
  fc.record({ kind: fc.constant('remove' as const), seq }),
  fc.record({ kind: fc.constant('insert' as const), seq, from: seq }),
  fc.record({ kind: fc.constant('swap' as const), seq, with: seq }),
  fc.record({ kind: fc.constant('empty' as const), seq, column: fc.constantFrom('payment_id', 'body') }),
)
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never

/** Does it to the database; false when nothing changed by it. */
function apply(database: DatabaseSync, change: Mutation): boolean {
  const row = (at: number) => database.prepare('SELECT * FROM events WHERE seq = ?').get(at) ?? {}
  const before = JSON.stringify(database.prepare('SELECT * FROM events ORDER BY seq').all())
  switch (change.kind) {
    case 'edit': {
      const text = String(row(change.seq)[change.column] ?? '')
      const place = text.length === 0 ? 0 : change.place % text.length
      const edited = text.slice(0, place) + String.fromCharCode(change.byte) + text.slice(place + 1)
      database.prepare(`UPDATE events SET ${change.column} = ? WHERE seq = ?`).run(edited, change.seq)
      break
    }
    case 'empty': {
      const to = change.column === 'payment_id' && row(change.seq)['payment_id'] !== null ? null : ''
      database.prepare(`UPDATE events SET ${change.column} = ? WHERE seq = ?`).run(to, change.seq)
      break
    }
    case 'remove':
      database.prepare('DELETE FROM events WHERE seq = ?').run(change.seq)
      break
    case 'insert':
      database.exec(
        `UPDATE events SET seq = -seq WHERE seq >= ${change.seq}; UPDATE events SET seq = 1 - seq WHERE seq < 0`,
      )
      insert(database, {
        ...toEntry(row(change.from === change.seq ? change.seq + 1 : change.from)),
        seq: change.seq,
      })
      break
    case 'swap': {
      const [a, b] = [toEntry(row(change.seq)), toEntry(row(change.with))]
      database.exec(`DELETE FROM events WHERE seq IN (${change.seq}, ${change.with})`)
      insert(database, { ...a, seq: b.seq })
      if (a.seq !== b.seq) insert(database, { ...b, seq: a.seq })
      break
    }
  }
  return JSON.stringify(database.prepare('SELECT * FROM events ORDER BY seq').all()) !== before
}

describe('verify-journal', () => {
  it('finds nothing in a journal nobody touched, and says how far it is signed', () => {
    const database = new DatabaseSync(file, { readOnly: true })
    expect(verifyJournal(database)).toMatchObject({
      events: EVENTS,
      checkpoints: 4,
      signedUpTo: 39,
      fault: null,
    })
    database.close()
  })

  // A thousand mutations, each on a copy of the whole journal: a few seconds.
  it('finds every one of 1,000 random edits, removals, insertions and swaps', () => {
    fc.assert(
      fc.property(mutation, (change) => {
        const database = unguarded(file)
        const changed = apply(database, change)
        const { fault } = verifyJournal(database)
        database.close()
        expect(fault !== null).toBe(changed)
      }),
      { numRuns: 1000 },
    )
  }, 60_000)

  it('finds a journal that was doctored and hashed anew', () => {
    const database = unguarded(file)
    const entries = database.prepare('SELECT * FROM events ORDER BY seq').all().map(toEntry)
    let previous = '0'.repeat(64)
    for (const entry of entries) {
      const body = entry.seq === 5 ? entry.body.replace('5.50', '9.50') : entry.body
      const forged = { ...entry, body, previous }
      previous = hashOf(forged)
      database.exec(`DELETE FROM events WHERE seq = ${entry.seq}`)
      insert(database, { ...forged, hash: previous })
    }
    database.prepare("UPDATE meta SET value = ? WHERE key = 'head'").run(`${EVENTS} ${previous}`)
    expect(verifyJournal(database).fault).toEqual({ seq: 10, what: 'unsigned' })
    database.close()
  })

  it('finds a checkpoint signed with another key', () => {
    const path = join(folder, 'two-keys.sqlite')
    const signers = [createSigner(newSigningKey()), createSigner(newSigningKey())]
    let count = 0
    writeJournal(path, (at, hash) => {
      const signer = signers[Math.min(count++, 1)]
      if (!signer) throw new Error('no signer')
      return signer(at, hash)
    })
    const database = new DatabaseSync(path, { readOnly: true })
    expect(verifyJournal(database).fault).toEqual({ seq: 20, what: 'otherKey' })
    database.close()
  })

  it('says that a journal without checkpoints is unsigned', () => {
    const path = join(folder, 'unsigned.sqlite')
    writeJournal(path, null)
    const database = new DatabaseSync(path, { readOnly: true })
    expect(verifyJournal(database)).toMatchObject({ signedUpTo: 0, keyFingerprint: null, fault: null })
    database.close()
  })

  it('holds for a backup made while the journal is written', async () => {
    const path = join(folder, 'busy.sqlite')
    writeJournal(path, null)
    const opened = openJournal(path, 'live')
    if (!opened.ok) throw new Error(opened.error.code)
    const copy = join(folder, 'copy.sqlite')
    const made = backUpJournal(path, copy)
    opened.value.append(
      { at: '2026-11-21T15:00:00.000Z', paymentId: null, kind: 'observed', body: '{}' },
      () => undefined,
    )
    await made
    opened.value.close()
    const restored = openJournal(copy, 'live')
    if (!restored.ok) throw new Error(restored.error.code)
    const verdict = verifyJournal(restored.value.database)
    expect(verdict.fault).toBeNull()
    expect(verdict.events).toBeGreaterThanOrEqual(EVENTS)
    restored.value.close()
  })
})
