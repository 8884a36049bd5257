import type { DatabaseSync } from 'node:sqlite'
import { PaymentEvent } from '../../shared/payment/event.ts'
import type { Payment } from '../../shared/payment/payment.ts'
import { transition } from '../../shared/payment/transition.ts'
import { ShiftEvent } from '../../shared/shift/shift.ts'
import { createDueTerms } from '../exports/search/due-terms.ts'
import { enterStep } from '../shifts/book-entry.ts'
import { createBookMemory } from '../shifts/book-memory.ts'
import { createBookTables } from '../shifts/book-tables.ts'
import { firstPlace, type Place } from '../shifts/booked.ts'
import { isShiftKind } from '../shifts/shift-step.ts'
import { createShiftTables } from '../shifts/shift-tables.ts'
import { createPaymentTable } from './payment-table.ts'

/** The events of one payment stand close together: so many at once are seldom read back, and are little memory. */
const HELD = 20_000

type Held = { payment: Payment; place: Place; isNew: boolean }

/**
 * Computes payments, shifts, Zs and the book from the events alone, in the journal's order and in the caller's transaction.
 * @throws what SQLite throws, and when the events do not follow from each other.
 */
export function rebuildTables(database: DatabaseSync): void {
  const table = createPaymentTable(database)
  const shifts = createShiftTables(database)
  const tables = createBookTables(database)
  const sums = createBookMemory()
  const held = new Map<string, Held>()
  const begun = new Set<string>()
  let z = 1

  function take(id: string): Held | undefined {
    const known = held.get(id)
    if (known) return known
    // Until the events have begun it, a row is what the table was before.
    const row = begun.has(id) ? table.find(id) : undefined
    return row && { ...row, isNew: false }
  }

  function putBack(one: Held): void {
    if (one.isNew) table.saveAnew(one.payment, one.place)
  }

  function step(id: string, event: PaymentEvent): void {
    const before = take(id)
    const after = transition(before?.payment, event)
    // Whatever was looked at last stands last.
    held.delete(id)
    if (before && after === before.payment) {
      held.set(id, before)
      return
    }
    const place = before?.place ?? firstPlace(event)
    begun.add(id)
    held.set(id, {
      payment: after,
      place: enterStep(sums, { before: before?.payment, after, place, z }),
      isNew: true,
    })
    if (held.size > HELD) makeRoom()
  }

  function makeRoom(): void {
    for (const [id, one] of held) {
      putBack(one)
      held.delete(id)
      return
    }
  }

  function shiftStep(event: ShiftEvent): void {
    shifts.apply(event)
    if (event.kind !== 'dayClosed') return
    sums.moveTo(tables)
    z = event.z.number + 1
  }

  table.removeUntold()
  shifts.clear()
  tables.clear()
  const events = database.prepare('SELECT payment_id, kind, body FROM events ORDER BY seq')
  for (const { payment_id: paymentId, kind, body } of events.iterate()) {
    if (paymentId !== null) step(String(paymentId), PaymentEvent.parse(JSON.parse(String(body))))
    else if (isShiftKind(kind)) shiftStep(ShiftEvent.parse(JSON.parse(String(body))))
  }
  for (const one of held.values()) putBack(one)
  sums.moveTo(tables)
  createDueTerms(database).write(Number.MAX_SAFE_INTEGER)
}
