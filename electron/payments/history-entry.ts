import type { HistoryEntry } from '../../shared/contract/payments.ts'
import type { PaymentEvent } from '../../shared/payment/event.ts'
import type { Approval } from '../../shared/people/approval.ts'

/** One event as the windows show it: what happened, what the gateway said, and its text as it came. */
export function toHistoryEntry(seq: number, event: PaymentEvent): HistoryEntry {
  const base = {
    seq,
    at: event.at,
    kind: event.kind,
    vendorStatus: null,
    received: null,
    detail: null,
    raw: null,
  }
  switch (event.kind) {
    case 'observed':
      return {
        ...base,
        vendorStatus: event.observation.vendorStatus,
        received: event.observation.received,
        detail: event.source,
        raw: event.raw,
      }
    case 'childObserved':
      return {
        ...base,
        vendorStatus: event.observation.vendorStatus,
        received: event.observation.received,
        detail: event.observation.chargeId,
        coin: event.observation.coin,
        raw: event.raw,
      }
    case 'decided': {
      const { decision, by, reason, person, approval } = event
      const names = { ...(person && { person }), ...(approval && { approvedBy: approval.by }) }
      return { ...base, decided: { decision, by, reason, ...names }, ...letBy(approval) }
    }
    case 'toppedUp':
      return { ...base, detail: event.paymentId }
    case 'refund':
      return { ...base, refund: event.refund }
    case 'charged':
      return { ...base, vendorStatus: 'waiting', detail: event.charge.chargeId, raw: event.raw }
    case 'abandoned':
      return { ...base, detail: event.reason, raw: event.raw }
    case 'seenOnChain':
      // Not "received": that is the gateway's word.
      return { ...base, detail: `${event.amount} USDT · ${event.transactionId}` }
    case 'unreadable':
      return { ...base, detail: event.detail, raw: event.raw }
    case 'intended':
      return { ...base, detail: event.payment.orderId, ...letBy(event.approval) }
    case 'expired':
    case 'cancelled':
      return base
  }
}

function letBy(approval: Approval | undefined): Pick<HistoryEntry, 'approval'> {
  return approval ? { approval: { by: approval.by, reason: approval.reason } } : {}
}
