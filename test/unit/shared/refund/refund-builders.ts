import type { RefundEvent } from '../../../../shared/refund/event.ts'
import type { PayoutObservation } from '../../../../shared/refund/payout.ts'
import type { Refund, RefundBase } from '../../../../shared/refund/refund.ts'
import { transition } from '../../../../shared/refund/transition.ts'
import { ADDRESS, anId, at, START } from '../../../support/builders.ts'

/** A refund of 12.5 USDT, its payout and its events; a test names only what it is about. */
export function aRefundBase(over: Partial<RefundBase> = {}): RefundBase {
  return {
    id: anId(7),
    paymentId: anId(118),
    way: 'payout',
    externalId: 'T1-R0007',
    address: ADDRESS,
    amount: '12.500000',
    reason: 'returned goods',
    createdAt: START,
    ...over,
  }
}

export function aPayout(over: Partial<PayoutObservation> = {}): PayoutObservation {
  return {
    batchId: '5000000713',
    payoutId: '5000000000',
    externalId: 'T1-R0007',
    status: 'creating',
    vendorStatus: 'CREATING',
    coin: 'usdttrc20',
    address: ADDRESS,
    amount: '12.500000',
    transactionId: null,
    error: null,
    createdAt: START,
    updatedAt: null,
    ...over,
  }
}

export const TRANSACTION = 'ab'.repeat(32)

export const intended = (over: Partial<RefundBase> = {}): RefundEvent => ({
  kind: 'intended',
  at: START,
  refund: aRefundBase(over),
})
export const asked = (over: Partial<PayoutObservation> = {}): RefundEvent => ({
  kind: 'asked',
  at: at(1),
  payout: aPayout(over),
  raw: '{}',
})
export const seen = (over: Partial<PayoutObservation>): RefundEvent => ({
  kind: 'observed',
  at: at(60),
  source: 'poll',
  payout: aPayout(over),
  raw: '{}',
})
export const unsure: RefundEvent = { kind: 'unsure', at: at(2), reason: 'gatewayTimeout', raw: null }
export const refused: RefundEvent = { kind: 'refused', at: at(2), reason: 'gatewayRefused', raw: '{}' }
export const searched: RefundEvent = { kind: 'searched', at: at(3) }
export const codeAccepted: RefundEvent = { kind: 'codeAccepted', at: at(4) }
export const codeFailed: RefundEvent = { kind: 'codeFailed', at: at(4), reason: 'codeWrong' }
export const recorded: RefundEvent = {
  kind: 'recorded',
  at: at(9),
  transactionId: TRANSACTION,
  reason: 'sent from the shop’s wallet',
}
export const dealtWith: RefundEvent = { kind: 'dealtWith', at: at(10), reason: 'it is another shop’s' }
export const abandoned: RefundEvent = { kind: 'abandoned', at: at(9), reason: 'support: not sent' }

/** The refund these events make of a fresh intent. */
export function refundAfter(...events: readonly RefundEvent[]): Refund {
  return fold(intended(), ...events)
}

export function fold(first: RefundEvent, ...events: readonly RefundEvent[]): Refund {
  return events.reduce<Refund>((refund, event) => transition(refund, event), transition(undefined, first))
}
