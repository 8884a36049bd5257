import type { DatabaseSync } from 'node:sqlite'
import { PaymentEvent } from '../../shared/payment/event.ts'
import type { Payment } from '../../shared/payment/payment.ts'
import { transition } from '../../shared/payment/transition.ts'
import { createBook } from '../../shared/shift/book.ts'
import { hasEnded } from '../../shared/shift/counting.ts'
import { type DayClosed, ShiftEvent } from '../../shared/shift/shift.ts'
import { NO_SHIFTS, type Shifts, shiftsAfter } from '../../shared/shift/shifts.ts'
import { isSameReport, type Totals } from '../../shared/shift/totals.ts'
import { toEntry } from '../journal/journal.ts'
import { bookedOf, firstPlace, type Place } from './booked.ts'
import { isShiftKind } from './shift-step.ts'

/**
 * `order`: its number leaves a gap or comes twice, a shift is open over it, or it begins elsewhere than where the one before ended.
 * `place`: it names another end of the journal.
 */
export type ReportFault = {
  readonly seq: number
  readonly z: number | null
  readonly what: 'totals' | 'order' | 'place'
}

/** All that the events of a journal come to, made by the plain rules of `shared/` and none of the tables' code. */
export type JournalFold = {
  readonly payments: ReadonlyMap<string, { readonly payment: Payment; readonly place: Place }>
  readonly shifts: Shifts
  /** What each Z has to say, and last the X. */
  readonly reports: readonly Totals[]
  /** The first Z or shift that is not what the events before it come to. */
  readonly fault: ReportFault | null
}

/** Reads every event once, in order. @throws when one cannot be read. */
export function foldJournal(database: DatabaseSync): JournalFold {
  const payments = new Map<string, { payment: Payment; place: Place }>()
  const book = createBook()
  const reports: Totals[] = []
  let shifts = NO_SHIFTS
  let fault: ReportFault | null = null

  function pay(id: string, event: PaymentEvent): void {
    const before = payments.get(id)
    const payment = transition(before?.payment, event)
    if (payment === before?.payment) return
    const booked = bookedOf(payment, before?.place ?? firstPlace(event))
    const home = before?.place.z ?? (hasEnded(payment) ? reports.length + 1 : null)
    payments.set(id, { payment, place: { z: home, gateway: booked.gateway } })
    book.payment(booked)
  }

  function prove(event: DayClosed, seq: number, previous: string): ReportFault['what'] | null {
    const totals = book.closeDay()
    reports.push(totals)
    if (event.z.from !== shifts.zTakenAt) return 'order'
    if (!isSameReport(totals, event.totals, event.counting)) return 'totals'
    return event.journal.seq === seq - 1 && event.journal.hash === previous ? null : 'place'
  }

  function shift(event: ShiftEvent, seq: number, previous: string): void {
    const unproved = event.kind === 'dayClosed' ? prove(event, seq, previous) : null
    const after = follow(shifts, event)
    const what = after === null ? 'order' : unproved
    shifts = after ?? shifts
    if (what) fault ??= { seq, z: event.kind === 'dayClosed' ? event.z.number : null, what }
  }

  for (const row of database.prepare('SELECT * FROM events ORDER BY seq').iterate()) {
    const { seq, paymentId, kind, body, previous } = toEntry(row)
    if (paymentId !== null) pay(paymentId, PaymentEvent.parse(JSON.parse(body)))
    else if (isShiftKind(kind)) shift(ShiftEvent.parse(JSON.parse(body)), seq, previous)
  }
  return { payments, shifts, reports: [...reports, book.totals()], fault }
}

function follow(shifts: Shifts, event: ShiftEvent): Shifts | null {
  try {
    return shiftsAfter(shifts, event)
  } catch {
    return null
  }
}
