import type { Payment } from '../../shared/payment/payment.ts'
import { type Booking, bookingOf } from '../../shared/shift/booking.ts'
import type { BookedPayment } from '../../shared/shift/counting.ts'
import { type Figures, isNothing, plus } from '../../shared/shift/figures.ts'
import type { CellKey, Correction } from '../../shared/shift/totals.ts'
import { bookedOf, type Place } from './booked.ts'

/** Where the sums of the reports are kept: tables, or memory while all of them are made anew. */
export type BookStore = {
  changeCell(z: number, key: CellKey, change: Change): void
  changeCorrection(z: number, about: Corrected, change: Change): void
}

/** Of what stands there; null takes it out. */
export type Change = (before: Figures | undefined) => Figures | null

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
  const add = (before: Figures | undefined) => together(before, change.figures)
  store.changeCell(z, key, add)
  if (!change.isCorrection || home === null) return
  const { id, number } = payment
  store.changeCorrection(z, { paymentId: id, number, z: home }, add)
}

function together(before: Figures | undefined, change: Figures): Figures | null {
  const sum = before ? plus(before, change) : change
  return isNothing(sum) ? null : sum
}
