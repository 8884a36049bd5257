import { formatUsdt } from '../../../shared/money/usdt.ts'
import { excessOf, missingOf } from '../../../shared/payment/evidence.ts'
import type { Payment } from '../../../shared/payment/payment.ts'
import { isCharged } from '../../../shared/payment/transition.ts'

/** The amounts that the sentences of problems speak of. */
export function problemValues(payment: Payment): Readonly<Record<string, string>> {
  if (!isCharged(payment)) return {}
  return {
    asked: payment.charge.asked,
    received: payment.received,
    missing: formatUsdt(missingOf(payment)),
    excess: formatUsdt(excessOf(payment)),
  }
}
