import type { DatabaseSync } from 'node:sqlite'
import { isDeepStrictEqual } from 'node:util'
import { Payment } from '../../shared/payment/payment.ts'
import { Refund } from '../../shared/refund/refund.ts'
import { isProjected } from '../journal/projection.ts'
import { foldRefunds } from '../refunds/refund-repository.ts'
import { createBookTables } from '../shifts/book-tables.ts'
import { foldJournal, type JournalFold } from '../shifts/journal-fold.ts'
import { createShiftTables } from '../shifts/shift-tables.ts'
import { columnsOf } from './payment-table.ts'

/**
 * Whether the tables of payments, refunds, shifts and reports are what the events come to. `outdated`: an older USDTill wrote
 * it, and it is not compared. `z`: the sums of that report, the next one among them, or the shifts when it was taken.
 */
export type TableVerdict =
  | { readonly state: 'agrees'; readonly payments: number }
  | { readonly state: 'differs'; readonly paymentId: string }
  | { readonly state: 'bookDiffers'; readonly z: number }
  | { readonly state: 'outdated' }

/** Compares the tables with what is computed from the events alone (`known`, where they were read before). Read-only. */
export function checkTable(database: DatabaseSync, known?: JournalFold): TableVerdict {
  if (!isProjected(database)) return { state: 'outdated' }
  const fold = known ?? foldJournal(database)
  const odd = oddPayment(database, fold) ?? paymentWithOddRefund(database)
  if (odd !== undefined) return { state: 'differs', paymentId: odd }
  const z = oddReport(database, fold)
  if (z !== undefined) return { state: 'bookDiffers', z }
  return { state: 'agrees', payments: fold.payments.size }
}

/** The first payment whose row is not what its events come to, or which has none, or no events. */
function oddPayment(database: DatabaseSync, { payments }: JournalFold): string | undefined {
  const found = new Set<string>()
  for (const row of database.prepare('SELECT * FROM payments').iterate()) {
    const { id, body, ...columns } = row
    const expected = payments.get(String(id))
    if (!expected || !isDeepStrictEqual(readPayment(String(body)), expected.payment)) return String(id)
    const beside = columnsOf(expected.payment, expected.place)
    if (Object.entries(beside).some(([name, value]) => !isSame(columns[name], value))) return String(id)
    found.add(String(id))
  }
  return found.size === payments.size ? undefined : [...payments.keys()].find((id) => !found.has(id))
}

/** SQLite has one kind of integer. */
function isSame(stored: unknown, value: string | number | bigint | null): boolean {
  return stored === (typeof value === 'bigint' ? Number(value) : value)
}

/** The first report whose sums in the tables are not what the events come to; the next one stands for the shifts as well. */
function oddReport(database: DatabaseSync, { reports, shifts }: JournalFold): number | undefined {
  const book = createBookTables(database)
  const next = reports.length
  const odd = reports.findIndex(({ cells, corrections }, index) => {
    const kept = { cells: book.cells(index + 1), corrections: book.corrections(index + 1) }
    return !isDeepStrictEqual(kept, { cells, corrections })
  })
  if (odd >= 0) return odd + 1
  const isSoNow =
    isDeepStrictEqual(book.totals(next), reports.at(-1)) &&
    isDeepStrictEqual(createShiftTables(database).state(), shifts)
  return isSoNow ? undefined : next
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
