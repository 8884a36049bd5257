import type { ChargedPayment, ObservedStatus } from '../../../shared/payment/payment.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import type { CallPriority } from '../../gateways/gateway.ts'
import { type Clock, isoNow } from '../../time/clock.ts'
import type { Lineup } from '../lineup.ts'
import type { PaymentRepository } from '../payment-repository.ts'

/** Further deposits are looked at after their parent, a few at a time: nobody waits for them. */
const MOST_AT_ONCE = 3

type Dependencies = {
  readonly repository: PaymentRepository
  readonly lineup: Pick<Lineup, 'of'>
  readonly clock: Clock
}

/** Looks at the further deposits of a payment whose last word is not known yet. */
export type ChildCheck = (paymentId: string, priority: CallPriority, signal: AbortSignal) => Promise<void>

/**
 * The parent names its children (`payment_extra_ids`) and nothing more; coin and amount are the child's own
 * (NOWPayments API, repeated deposits and wrong assets). What fails is asked again with the parent's next look.
 */
export function createChildCheck({ repository, lineup, clock }: Dependencies): ChildCheck {
  async function lookAt(
    { id: paymentId, charge }: ChargedPayment,
    chargeId: string,
    priority: CallPriority,
    signal: AbortSignal,
  ) {
    const answer = await lineup.of(charge.gateway).readCharge(chargeId, { signal, priority })
    if (signal.aborted || !answer.ok || answer.value.value.chargeId !== chargeId) return
    const { value: observation, raw } = answer.value
    const parent = repository.find(paymentId)
    const known =
      parent && isCharged(parent) ? parent.children.find((one) => one.chargeId === chargeId) : undefined
    const isNews = known?.status !== observation.status || known.received !== observation.received
    if (isNews) repository.record(paymentId, { kind: 'childObserved', at: isoNow(clock), observation, raw })
  }

  return async (paymentId, priority, signal) => {
    const payment = repository.find(paymentId)
    if (!payment || !isCharged(payment)) return
    for (const chargeId of openChildren(payment).slice(0, MOST_AT_ONCE)) {
      if (!signal.aborted) await lookAt(payment, chargeId, priority, signal)
    }
  }
}

const LAST_WORDS: readonly ObservedStatus[] = ['partiallyPaid', 'finished', 'failed', 'refunded', 'expired']

function openChildren(payment: ChargedPayment): readonly string[] {
  return payment.childChargeIds.filter((id) => {
    const child = payment.children.find(({ chargeId }) => chargeId === id)
    return child === undefined || !LAST_WORDS.includes(child.status)
  })
}
