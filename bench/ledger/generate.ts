// A journal of many payments, made once and kept: through the real events, the real payment machine, the real chain and
// signed checkpoints, so that `npm run verify-journal` accepts it. What the till writes one by one is written here in
// large transactions. The evenings have their Zs; the last day is still open.

import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createDueTerms } from '../../electron/exports/search/due-terms.ts'
import { GENESIS, hashOf } from '../../electron/journal/chain.ts'
import { type CheckpointSigner, createSigner, newSigningKey } from '../../electron/journal/checkpoint.ts'
import { openDatabase } from '../../electron/journal/database.ts'
import { isProjected, markProjected } from '../../electron/journal/projection.ts'
import { createPaymentTable } from '../../electron/payments/payment-table.ts'
import { enterStep } from '../../electron/shifts/book-entry.ts'
import { createBookMemory } from '../../electron/shifts/book-memory.ts'
import { createBookTables } from '../../electron/shifts/book-tables.ts'
import { firstPlace, type Place } from '../../electron/shifts/booked.ts'
import type { PaymentEvent } from '../../shared/payment/event.ts'
import type { Payment } from '../../shared/payment/payment.ts'
import { transition } from '../../shared/payment/transition.ts'
import { type Random, seededRandom } from '../watch/shop-week.ts'
import { createShopDays } from './shop-days.ts'
import { type Seller, tellPayment } from './stories.ts'

/** Counts up when the stories change, so that an older file is made anew. */
const STORIES = 3

const DAY_MS = 24 * 3_600_000
/** The last business day of every journal. */
export const LAST_DAY = '2026-11-20'
const DAYS = 1095
/** Nine in the morning to eight in the evening in the shop's zone, the same day as in UTC. */
const OPENS_MS = 8 * 3_600_000
const OPEN_MS = 11 * 3_600_000

const PAYMENTS_PER_TRANSACTION = 20_000
const EVENTS_PER_CHECKPOINT = 1000

export type Ledger = { readonly folder: string; readonly journalFile: string; readonly payments: number }

/** The journal of so many payments over three years: the one that is there, or a new one. `say` hears how far it is. */
export function ledgerOf(payments: number, say: (line: string) => void = () => undefined): Ledger {
  const folder = join(tmpdir(), `usdtill-ledger-${payments}-${STORIES}`)
  const journalFile = join(folder, 'journal', 'live.sqlite')
  if (!isOfThisVersion(journalFile)) makeWhole(journalFile, payments, say)
  return { folder, journalFile, payments }
}

/** An older file is migrated, as the till would; one whose tables have another form is made anew. */
function isOfThisVersion(journalFile: string): boolean {
  if (!existsSync(journalFile)) return false
  const opened = openDatabase(journalFile)
  if (!opened.ok) return false
  const isIt = isProjected(opened.value)
  opened.value.close()
  return isIt
}

function makeWhole(journalFile: string, payments: number, say: (line: string) => void): void {
  const making = `${journalFile}.making`
  mkdirSync(dirname(journalFile), { recursive: true })
  for (const part of ['', '-wal', '-shm']) rmSync(making + part, { force: true })
  const opened = openDatabase(making)
  if (!opened.ok) throw new Error(`the journal could not be made: ${opened.error.code}`)
  opened.value.close()
  const database = new DatabaseSync(making)
  database.exec(
    'PRAGMA journal_mode = DELETE; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -2000000',
  )
  fill(database, payments, say)
  database.exec('PRAGMA optimize; PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL')
  database.close()
  renameSync(making, journalFile)
}

function fill(database: DatabaseSync, payments: number, say: (line: string) => void): void {
  const random = seededRandom(payments)
  const writer = createWriter(database, createSigner(newSigningKey()))
  database.prepare("INSERT INTO meta (key, value) VALUES ('mode', 'live')").run()
  markProjected(database)
  database.exec('BEGIN')
  let today: { readonly day: string; readonly sellers: readonly Seller[] } | undefined
  for (const [index, begun] of moments(payments, random).entries()) {
    const at = new Date(begun).toISOString()
    const day = at.slice(0, 10)
    if (today?.day !== day) {
      if (today) writer.endDay(today.day, `${today.day}T20:30:00.000Z`)
      today = { day, sellers: writer.beginDay(day, at) }
    }
    const seller = today.sellers[Math.floor(random() * today.sellers.length)]
    if (!seller) throw new Error('nobody is at the till')
    const { id, events } = tellPayment(index + 1, begun, random, seller)
    writer.write(id, events)
    if ((index + 1) % PAYMENTS_PER_TRANSACTION > 0) continue
    database.exec('COMMIT; BEGIN')
    say(`${index + 1} of ${payments} payments`)
  }
  writer.end()
  database.exec('COMMIT')
}

/** When each payment begins: in the order of their numbers, spread over the days. */
function moments(payments: number, random: Random): number[] {
  const first = Date.parse(`${LAST_DAY}T00:00:00.000Z`) - (DAYS - 1) * DAY_MS
  const all = Array.from({ length: payments }, (_, index) => {
    const day = Math.floor((index * DAYS) / payments)
    return first + day * DAY_MS + OPENS_MS + Math.floor(OPEN_MS * random())
  })
  return all.sort((a, b) => a - b)
}

function createWriter(database: DatabaseSync, signer: CheckpointSigner) {
  const insertEvent = database.prepare(
    'INSERT INTO events (seq, at, payment_id, kind, body, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const table = createPaymentTable(database)
  const sums = createBookMemory()
  const book = createBookTables(database)
  const days = createShopDays(database, ({ entry: { at, paymentId, kind, body }, project }) => {
    append(at, paymentId, kind, body)
    project()
  })
  let seq = 0
  let hash = GENESIS
  let z = 1

  function append(at: string, paymentId: string | null, kind: string, body: string): void {
    const entry = { seq: seq + 1, at, paymentId, kind, body, previous: hash }
    const next = hashOf(entry)
    insertEvent.run(entry.seq, at, paymentId, kind, body, hash, next)
    seq = entry.seq
    hash = next
  }

  function checkpoint(at: string): void {
    append(at, null, 'checkpoint', JSON.stringify(signer(seq, hash)))
  }

  let last = ''
  return {
    write(id: string, events: readonly PaymentEvent[]): void {
      let payment: Payment | undefined
      let place: Place | undefined
      for (const event of events) {
        append(event.at, id, event.kind, JSON.stringify(event))
        const before = payment
        payment = transition(before, event)
        place = enterStep(sums, { before, after: payment, place: place ?? firstPlace(event), z })
        last = event.at
        if (seq % EVENTS_PER_CHECKPOINT === 0) checkpoint(last)
      }
      if (!payment || !place) throw new Error('a payment without events')
      table.save(payment, place)
    },
    beginDay: days.begin,
    endDay(day: string, at: string): void {
      sums.moveTo(book)
      days.end(day, at)
      z += 1
    },
    end(): void {
      sums.moveTo(book)
      createDueTerms(database).write(Number.MAX_SAFE_INTEGER)
      if (last !== '') checkpoint(last)
      database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('head', ?)").run(`${seq} ${hash}`)
    },
  }
}
