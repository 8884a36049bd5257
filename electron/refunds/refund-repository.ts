import { z } from 'zod'
import type { AppError } from '../../shared/app-error.ts'
import type { PaymentRefund } from '../../shared/payment/payment.ts'
import { mayStillComplete } from '../../shared/payment/questions.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { RefundEvent } from '../../shared/refund/event.ts'
import { isOver, standingOf } from '../../shared/refund/questions.ts'
import { Refund } from '../../shared/refund/refund.ts'
import { transition } from '../../shared/refund/transition.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { journalError } from '../journal/database.ts'
import type { Journal, JournalStep } from '../journal/journal.ts'
import type { PaymentRepository, PlannedRecord } from '../payments/payment-repository.ts'

/** The only SQL for refunds and their events. What a refund means to its payment is written in the same transaction. */
export type RefundRepository = {
  /**
   * The intent of a refund, answered by `prepare` from what it reads: nothing of that can change before it is written.
   * With it the sale's other payments that might still complete it are withdrawn: what comes for them is late. Errors: those of `prepare`, `journalUnavailable`.
   */
  begin<E>(prepare: () => Result<Intended, E>): Result<Refund, E | AppError>
  /** Event row, the refund's new state and its payment's are on disk when this returns, or none. */
  record(id: string, event: Exclude<RefundEvent, Intended>): Result<Refund>
  find(id: string): Refund | undefined
  /** Oldest first. */
  ofPayment(paymentId: string): readonly Refund[]
  ofExternalId(externalId: string): Refund | undefined
  ofPayout(payoutId: string): Refund | undefined
  /** Those that something may still come of, oldest first. */
  notOver(): readonly Refund[]
  /** Over by a person's word since a moment (milliseconds), oldest first. */
  abandonedSince(moment: number): readonly Refund[]
  /** It is recorded as that of a refund. */
  hasTransaction(transactionId: string): boolean
  /** The gateway's last text about it, to tell news from repetition. */
  lastRaw(id: string): string | undefined
  /** Computes all refunds from the events alone. */
  replay(): readonly Refund[]
  /** Writes the table anew from the events. Errors: `journalUnavailable`; the table is then what it was. */
  rebuild(): Result<null>
}

type Intended = Extract<RefundEvent, { kind: 'intended' }>

/** How an event of a refund stands in the journal: its kind is `refund.` and the event's own. **Stored.** */
export const StoredRefundEvent = z.strictObject({ refundId: z.string(), event: RefundEvent })

const KIND = 'refund.'

/** `onRecorded` hears of each change after it is on disk. */
export function createRefundRepository(
  journal: Journal,
  payments: Pick<PaymentRepository, 'find' | 'ofSale' | 'plan'>,
  onRecorded: (refund: Refund) => void = () => undefined,
): RefundRepository {
  const { database } = journal
  const byId = database.prepare('SELECT body FROM refunds WHERE id = ?')
  const byPayment = database.prepare('SELECT body FROM refunds WHERE payment_id = ? ORDER BY created_at, id')
  const byExternalId = database.prepare('SELECT body FROM refunds WHERE external_id = ?')
  const byPayout = database.prepare('SELECT body FROM refunds WHERE payout_id = ?')
  const open = database.prepare('SELECT body FROM refunds WHERE is_over = 0 ORDER BY created_at, id')
  const abandoned = database.prepare(
    `SELECT body FROM refunds WHERE status = 'abandoned' AND is_over = 1 AND json_extract(body, '$.endedAt') >= ?
     ORDER BY created_at, id`,
  )
  const byTransaction = database.prepare(
    "SELECT 1 FROM refunds WHERE json_extract(body, '$.transactionId') = ? LIMIT 1",
  )
  // Written as in the index (migration 4), or it is not used.
  const newestLook = database.prepare(
    `SELECT body FROM events WHERE kind GLOB 'refund.*' AND json_extract(body, '$.refundId') = ?
     AND kind IN ('refund.observed', 'refund.asked') ORDER BY seq DESC LIMIT 1`,
  )
  const all = database.prepare("SELECT body FROM events WHERE kind GLOB 'refund.*' ORDER BY seq")
  const save = database.prepare(
    `INSERT INTO refunds (id, payment_id, external_id, payout_id, status, is_over, created_at, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET payout_id = excluded.payout_id,
       status = excluded.status, is_over = excluded.is_over, body = excluded.body`,
  )

  function find(id: string): Refund | undefined {
    const row = byId.get(id)
    return row ? toRefund(row) : undefined
  }

  function project(refund: Refund): void {
    const { id, paymentId, externalId, payout, status, createdAt } = refund
    const over = isOver(refund) ? 1 : 0
    const body = JSON.stringify(refund)
    save.run(id, paymentId, externalId, payout?.payoutId ?? null, status, over, createdAt, body)
  }

  /** The payment hears of it when it means something else to it than before. */
  function planForPayment(refund: Refund, at: string): PlannedRecord | null {
    const payment = payments.find(refund.paymentId)
    if (!payment || !isCharged(payment)) return null
    const known = payment.refunds.find(({ id }) => id === refund.id)
    const now = asPaymentKnows(refund)
    const isSame = JSON.stringify(known) === JSON.stringify(now)
    return isSame ? null : payments.plan(payment.id, { kind: 'refund', at, refund: now })
  }

  function stepsFor(after: Refund, event: RefundEvent) {
    const own: JournalStep = {
      entry: {
        at: event.at,
        paymentId: null,
        kind: `${KIND}${event.kind}`,
        body: JSON.stringify({ refundId: after.id, event }),
      },
      project: () => project(after),
    }
    const ofPayment = planForPayment(after, event.at)
    return { steps: [own, ...(ofPayment?.steps ?? [])], ofPayment }
  }

  /** Whoever gives money of a sale back waits for none: what still comes is for a person to decide about. */
  function planWithdrawals({ paymentId }: Refund, at: string): readonly PlannedRecord[] {
    const payment = payments.find(paymentId)
    const sale = payment ? payments.ofSale(payment.saleId) : []
    const waiting = sale.filter((one) => one.id !== paymentId && mayStillComplete(one))
    return waiting.map(({ id }) => payments.plan(id, { kind: 'cancelled', at }))
  }

  function replayed(): readonly Refund[] {
    return [...foldRefunds(all.iterate()).values()]
  }

  return {
    begin(prepare) {
      const written = journal.appendAfter(() => {
        const intended = prepare()
        if (!intended.ok) return intended
        const refund = transition(undefined, intended.value)
        const { steps, ofPayment } = stepsFor(refund, intended.value)
        const withdrawn = planWithdrawals(refund, intended.value.at)
        const withdrawals = withdrawn.flatMap((planned) => planned.steps)
        return ok({
          steps: [...steps, ...withdrawals],
          value: { refund, ofPayments: [ofPayment, ...withdrawn] },
        })
      })
      if (!written.ok) return written
      const { refund, ofPayments } = written.value
      for (const planned of ofPayments) planned?.done()
      onRecorded(refund)
      return ok(refund)
    },
    record(id, event) {
      const after = transition(find(id), event)
      const { steps, ofPayment } = stepsFor(after, event)
      const written = journal.appendAll(steps)
      if (!written.ok) return written
      ofPayment?.done()
      onRecorded(after)
      return ok(after)
    },
    find,
    ofPayment: (paymentId) => byPayment.all(paymentId).map(toRefund),
    ofExternalId(externalId) {
      const row = byExternalId.get(externalId)
      return row ? toRefund(row) : undefined
    },
    ofPayout(payoutId) {
      const row = byPayout.get(payoutId)
      return row ? toRefund(row) : undefined
    },
    notOver: () => open.all().map(toRefund),
    abandonedSince: (moment) => abandoned.all(new Date(moment).toISOString()).map(toRefund),
    hasTransaction: (transactionId) => byTransaction.get(transactionId) !== undefined,
    lastRaw(id) {
      const row = newestLook.get(id)
      const event = row ? storedEvent(String(row['body'])).event : undefined
      return event && 'raw' in event ? (event.raw ?? undefined) : undefined
    },
    replay: replayed,
    rebuild() {
      try {
        database.exec('BEGIN IMMEDIATE; DELETE FROM refunds')
        for (const refund of replayed()) project(refund)
        database.exec('COMMIT')
        return ok(null)
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK')
        return err(journalError(error))
      }
    },
  }
}

/** Every refund by id, from rows of the journal's refund events in order. */
export function foldRefunds(rows: Iterable<Record<string, unknown>>): Map<string, Refund> {
  const refunds = new Map<string, Refund>()
  for (const row of rows) {
    const { refundId, event } = storedEvent(String(row['body']))
    refunds.set(refundId, transition(refunds.get(refundId), event))
  }
  return refunds
}

function asPaymentKnows(refund: Refund): PaymentRefund {
  const { id, address, amount, transactionId, endedAt } = refund
  const standing = standingOf(refund)
  const isSent = standing === 'sent'
  return {
    ...{ id, standing, address, amount },
    transactionId: isSent ? transactionId : null,
    sentAt: isSent ? endedAt : null,
  }
}

function toRefund(row: Record<string, unknown>): Refund {
  return Refund.parse(JSON.parse(String(row['body'])))
}

function storedEvent(body: string): z.infer<typeof StoredRefundEvent> {
  return StoredRefundEvent.parse(JSON.parse(body))
}
