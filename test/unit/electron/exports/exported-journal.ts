import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openJournal } from '../../../../electron/journal/journal.ts'
import type { PaymentEvent } from '../../../../shared/payment/event.ts'
import type { Payment } from '../../../../shared/payment/payment.ts'
import { needsAttention } from '../../../../shared/payment/questions.ts'
import type { ByWhom } from '../../../../shared/people/caller.ts'
import { at } from '../../../support/builders.ts'

export type ExportedJournal = {
  readonly folder: string
  readonly journalFile: string
  /** As they are in the table; each with one event, and what was decided about it. */
  write(payments: readonly Payment[], decided?: ReadonlyMap<string, PaymentEvent>): void
  /** A further event of a payment that is written already; the table stays as it is. */
  add(paymentId: string, event: PaymentEvent): void
  /** One of a refund, with no more of it than a test is about. */
  addRefund(refundId: string, event: ByWhom & { readonly kind: string }): void
  /** Text where a payment should be. */
  damage(id: string, body: string): void
  /** Of the last event of a payment. */
  digestOf(id: string): string | undefined
  remove(): void
}

/** A real journal file in a folder of its own, with payments in whatever state a test wants them. */
export function openExportedJournal(): ExportedJournal {
  const folder = mkdtempSync(join(tmpdir(), 'usdtill-exports-'))
  const journalFile = join(folder, 'live.sqlite')
  const opened = openJournal(journalFile, 'live')
  if (!opened.ok) throw new Error(opened.error.code)
  const journal = opened.value
  const insert = journal.database.prepare(
    'INSERT INTO payments (id, sale_id, number, day, status, created_at, attention, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const change = journal.database.prepare('UPDATE payments SET body = ? WHERE id = ?')

  function project(payment: Payment): void {
    const { id, saleId, number, day, status, createdAt } = payment
    const attention = needsAttention(payment) ? 1 : 0
    insert.run(id, saleId, number, day, status, createdAt, attention, JSON.stringify(payment))
  }

  function append(paymentId: string | null, kind: string, body: object): void {
    const entry = { at: at(0), paymentId, kind, body: JSON.stringify(body) }
    const written = journal.appendAll([{ entry, project: () => undefined }])
    if (!written.ok) throw new Error(JSON.stringify(written.error))
  }

  return {
    folder,
    journalFile,
    add: (paymentId, event) => append(paymentId, event.kind, event),
    addRefund: (refundId, event) => append(null, `refund.${event.kind}`, { refundId, event }),
    write(payments, decided = new Map()) {
      const steps = payments.flatMap((payment) => {
        const event = decided.get(payment.id)
        const entry = { at: at(0), paymentId: payment.id, kind: 'cancelled', body: '{}' }
        return [
          { entry, project: () => project(payment) },
          ...(event
            ? [
                {
                  entry: { ...entry, kind: event.kind, body: JSON.stringify(event) },
                  project: () => undefined,
                },
              ]
            : []),
        ]
      })
      const written = journal.appendAll(steps)
      if (!written.ok) throw new Error(JSON.stringify(written.error))
    },
    damage(id, body) {
      change.run(body, id)
    },
    digestOf: (id) => journal.entries(id).at(-1)?.hash,
    remove() {
      journal.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
