import type { Payment } from '../../shared/payment/payment.ts'
import { countsAsSale } from '../../shared/payment/questions.ts'
import { countedSale } from '../../shared/sale/counted.ts'

/** A payment's price in its two parts, in the minor unit of its currency: of a sale as every sum counts it. */
export function goodsAndTip(payment: Payment): { readonly goods: number; readonly tip: number } {
  const { sale, price } = payment
  if (sale === null) return { goods: price.minor, tip: 0 }
  const { goods, tip } = countsAsSale(payment) ? countedSale(payment, sale) : sale
  return { goods, tip: tip?.minor ?? 0 }
}
