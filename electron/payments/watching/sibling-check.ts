import { isSibling } from '../../../shared/payment/evidence.ts'
import type { ChargedPayment, Observation, ObservedStatus } from '../../../shared/payment/payment.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import type { CallPriority } from '../../gateways/gateway.ts'
import { type Clock, isoNow } from '../../time/clock.ts'
import type { Lineup } from '../lineup.ts'
import type { PaymentRepository } from '../payment-repository.ts'

const LOOK_TIMEOUT_MS = 8_000
/** Words that are no news of money by themselves. */
const WITHOUT_MONEY: readonly ObservedStatus[] = ['waiting', 'expired', 'unknown', 'failed']

type Dependencies = {
  readonly repository: PaymentRepository
  readonly lineup: Pick<Lineup, 'of'>
  readonly clock: Clock
}

/**
 * Looks at a charge that may be another payment of this one's invoice, and notes it once money came for it: from then on
 * it is looked at with its payment, like a further deposit. What told of it only says where to look.
 *
 * Resolves to whether the gateway answered and its news, if any, is on disk. Where not, whoever asked has to ask again:
 * nobody else looks at a charge that is not known.
 */
export type SiblingCheck = (paymentId: string, chargeId: string, priority: CallPriority) => Promise<boolean>

export function createSiblingCheck({ repository, lineup, clock }: Dependencies): SiblingCheck {
  function chargedOf(id: string): ChargedPayment | undefined {
    const payment = repository.find(id)
    return payment && isCharged(payment) ? payment : undefined
  }

  return async (paymentId, chargeId, priority) => {
    const payment = chargedOf(paymentId)
    if (!payment || payment.childChargeIds.includes(chargeId)) return true
    const gateway = lineup.of(payment.charge.gateway)
    const answer = await gateway.readCharge(chargeId, { priority, timeoutMs: LOOK_TIMEOUT_MS })
    if (!answer.ok || answer.value.value.chargeId !== chargeId) return false
    const { value: observation, raw } = answer.value
    const now = chargedOf(paymentId)
    if (!now || !isSibling(now, observation) || !hasMoney(observation)) return true
    const at = isoNow(clock)
    return repository.record(paymentId, { kind: 'childObserved', at, observation, raw }).ok
  }
}

/** Something came, or the gateway's word says so. */
export function hasMoney({ status, received }: Observation): boolean {
  const hasReceived = received !== null && /[1-9]/.test(received)
  return hasReceived || !WITHOUT_MONEY.includes(status)
}
