import type { Payment } from '../../../shared/payment/payment.ts'
import { countsAsSale } from '../../../shared/payment/questions.ts'
import { countedSale } from '../../../shared/sale/counted.ts'
import type { SaleDetails } from '../../../shared/sale/details.ts'

/**
 * The payment whose till, time and cashier a receipt names: the one that counts as the sale, as in every report; until one does, the
 * first that asked for it.
 */
export function saleOnReceipt(sale: readonly [Payment, ...Payment[]]): Payment {
  return sale.find(countsAsSale) ?? sale.reduce((one, other) => (other.number < one.number ? other : one))
}

/** As it was sold, where it was: a tip is what was given, not what was asked for. */
export function partsOnReceipt(payment: Payment): SaleDetails | null {
  return countsAsSale(payment) && payment.sale !== null ? countedSale(payment, payment.sale) : payment.sale
}
