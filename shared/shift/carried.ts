import type { Payment } from '../payment/payment.ts'
import type { CarriedPayment } from './totals.ts'

/** A payment that is open when a report is made, as the report has it. `cashier`: the id of whose it is. */
export function carriedOf(payment: Payment, cashier: string | null): CarriedPayment {
  const { id, number, price, status, createdAt, sale } = payment
  const carried = { paymentId: id, number, price, status, createdAt, cashier }
  const tip = sale?.tip?.minor ?? 0
  return tip === 0 ? carried : { ...carried, tip }
}
