import type { Money } from '../../../shared/money/money.ts'
import type { Payment } from '../../../shared/payment/payment.ts'
import { isInProgress, isSold } from '../../../shared/payment/questions.ts'
import type { Clock } from '../../time/clock.ts'
import type { PaymentRepository } from '../payment-repository.ts'

/** Beyond this a customer with the same amount is another customer. */
const SAME_CUSTOMER_MS = 15 * 60_000
const LOOK_BACK = 30

/**
 * An earlier payment for goods of the same price that nobody has paid: perhaps the same sale, charged twice. One that the
 * cashier withdrew on purpose is no reason to ask, and the tip, which the customer may choose anew, says nothing.
 */
export function unpaidLike(
  goods: Money,
  repository: Pick<PaymentRepository, 'recent'>,
  clock: Clock,
): Payment | undefined {
  return repository.recent(LOOK_BACK).find((payment) => {
    const { price, sale } = payment
    const isSame = (sale?.goods ?? price.minor) === goods.minor && price.currency === goods.currency
    const isRecent = clock.now() - Date.parse(payment.createdAt) < SAME_CUSTOMER_MS
    const isUnpaid = isInProgress(payment) || payment.status === 'expired' || payment.status === 'short'
    return isSame && isRecent && isUnpaid && !isSold(payment)
  })
}
