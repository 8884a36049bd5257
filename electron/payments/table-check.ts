import type { DatabaseSync } from 'node:sqlite'
import { isDeepStrictEqual } from 'node:util'
import { PaymentEvent } from '../../shared/payment/event.ts'
import { Payment } from '../../shared/payment/payment.ts'
import { transition } from '../../shared/payment/transition.ts'
import { toEntry } from '../journal/journal.ts'
import { isProjected } from '../journal/projection.ts'

/** Whether the payments table is what the events come to. `outdated`: an older USDTill wrote it, and it is not compared. */
export type TableVerdict =
  | { readonly state: 'agrees'; readonly payments: number }
  | { readonly state: 'differs'; readonly paymentId: string }
  | { readonly state: 'outdated' }

/** Computes every payment from the events alone and compares it with the table. Read-only. */
export function checkTable(database: DatabaseSync): TableVerdict {
  if (!isProjected(database)) return { state: 'outdated' }
  const computed = new Map<string, Payment>()
  for (const row of database
    .prepare('SELECT * FROM events WHERE payment_id IS NOT NULL ORDER BY seq')
    .iterate()) {
    const { paymentId, body } = toEntry(row)
    if (paymentId === null) continue
    computed.set(paymentId, transition(computed.get(paymentId), PaymentEvent.parse(JSON.parse(body))))
  }
  for (const row of database.prepare('SELECT id, body FROM payments').iterate()) {
    const id = String(row['id'])
    if (!isDeepStrictEqual(readPayment(String(row['body'])), computed.get(id))) {
      return { state: 'differs', paymentId: id }
    }
    computed.delete(id)
  }
  const [left] = computed.keys()
  if (left !== undefined) return { state: 'differs', paymentId: left }
  const counted = database.prepare('SELECT count(*) AS n FROM payments').get()
  return { state: 'agrees', payments: Number(counted?.['n'] ?? 0) }
}

/** Undefined for what is no payment: then it differs from whatever the events say. */
function readPayment(body: string): Payment | undefined {
  try {
    return Payment.parse(JSON.parse(body))
  } catch {
    return undefined
  }
}
