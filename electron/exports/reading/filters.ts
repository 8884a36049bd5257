import type { ExportFilters, ExportStatus } from '../../../shared/contract/exports.ts'
import type { Payment } from '../../../shared/payment/payment.ts'
import { isSold } from '../../../shared/payment/questions.ts'
import type { PaymentFacts } from '../sheets/payment-facts.ts'

/** Whether all of them let a payment through, by what stands in its row. */
export function passes(
  filters: ExportFilters,
  { payment, charged }: Pick<PaymentFacts, 'payment' | 'charged'>,
): boolean {
  const { cashier, gateway, status, currency } = filters
  return (
    (cashier === null || payment.cashier?.id === cashier) &&
    (gateway === null || charged?.charge.gateway === gateway) &&
    (status === null || hasStatus(payment, status)) &&
    (currency === null || payment.price.currency === currency)
  )
}

/** A sale that was taken as it is, or paid by the rest, is still short at the gateway; it counts like any other. */
function hasStatus(payment: Payment, status: ExportStatus): boolean {
  return status === 'sold' ? isSold(payment) : payment.status === status
}
