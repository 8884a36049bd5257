import type { Decision, Payment } from '../../shared/payment/payment.ts'
import { isAwaited, mayStillComplete } from '../../shared/payment/questions.ts'
import { canDecideInSale } from '../../shared/payment/sale.ts'
import type { ByWhom } from '../../shared/people/caller.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import type { CurrentPayment } from './desk/current-payment.ts'
import type { PaymentRepository } from './payment-repository.ts'
import type { PaymentWatcher } from './watching/payment-watcher.ts'

/** With who decided, and who let them: it is recorded in one event. */
export type DecisionInput = ByWhom & {
  readonly decision: Decision
  /** Whether whoever decides may do so was asked before. */
  readonly by: 'cashier' | 'owner'
  readonly reason: string | null
}

/** What takes a payment back or settles its sale: no sale is ever paid for, or given away, twice. */
export type Settling = {
  /** Withdraws the QR; looked at once more, since the customer may have sent just now. */
  cancel(payment: Payment): Result<Payment>
  /** A sale that is asked for again waits for no earlier charge: else two of them could pay for it, both in time. */
  giveUpEarlier(payment: Payment): void
  /** Errors: `notNow` when the payment or another of its sale stands against it, `journalUnavailable`. */
  decide(payment: Payment, input: DecisionInput): Result<Payment>
}

type Dependencies = {
  readonly repository: PaymentRepository
  readonly watcher: PaymentWatcher
  readonly current: CurrentPayment
  readonly clock: Clock
}

export function createSettling({ repository, watcher, current, clock }: Dependencies): Settling {
  function cancel(payment: Payment): Result<Payment> {
    const cancelled = repository.record(payment.id, { kind: 'cancelled', at: isoNow(clock) })
    if (!cancelled.ok) return cancelled
    watcher.watch(payment.id)
    void watcher.check(payment.id)
    return cancelled
  }

  /** Whoever settles a sale takes back what its other payments still ask for. */
  function withdrawOthers(payment: Payment, { decision }: DecisionInput): Result<null> {
    if (decision !== 'accepted' && decision !== 'delivered' && decision !== 'byHand') return ok(null)
    const asking = (one: Payment) => isAwaited(one) || (one.id !== payment.id && mayStillComplete(one))
    for (const one of repository.ofSale(payment.saleId).filter(asking)) {
      const cancelled = cancel(one)
      if (!cancelled.ok) return cancelled
      if (one.id !== payment.id) current.clear(one.id)
    }
    return ok(null)
  }

  return {
    cancel,
    giveUpEarlier({ id, saleId }) {
      for (const one of repository.ofSale(saleId)) if (one.id !== id && mayStillComplete(one)) cancel(one)
    },
    decide(payment, input) {
      const isLiveByHand = input.decision === 'byHand' && payment.status === 'awaiting'
      const asItWillBe: Payment = isLiveByHand ? { ...payment, status: 'cancelled' } : payment
      const sale = repository.ofSale(payment.saleId)
      if (!canDecideInSale(asItWillBe, input.decision, sale)) return err({ code: 'notNow' })
      const withdrawn = withdrawOthers(payment, input)
      if (!withdrawn.ok) return withdrawn
      return repository.record(payment.id, { kind: 'decided', at: isoNow(clock), ...input })
    },
  }
}
