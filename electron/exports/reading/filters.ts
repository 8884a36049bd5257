import type { ExportFilters } from '../../../shared/contract/exports.ts'
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
    (status === null || payment.status === status) &&
    (currency === null || payment.price.currency === currency)
  )
}
