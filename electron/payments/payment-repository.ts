import type { HistoryEntry } from '../../shared/contract/payments.ts'
import { PaymentEvent } from '../../shared/payment/event.ts'
import type { Payment } from '../../shared/payment/payment.ts'
import { isSold } from '../../shared/payment/questions.ts'
import { isCharged, transition } from '../../shared/payment/transition.ts'
import type { Approval } from '../../shared/people/approval.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { neverCame } from '../../shared/sale/counted.ts'
import type { TermKind } from '../exports/search/search-query.ts'
import { TERM_SOURCES } from '../exports/search/search-table.ts'
import { journalError } from '../journal/database.ts'
import type { Journal, JournalStep } from '../journal/journal.ts'
import { markProjected } from '../journal/projection.ts'
import { enterStep } from '../shifts/book-entry.ts'
import { createBookTables } from '../shifts/book-tables.ts'
import { firstPlace } from '../shifts/booked.ts'
import { toHistoryEntry } from './history-entry.ts'
import { createPaymentTable, toPayment } from './payment-table.ts'
import { rebuildTables } from './rebuild.ts'

type StatusInProgress = 'created' | 'awaiting' | 'seen' | 'confirmed' | 'sending'

/** The only SQL for payments and their event history. */
export type PaymentRepository = {
  /**
   * Applies one event, and to the other payments of the sale what follows from it (`consequencesOf`): event rows and
   * new states are on disk when this returns, or none. Errors: `journalUnavailable`.
   */
  record(paymentId: string, event: PaymentEvent): Result<Payment>
  /** The same, to be written together with events of something else; `done` is for when they are on disk. */
  plan(paymentId: string, event: PaymentEvent): PlannedRecord
  find(id: string): Payment | undefined
  /** Newest first. */
  recent(limit: number): readonly Payment[]
  ofDay(day: string): readonly Payment[]
  /** Begun at or after a moment (milliseconds), oldest first. */
  since(moment: number): readonly Payment[]
  /** A page of the same, newest first: at most `limit`, of those that are older than `before`. */
  pageSince(moment: number, before: Payment | null, limit: number): readonly Payment[]
  ofSale(saleId: string): readonly Payment[]
  /** Begun in that shift, in the order of their numbers. */
  ofShift(number: number): readonly Payment[]
  /** The payment whose charge this is; further deposits to it have charges of their own, which are not found. */
  ofCharge(gateway: string, chargeId: string): Payment | undefined
  /** Money sent there is a payment of this shop's. */
  isOwnAddress(address: string): boolean
  /** It brought a payment of this shop's, or a further deposit to one. */
  hasTransaction(transactionId: string): boolean
  /** A person still has to deal with these; newest first. */
  exceptions(): readonly Payment[]
  /** The newest of them that are meant, at most so many: the others are not read. */
  latestExceptions(isMeant: (payment: Payment) => boolean, most: number): readonly Payment[]
  countExceptions(): number
  /** Every payment in one of these statuses, oldest first. */
  withStatus(statuses: readonly StatusInProgress[]): readonly Payment[]
  nextNumber(): number
  /** Counts up with every recorded event: what was computed at the same revision still holds. */
  revision(): number
  history(id: string): readonly HistoryEntry[]
  /** Who let its discount be given; null where nobody had to. */
  approvalOf(id: string): Approval | null
  /** The raw text of the last observation, to tell news from repetition after a restart; undefined where it cannot be read. */
  lastRaw(id: string): string | undefined
  /** Computes all payments from the events alone; equals the table unless one of the two was tampered with. */
  replay(): readonly Payment[]
  /** Writes the table, shifts, Zs and the book anew from the events. Errors: `journalUnavailable`; the table is then what it was. */
  rebuild(): Result<null>
}

/** One event and what it made of its payment. */
export type Recorded = {
  readonly before: Payment | undefined
  readonly after: Payment
  readonly event: PaymentEvent
}

export type PlannedRecord = {
  readonly after: Payment
  readonly steps: readonly JournalStep[]
  done(): void
}

/** `onRecorded` hears of each event after it is on disk. */
export function createPaymentRepository(
  journal: Journal,
  onRecorded: (recorded: Recorded) => void = () => undefined,
): PaymentRepository {
  const { database } = journal
  const newest = database.prepare('SELECT body FROM payments ORDER BY number DESC LIMIT ?')
  const byDay = database.prepare('SELECT body FROM payments WHERE day = ? ORDER BY number')
  // The sign keeps SQLite from taking the order from an index of all numbers, and so from reading every payment.
  const fromMoment = database.prepare('SELECT body FROM payments WHERE created_at >= ? ORDER BY +number')
  const pageFromMoment = database.prepare(
    `SELECT body FROM payments WHERE created_at >= ? AND (created_at, number) < (?, ?)
     ORDER BY created_at DESC, number DESC LIMIT ?`,
  )
  const bySale = database.prepare('SELECT body FROM payments WHERE sale_id = ? ORDER BY number')
  const byCharge = database.prepare(
    "SELECT body FROM payments WHERE charge_id = ? AND json_extract(body, '$.charge.gateway') = ?",
  )
  const byShift = database.prepare('SELECT body FROM payments WHERE shift = ? ORDER BY number')
  const withTerm = (kind: TermKind, term: string) =>
    `number IN (${TERM_SOURCES.map((source) => `SELECT number FROM ${source} WHERE kind = '${kind}' AND term = ${term}`).join(' UNION ALL ')})`
  const byAddress = database.prepare(
    `SELECT 1 FROM payments WHERE ${withTerm('address', ':address')} LIMIT 1`,
  )
  // The terms hold those of refunds as well, and all of them in lower case.
  const byTransaction = database.prepare(
    `SELECT 1 FROM payments
     WHERE ${withTerm('transaction', 'lower(:id)')}
       AND (json_extract(body, '$.transactionId') = :id
         OR EXISTS (SELECT 1 FROM json_each(body, '$.children') WHERE json_extract(value, '$.transactionId') = :id))
     LIMIT 1`,
  )
  const byStatus = database.prepare(
    `SELECT body FROM payments WHERE in_progress = 1 AND status IN (SELECT value FROM json_each(?))
     ORDER BY number`,
  )
  const withAttention = database.prepare('SELECT body FROM payments WHERE attention = 1 ORDER BY number DESC')
  const attentionCount = database.prepare('SELECT count(*) AS n FROM payments WHERE attention = 1')
  const highest = database.prepare('SELECT max(number) AS number FROM payments')
  const lastObserved = database.prepare(
    "SELECT body FROM events WHERE payment_id = ? AND kind = 'observed' ORDER BY seq DESC LIMIT 1",
  )
  const intent = database.prepare(
    "SELECT body FROM events WHERE payment_id = ? AND kind = 'intended' LIMIT 1",
  )
  const lastZ = database.prepare('SELECT max(number) AS number FROM zs')
  const table = createPaymentTable(database)
  const book = createBookTables(database)

  let revision = 0

  const find = (id: string) => table.find(id)?.payment

  /** In the transaction of its event: the payment as it is, and what that changes in the next Z. */
  function project({ before, after, event }: Recorded): void {
    if (after === before) return
    const stored = table.placeOf(after.id)
    const place = stored ?? firstPlace(event)
    const z = Number(lastZ.get()?.['number'] ?? 0) + 1
    const booked = enterStep(book, { before, after, place, z })
    if (before && stored) table.change({ payment: before, place: stored }, { payment: after, place: booked })
    else table.save(after, booked)
  }

  /** What one payment's becoming sold means for the others of its sale, down the chain of top-ups. */
  function consequences(before: Payment | undefined, after: Payment, event: PaymentEvent): Recorded[] {
    if (after.topUpOf === null || !isSold(after) || (before && isSold(before))) return []
    const short = find(after.topUpOf)
    if (!short) return []
    const missing = isCharged(after) ? neverCame(after) : 0
    const rest = { paymentId: after.id, ...(missing > 0 && { missing }) }
    const toppedUp: PaymentEvent = { kind: 'toppedUp', at: event.at, ...rest }
    const settled = transition(short, toppedUp)
    if (settled === short) return []
    return [{ before: short, after: settled, event: toppedUp }, ...consequences(short, settled, toppedUp)]
  }

  function replayed(): readonly Payment[] {
    const payments = new Map<string, Payment>()
    for (const entry of journal.entries()) {
      if (entry.paymentId === null) continue
      payments.set(entry.paymentId, transition(payments.get(entry.paymentId), parseEvent(entry.body)))
    }
    return [...payments.values()]
  }

  function plan(paymentId: string, event: PaymentEvent): PlannedRecord {
    const before = find(paymentId)
    const after = transition(before, event)
    const records = [{ before, after, event }, ...consequences(before, after, event)]
    return {
      after,
      steps: records.map((step) => ({
        entry: {
          at: step.event.at,
          paymentId: step.after.id,
          kind: step.event.kind,
          body: JSON.stringify(step.event),
        },
        project: () => project(step),
      })),
      done() {
        revision += 1
        for (const record of records) onRecorded(record)
      },
    }
  }

  return {
    record(paymentId, event) {
      const { after, steps, done } = plan(paymentId, event)
      const written = journal.appendAll(steps)
      if (!written.ok) return written
      done()
      return ok(after)
    },
    plan,
    find,
    recent: (limit) => newest.all(limit).map(toPayment),
    ofDay: (day) => byDay.all(day).map(toPayment),
    since: (moment) => fromMoment.all(new Date(moment).toISOString()).map(toPayment),
    pageSince: (moment, before, limit) =>
      pageFromMoment
        .all(new Date(moment).toISOString(), before?.createdAt ?? '~', before?.number ?? 0, limit)
        .map(toPayment),
    ofSale: (saleId) => bySale.all(saleId).map(toPayment),
    ofShift: (number) => byShift.all(number).map(toPayment),
    ofCharge(gateway, chargeId) {
      const row = byCharge.get(chargeId, gateway)
      return row ? toPayment(row) : undefined
    },
    isOwnAddress: (address) => byAddress.get({ address }) !== undefined,
    hasTransaction: (id) => byTransaction.get({ id }) !== undefined,
    exceptions: () => withAttention.all().map(toPayment),
    latestExceptions(isMeant, most) {
      const found: Payment[] = []
      for (const row of withAttention.iterate()) {
        const payment = toPayment(row)
        if (isMeant(payment)) found.push(payment)
        if (found.length >= most) break
      }
      return found
    },
    countExceptions: () => Number(attentionCount.get()?.['n'] ?? 0),
    withStatus: (statuses) => byStatus.all(JSON.stringify(statuses)).map(toPayment),
    revision: () => revision,
    nextNumber: () => Number(highest.get()?.['number'] ?? 0) + 1,
    history: (id) => journal.entries(id).map((entry) => toHistoryEntry(entry.seq, parseEvent(entry.body))),
    approvalOf(id) {
      const row = intent.get(id)
      const event = row ? parseEvent(String(row['body'])) : undefined
      return event?.kind === 'intended' ? (event.approval ?? null) : null
    },
    lastRaw(id) {
      try {
        const row = lastObserved.get(id)
        const event = row ? parseEvent(String(row['body'])) : undefined
        return event?.kind === 'observed' ? event.raw : undefined
      } catch {
        // Damage: what was heard is recorded once more, and the payment is watched.
        return undefined
      }
    },
    replay: replayed,
    rebuild() {
      try {
        database.exec('BEGIN IMMEDIATE')
        rebuildTables(database)
        markProjected(database)
        database.exec('COMMIT')
        return ok(null)
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK')
        return err(journalError(error))
      }
    },
  }
}

function parseEvent(body: string): PaymentEvent {
  return PaymentEvent.parse(JSON.parse(body))
}
