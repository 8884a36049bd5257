import type { PaymentEvent } from '../../shared/payment/event.ts'
import type { Payment } from '../../shared/payment/payment.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import type { BookedPayment } from '../../shared/shift/counting.ts'

/** Where a payment stands in the book. Neither changes once it is known. */
export type Place = {
  /** The Z it belongs to; null until it has come to its end. */
  readonly z: number | null
  /** The gateway that was asked. */
  readonly gateway: string | null
}

/** Of a payment that begins with this event. */
export function firstPlace(event: PaymentEvent): Place {
  return { z: null, gateway: event.kind === 'intended' ? (event.gateway ?? null) : null }
}

/** Journals of a till with one gateway say with the charge which it was, and of what was never charged not at all. */
export function bookedOf(payment: Payment, { gateway }: Place): BookedPayment {
  return {
    payment,
    gateway: gateway ?? (isCharged(payment) ? payment.charge.gateway : null),
    cashier: payment.cashier?.id ?? null,
    shift: payment.shift,
    sale: payment.sale,
  }
}
