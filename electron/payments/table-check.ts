import type { DatabaseSync } from 'node:sqlite'
import { isDeepStrictEqual } from 'node:util'
import { PaymentEvent } from '../../shared/payment/event.ts'
import { Payment } from '../../shared/payment/payment.ts'
import { transition } from '../../shared/payment/transition.ts'
import { Refund } from '../../shared/refund/refund.ts'
import { toEntry } from '../journal/journal.ts'
import { isProjected } from '../journal/projection.ts'
import { foldRefunds } from '../refunds/refund-repository.ts'

/** Whether the tables of payments and refunds are what the events come to. `outdated`: an older USDTill wrote it, and it is not compared. */
export type TableVerdict =
  | { readonly state: 'agrees'; readonly payments: number }
  | { readonly state: 'differs'; readonly paymentId: string }
  | { readonly state: 'outdated' }

/** Computes every payment and refund from the events alone and compares them with the tables. Read-only. */
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
  const odd = left ?? paymentWithOddRefund(database)
  if (odd !== undefined) return { state: 'differs', paymentId: odd }
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

/** The payment of the first refund that is not what its events come to. */
function paymentWithOddRefund(database: DatabaseSync): string | undefined {
  const events = database.prepare("SELECT body FROM events WHERE kind GLOB 'refund.*' ORDER BY seq")
  const computed = foldRefunds(events.iterate())
  for (const row of database.prepare('SELECT id, payment_id, body FROM refunds').iterate()) {
    const id = String(row['id'])
    if (!isDeepStrictEqual(readRefund(String(row['body'])), computed.get(id)))
      return String(row['payment_id'])
    computed.delete(id)
  }
  const [missing] = computed.values()
  return missing?.paymentId
}

function readRefund(body: string): Refund | undefined {
  try {
    return Refund.parse(JSON.parse(body))
  } catch {
    return undefined
  }
}
