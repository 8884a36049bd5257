import type { DatabaseSync } from 'node:sqlite'
import type { AppError } from '../../shared/app-error.ts'
import type { Mode } from '../../shared/mode.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { GENESIS, hashOf, type JournalEntry } from './chain.ts'
import { journalError, openDatabase } from './database.ts'

export type NewEntry = Pick<JournalEntry, 'at' | 'paymentId' | 'kind' | 'body'>

/** One event and the table computed from it. */
export type JournalStep = { readonly entry: NewEntry; readonly project: () => void }

/** The append-only record. Everything else the till knows is computed from it. */
export type Journal = {
  readonly database: DatabaseSync
  /**
   * Appends one event and runs `project` (the tables computed from it) in the same transaction: both are on disk when
   * this returns, or neither. Any failure leaves the journal as it was and is remembered in `problem()`.
   */
  append(entry: NewEntry, project: (seq: number) => void): Result<number>
  /** Several events at once, each with its own projection: all of them are on disk when this returns, or none. */
  appendAll(steps: readonly JournalStep[]): Result<null>
  /**
   * As `appendAll`, with the steps that `prepare` answers: whatever it reads is still so when they are written. Where it
   * refuses, nothing is written.
   */
  appendAfter<T, E>(
    prepare: () => Result<{ readonly steps: readonly JournalStep[]; readonly value: T }, E>,
  ): Result<T, E | AppError>
  /** Why the last write failed; null after one succeeded. */
  problem(): AppError | null
  entries(paymentId?: string): readonly JournalEntry[]
  close(): void
}

/** What a journal is about: the payments of a mode, or the people of the till. */
export type JournalSubject = Mode | 'people'

/** Opens (or creates) a journal. A file of another subject is refused: practice never mixes with real money. */
export function openJournal(file: string, mode: JournalSubject): Result<Journal> {
  const opened = openDatabase(file)
  if (!opened.ok) return opened
  const database = opened.value
  const stored = claimMode(database, mode)
  if (!stored.ok) {
    database.close()
    return stored
  }
  return ok(createJournal(database))
}

function claimMode(database: DatabaseSync, mode: JournalSubject): Result<null> {
  try {
    database.prepare("INSERT OR IGNORE INTO meta (key, value) VALUES ('mode', ?)").run(mode)
    const row = database.prepare("SELECT value FROM meta WHERE key = 'mode'").get()
    return row?.['value'] === mode ? ok(null) : err({ code: 'journalUnavailable', reason: 'other' })
  } catch (error) {
    return err(journalError(error))
  }
}

function createJournal(database: DatabaseSync): Journal {
  const last = database.prepare('SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1')
  const insert = database.prepare(
    'INSERT INTO events (seq, at, payment_id, kind, body, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  // Where the journal ends, so that a missing last event shows as well.
  const setHead = database.prepare(
    "INSERT INTO meta (key, value) VALUES ('head', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  )
  const all = database.prepare('SELECT * FROM events ORDER BY seq')
  const ofPayment = database.prepare('SELECT * FROM events WHERE payment_id = ? ORDER BY seq')
  let problem: AppError | null = null

  function write(entry: NewEntry): number {
    const before = last.get()
    const seq = Number(before?.['seq'] ?? 0) + 1
    const full = { ...entry, seq, previous: String(before?.['hash'] ?? GENESIS) }
    const hash = hashOf(full)
    insert.run(seq, full.at, full.paymentId, full.kind, full.body, full.previous, hash)
    setHead.run(`${seq} ${hash}`)
    return seq
  }

  function writeAll(steps: readonly JournalStep[]): null {
    for (const { entry, project } of steps) {
      write(entry)
      project()
    }
    return null
  }

  function inTransaction<T>(run: () => T): Result<T> {
    try {
      database.exec('BEGIN IMMEDIATE')
      const value = run()
      database.exec('COMMIT')
      problem = null
      return ok(value)
    } catch (error) {
      if (database.isOpen && database.isTransaction) database.exec('ROLLBACK')
      problem = journalError(error)
      return err(problem)
    }
  }

  return {
    database,
    append: (entry, project) =>
      inTransaction(() => {
        const seq = write(entry)
        project(seq)
        return seq
      }),
    appendAll: (steps) => inTransaction(() => writeAll(steps)),
    appendAfter(prepare) {
      const done = inTransaction(() => {
        const prepared = prepare()
        if (!prepared.ok) return prepared
        writeAll(prepared.value.steps)
        return ok(prepared.value.value)
      })
      return done.ok ? done.value : done
    },
    problem: () => problem,
    entries: (paymentId) => (paymentId === undefined ? all.all() : ofPayment.all(paymentId)).map(toEntry),
    close() {
      if (database.isOpen) database.close()
    },
  }
}

/** One row of `events`. */
export function toEntry(row: Record<string, unknown>): JournalEntry {
  const paymentId = row['payment_id']
  return {
    seq: Number(row['seq']),
    at: String(row['at']),
    paymentId: paymentId === null ? null : String(paymentId),
    kind: String(row['kind']),
    body: String(row['body']),
    previous: String(row['previous']),
    hash: String(row['hash']),
  }
}
