import type { Payment } from '../../../shared/payment/payment.ts'
import { countsAsSale } from '../../../shared/payment/questions.ts'
import { countedSale } from '../../../shared/sale/counted.ts'
import type { SaleDetails } from '../../../shared/sale/details.ts'

/** As it was sold, where it was: a tip is what was given, not what was asked for. */
export function partsOnReceipt(payment: Payment): SaleDetails | null {
  return countsAsSale(payment) && payment.sale !== null ? countedSale(payment, payment.sale) : payment.sale
}
