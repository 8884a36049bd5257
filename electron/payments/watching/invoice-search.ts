import { isCharged } from '../../../shared/payment/transition.ts'
import type { NowPaymentsAccount } from '../../gateways/nowpayments/account/account.ts'
import type { Clock } from '../../time/clock.ts'
import type { PaymentRepository } from '../payment-repository.ts'
import type { SiblingCheck } from './sibling-check.ts'

const DAY_MS = 24 * 60 * 60_000

type Dependencies = {
  /** Null where the gateway's account is not set up. */
  readonly account: NowPaymentsAccount | null
  readonly repository: PaymentRepository
  readonly lookAtSibling: SiblingCheck
  readonly clock: Clock
}

/**
 * Looks for other payments of a payment's invoice in the gateway's own list, which it shows to a signed-in owner only:
 * while nobody is signed in nothing is asked. Resolves to whether any was there.
 */
export type InvoiceSearch = (paymentId: string) => Promise<boolean>

export function createInvoiceSearch({
  account,
  repository,
  lookAtSibling,
  clock,
}: Dependencies): InvoiceSearch {
  return async (paymentId) => {
    const payment = repository.find(paymentId)
    const charge = payment && isCharged(payment) ? payment.charge : undefined
    if (!payment || charge?.invoice === undefined || !account || account.signedInUntil() === null)
      return false
    const listed = await account.payments({
      from: new Date(Date.parse(payment.createdAt) - DAY_MS).toISOString(),
      to: new Date(clock.now() + DAY_MS).toISOString(),
      invoiceId: charge.invoice.id,
    })
    if (!listed.ok) return false
    const ids = listed.value.rows.map(({ observation }) => observation.chargeId)
    const others = ids.filter((id) => id !== charge.chargeId)
    for (const id of others) await lookAtSibling(paymentId, id, 'background')
    return others.length > 0
  }
}
