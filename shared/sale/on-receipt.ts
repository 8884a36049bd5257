import type { Payment } from '../payment/payment.ts'
import { countsAsSale } from '../payment/questions.ts'

/**
 * The payment whose till, time, cashier and shop a receipt names: the one that counts as the sale, as in every report; until one
 * does, the first that asked for it.
 */
export function saleOnReceipt(sale: readonly [Payment, ...Payment[]]): Payment {
  return sale.find(countsAsSale) ?? sale.reduce((one, other) => (other.number < one.number ? other : one))
}
