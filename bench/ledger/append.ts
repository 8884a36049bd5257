// One payment after another, event by event, into the journal of a million payments and into a file of nothing but rows:
// both in WAL with `synchronous=FULL`, both with the same bytes, in turns, so that whatever else the machine does meets both. What
// the till does a second after an event, when nobody waits for it, is not in these times; the search terms have a figure of their own.

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createDueTerms } from '../../electron/exports/search/due-terms.ts'
import { moveLog } from '../../electron/journal/idle-work.ts'
import { openJournal } from '../../electron/journal/journal.ts'
import { createPaymentRepository } from '../../electron/payments/payment-repository.ts'
import { createShiftTables } from '../../electron/shifts/shift-tables.ts'
import { type Figure, figure, percentile } from '../figures.ts'
import { seededRandom } from '../watch/shop-week.ts'
import { LAST_DAY, type Ledger } from './generate.ts'
import { type Seller, tellPayment } from './stories.ts'

/** As many as two thousand events, of a large journal. */
const MOST_PAYMENTS = 400

/** A hundred events, after which the till moves its log into the file when it has a moment. */
const PAYMENTS_IN_LOG = 20

export function benchAppend({ folder, journalFile, payments }: Ledger): Figure[] {
  const opened = openJournal(journalFile, 'live')
  if (!opened.ok) throw new Error(opened.error.code)
  const journal = opened.value
  const repository = createPaymentRepository(journal)
  const raw = openRaw(join(folder, 'raw.sqlite'))
  const lastEntry = journal.database.prepare('SELECT * FROM events ORDER BY seq DESC LIMIT 1')
  const due = createDueTerms(journal.database)
  const times = { journal: [] as number[], raw: [] as number[], terms: [] as number[] }
  const random = seededRandom(Date.now())
  const seller = whoIsThere(journal.database)
  const first = repository.nextNumber()
  const until = first + Math.min(MOST_PAYMENTS, payments / 20)
  for (let number = first; number < until; number += 1) {
    const begun = Date.parse(`${LAST_DAY}T19:00:00.000Z`) + number
    const { id, events } = tellPayment(number, begun, random, seller)
    for (const event of events) {
      const since = performance.now()
      const recorded = repository.record(id, event)
      times.journal.push(performance.now() - since)
      if (!recorded.ok) throw new Error(recorded.error.code)
      const row = Object.values(lastEntry.get() ?? {}) as (string | number)[]
      times.raw.push(raw.insert(row, id, JSON.stringify(recorded.value)))
    }
    if ((number - first) % PAYMENTS_IN_LOG === PAYMENTS_IN_LOG - 1) moveLog(journal.database)
    const since = performance.now()
    due.write(1)
    times.terms.push(performance.now() - since)
  }
  journal.close()
  raw.close()
  const of = (share: number) => [percentile(times.journal, share), percentile(times.raw, share)] as const
  const [most, mostRaw] = of(0.99)
  const [half, halfRaw] = of(0.5)
  return [
    figure('ledger.append.p99', most / mostRaw, 'ratio', 2),
    figure('ledger.append.p50', half / halfRaw, 'ratio'),
    figure('ledger.append.journal.p99', most, 'ms'),
    figure('ledger.append.raw.p99', mostRaw, 'ms'),
    figure('ledger.terms.payment.p99', percentile(times.terms, 0.99), 'ms'),
  ]
}

/** Of an open shift. */
function whoIsThere(database: DatabaseSync): Seller {
  const [shift] = createShiftTables(database).state().open
  if (!shift) throw new Error('nobody is at the till')
  return { cashier: shift.person, shift: shift.number }
}

/** No chain, no machine, no trigger, no index: what SQLite itself takes to have the same bytes on disk. */
function openRaw(file: string) {
  for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true })
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE events (seq INTEGER PRIMARY KEY, at, payment_id, kind, body, previous, hash);
    CREATE TABLE payments (id TEXT PRIMARY KEY, body TEXT)`)
  const insertEvent = database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)')
  const insertPayment = database.prepare('INSERT OR REPLACE INTO payments VALUES (?, ?)')
  return {
    /** How long it took, in milliseconds. */
    insert(event: readonly (string | number)[], id: string, payment: string): number {
      const since = performance.now()
      database.exec('BEGIN IMMEDIATE')
      insertEvent.run(...event)
      insertPayment.run(id, payment)
      database.exec('COMMIT')
      return performance.now() - since
    },
    close: () => database.close(),
  }
}
