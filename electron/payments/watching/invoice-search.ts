import type { ChargedPayment, Observation } from '../../../shared/payment/payment.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import type { NowPaymentsAccount } from '../../gateways/nowpayments/account/account.ts'
import type { Clock } from '../../time/clock.ts'
import type { PaymentRepository } from '../payment-repository.ts'
import { hasMoney, type SiblingCheck } from './sibling-check.ts'

const DAY_MS = 24 * 60 * 60_000
/** More ways to pay than any customer tries. */
const MOST_READ = 20

type Dependencies = {
  /** Null where the gateway's account is not set up. */
  readonly account: Pick<NowPaymentsAccount, 'signedInUntil' | 'payments'> | null
  readonly repository: PaymentRepository
  readonly lookAtSibling: SiblingCheck
  readonly clock: Clock
}

/**
 * Looks for other payments of a payment's invoice in the gateway's own list, which it shows to a signed-in owner only:
 * while nobody is signed in nothing is asked. One search per payment at a time: who asks meanwhile joins it. Resolves to
 * whether any was there.
 */
export type InvoiceSearch = (paymentId: string) => Promise<boolean>

export function createInvoiceSearch({
  account,
  repository,
  lookAtSibling,
  clock,
}: Dependencies): InvoiceSearch {
  const running = new Map<string, Promise<boolean>>()

  async function search(paymentId: string): Promise<boolean> {
    const payment = repository.find(paymentId)
    if (!payment || !isCharged(payment) || payment.charge.invoice === undefined) return false
    if (!account || account.signedInUntil() === null) return false
    const listed = await account.payments({
      from: new Date(Date.parse(payment.createdAt) - DAY_MS).toISOString(),
      to: new Date(clock.now() + DAY_MS).toISOString(),
      invoiceId: payment.charge.invoice.id,
    })
    if (!listed.ok) return false
    const others = othersIn(
      listed.value.rows.map(({ observation }) => observation),
      payment,
    )
    for (const { chargeId } of others) await lookAtSibling(paymentId, chargeId, 'background')
    return others.length > 0
  }

  return (paymentId) => {
    const known = running.get(paymentId)
    if (known !== undefined) return known
    const own = search(paymentId).finally(() => running.delete(paymentId))
    running.set(paymentId, own)
    return own
  }
}

/** The list may show more than it was asked for. Those that it says money came for are the first. */
function othersIn(listed: readonly Observation[], { charge }: ChargedPayment): readonly Observation[] {
  return listed
    .filter(({ chargeId, invoiceId }) => chargeId !== charge.chargeId && invoiceId === charge.invoice?.id)
    .toSorted((one, other) => Number(hasMoney(other)) - Number(hasMoney(one)))
    .slice(0, MOST_READ)
}
