import type { HistoryEntry } from '../../shared/contract/payments.ts'
import { PaymentEvent } from '../../shared/payment/event.ts'
import { Payment } from '../../shared/payment/payment.ts'
import { transition } from '../../shared/payment/transition.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Journal } from '../journal/journal.ts'

/** The only SQL for payments and their event history. */
export type PaymentRepository = {
  /**
   * Applies one event: event row and new state are on disk when this returns. Errors: `journalUnavailable`; the
   * payment is then what it was before.
   */
  record(paymentId: string, event: PaymentEvent): Result<Payment>
  find(id: string): Payment | undefined
  /** Newest first. */
  recent(limit: number): readonly Payment[]
  ofDay(day: string): readonly Payment[]
  /** Begun at or after a moment (milliseconds), oldest first. */
  since(moment: number): readonly Payment[]
  ofSale(saleId: string): readonly Payment[]
  /** Every payment in one of these statuses, oldest first. */
  withStatus(statuses: readonly Payment['status'][]): readonly Payment[]
  nextNumber(): number
  /** Counts up with every recorded event: what was computed at the same revision still holds. */
  revision(): number
  history(id: string): readonly HistoryEntry[]
  /** The raw text of the last observation, to tell news from repetition after a restart. */
  lastRaw(id: string): string | undefined
  /** Computes all payments from the events alone; equals the table unless one of the two was tampered with. */
  replay(): readonly Payment[]
}

/** `onRecorded` hears of each event after it is on disk. */
export function createPaymentRepository(
  journal: Journal,
  onRecorded: (payment: Payment, event: PaymentEvent) => void = () => undefined,
): PaymentRepository {
  const { database } = journal
  const byId = database.prepare('SELECT body FROM payments WHERE id = ?')
  const newest = database.prepare('SELECT body FROM payments ORDER BY number DESC LIMIT ?')
  const byDay = database.prepare('SELECT body FROM payments WHERE day = ? ORDER BY number')
  const fromMoment = database.prepare('SELECT body FROM payments WHERE created_at >= ? ORDER BY number')
  const bySale = database.prepare('SELECT body FROM payments WHERE sale_id = ? ORDER BY number')
  const byStatus = database.prepare(
    'SELECT body FROM payments WHERE status IN (SELECT value FROM json_each(?)) ORDER BY number',
  )
  const highest = database.prepare('SELECT max(number) AS number FROM payments')
  const lastObserved = database.prepare(
    "SELECT body FROM events WHERE payment_id = ? AND kind = 'observed' ORDER BY seq DESC LIMIT 1",
  )
  const save = database.prepare(
    `INSERT INTO payments (id, sale_id, number, day, status, created_at, body) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET status = excluded.status, body = excluded.body`,
  )

  let revision = 0

  function find(id: string): Payment | undefined {
    const row = byId.get(id)
    return row ? toPayment(row) : undefined
  }

  return {
    record(paymentId, event) {
      const before = find(paymentId)
      const after = transition(before, event)
      const entry = { at: event.at, paymentId, kind: event.kind, body: JSON.stringify(event) }
      const written = journal.append(entry, () => {
        if (after === before) return
        save.run(
          after.id,
          after.saleId,
          after.number,
          after.day,
          after.status,
          after.createdAt,
          JSON.stringify(after),
        )
      })
      if (!written.ok) return written
      revision += 1
      onRecorded(after, event)
      return ok(after)
    },
    find,
    recent: (limit) => newest.all(limit).map(toPayment),
    ofDay: (day) => byDay.all(day).map(toPayment),
    since: (moment) => fromMoment.all(new Date(moment).toISOString()).map(toPayment),
    ofSale: (saleId) => bySale.all(saleId).map(toPayment),
    withStatus: (statuses) => byStatus.all(JSON.stringify(statuses)).map(toPayment),
    revision: () => revision,
    nextNumber: () => Number(highest.get()?.['number'] ?? 0) + 1,
    history: (id) => journal.entries(id).map((entry) => toHistory(entry.seq, parseEvent(entry.body))),
    lastRaw(id) {
      const row = lastObserved.get(id)
      const event = row ? parseEvent(String(row['body'])) : undefined
      return event?.kind === 'observed' ? event.raw : undefined
    },
    replay() {
      const payments = new Map<string, Payment>()
      for (const entry of journal.entries()) {
        if (entry.paymentId === null) continue
        payments.set(entry.paymentId, transition(payments.get(entry.paymentId), parseEvent(entry.body)))
      }
      return [...payments.values()]
    },
  }
}

function toPayment(row: Record<string, unknown>): Payment {
  return Payment.parse(JSON.parse(String(row['body'])))
}

function parseEvent(body: string): PaymentEvent {
  return PaymentEvent.parse(JSON.parse(body))
}

function toHistory(seq: number, event: PaymentEvent): HistoryEntry {
  const base = {
    seq,
    at: event.at,
    kind: event.kind,
    vendorStatus: null,
    received: null,
    detail: null,
    raw: null,
  }
  switch (event.kind) {
    case 'observed':
      return {
        ...base,
        vendorStatus: event.observation.vendorStatus,
        received: event.observation.received,
        detail: event.source,
        raw: event.raw,
      }
    case 'charged':
      return { ...base, vendorStatus: 'waiting', detail: event.charge.chargeId, raw: event.raw }
    case 'abandoned':
      return { ...base, detail: event.reason, raw: event.raw }
    case 'unreadable':
      return { ...base, detail: event.detail, raw: event.raw }
    case 'intended':
      return { ...base, detail: event.payment.orderId }
    case 'expired':
    case 'cancelled':
      return base
  }
}
