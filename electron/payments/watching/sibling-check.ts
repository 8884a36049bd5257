import { isSibling } from '../../../shared/payment/evidence.ts'
import type { ChargedPayment, Observation, ObservedStatus } from '../../../shared/payment/payment.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
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
 */
export type SiblingCheck = (paymentId: string, chargeId: string) => Promise<void>

export function createSiblingCheck({ repository, lineup, clock }: Dependencies): SiblingCheck {
  function chargedOf(id: string): ChargedPayment | undefined {
    const payment = repository.find(id)
    return payment && isCharged(payment) ? payment : undefined
  }

  return async (paymentId, chargeId) => {
    const payment = chargedOf(paymentId)
    if (!payment || payment.childChargeIds.includes(chargeId)) return
    const gateway = lineup.of(payment.charge.gateway)
    const answer = await gateway.readCharge(chargeId, { priority: 'live', timeoutMs: LOOK_TIMEOUT_MS })
    if (!answer.ok || answer.value.value.chargeId !== chargeId) return
    const { value: observation, raw } = answer.value
    const now = chargedOf(paymentId)
    if (!now || !isSibling(now, observation) || !hasMoney(observation)) return
    repository.record(paymentId, { kind: 'childObserved', at: isoNow(clock), observation, raw })
  }
}

function hasMoney({ status, received }: Observation): boolean {
  const hasReceived = received !== null && /[1-9]/.test(received)
  return hasReceived || !WITHOUT_MONEY.includes(status)
}
