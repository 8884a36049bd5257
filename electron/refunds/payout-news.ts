import type { PayoutObservation } from '../../shared/refund/payout.ts'
import type { Refund } from '../../shared/refund/refund.ts'
import type { PaymentRepository } from '../payments/payment-repository.ts'
import type { HeardRefund } from '../relay/callback-desk.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import type { RefundRepository } from './refund-repository.ts'

type Dependencies = {
  readonly repository: RefundRepository
  readonly payments: Pick<PaymentRepository, 'find'>
  readonly clock: Clock
  /** There may be news about it: it is worth a look. */
  readonly onNews: (refund: Refund) => void
}

export type PayoutNews = (payout: PayoutObservation, raw: string) => HeardRefund | undefined

/**
 * What signed callbacks say of payouts. Where nobody is signed in nothing else can be had, so that the gateway's
 * signature is the evidence; whoever is signed in is made to look as well. Throws when it cannot be recorded: the
 * callback then comes again.
 */
export function createPayoutNews({ repository, payments, clock, onNews }: Dependencies): PayoutNews {
  function refundOf({ payoutId, externalId }: PayoutObservation): Refund | undefined {
    const known = repository.ofPayout(payoutId)
    return known ?? (externalId === null ? undefined : repository.ofExternalId(externalId))
  }

  function recorded(before: Refund, payout: PayoutObservation, raw: string): Refund {
    // The same bytes are the same news.
    if (raw === repository.lastRaw(before.id)) return before
    const event = { kind: 'observed', at: isoNow(clock), source: 'callback', payout, raw } as const
    const after = repository.record(before.id, event)
    if (!after.ok) throw new Error(`refund: a callback could not be recorded (${after.error.code})`)
    onNews(after.value)
    return after.value
  }

  return (payout, raw) => {
    const before = refundOf(payout)
    if (!before) {
      // It may be one whose reply was lost: callbacks do not always name what the till called it.
      for (const refund of repository.notOver()) if (refund.status === 'unsure') onNews(refund)
      return undefined
    }
    const after = recorded(before, payout, raw)
    const { id, number } = payments.find(before.paymentId) ?? { id: before.paymentId, number: 0 }
    return { payment: { id, number }, before: before.status, after: after.status }
  }
}
