import type { Payment } from '../../shared/payment/payment.ts'
import { type Booking, bookingOf } from '../../shared/shift/booking.ts'
import type { BookedPayment } from '../../shared/shift/counting.ts'
import { type Figures, isNothing, plus } from '../../shared/shift/figures.ts'
import type { CellKey, Correction } from '../../shared/shift/totals.ts'
import { bookedOf, type Place } from './booked.ts'

/** Where the sums of the reports are kept: tables, or memory while all of them are made anew. */
export type BookStore = {
  cell(z: number, key: CellKey): Figures | undefined
  /** Null takes it out. */
  keepCell(z: number, key: CellKey, figures: Figures | null): void
  correction(z: number, paymentId: string): Figures | undefined
  keepCorrection(z: number, about: Corrected, figures: Figures | null): void
}

export type Corrected = Omit<Correction, 'figures'>

/** One step of a payment. `z` is the one that comes next: whatever happens now stands in it. */
export type BookStep = {
  readonly before: Payment | undefined
  readonly after: Payment
  readonly place: Place
  readonly z: number
}

/** Counts what one event of a payment changes, by `bookingOf`; answers where the payment stands from now on. */
export function enterStep(store: BookStore, { before, after, place, z }: BookStep): Place {
  const booked = bookedOf(after, place)
  const booking = bookingOf({
    before: before ? bookedOf(before, place) : null,
    home: place.z,
    after: booked,
    z,
  })
  enter(store, z, booked, booking)
  return { z: booking.home, gateway: booked.gateway }
}

function enter(store: BookStore, z: number, booked: BookedPayment, { home, change }: Booking): void {
  if (change === null) return
  const { cashier, shift, gateway, payment } = booked
  const key = { cashier, shift, gateway, isCorrection: change.isCorrection }
  store.keepCell(z, key, together(store.cell(z, key), change.figures))
  if (!change.isCorrection || home === null) return
  const { id, number } = payment
  const corrected = together(store.correction(z, id), change.figures)
  store.keepCorrection(z, { paymentId: id, number, z: home }, corrected)
}

function together(before: Figures | undefined, change: Figures): Figures | null {
  const sum = before ? plus(before, change) : change
  return isNothing(sum) ? null : sum
}
