import { assertNever } from '../assert-never.ts'
import type { RefundEvent } from './event.ts'
import type { PayoutObservation } from './payout.ts'
import { canAbandon, canRecord } from './persons-word.ts'
import type { Refund, RefundRemark, RefundStatus } from './refund.ts'

/**
 * The legal moves: forward only. No way leads back to `intended`, the only status from which the gateway is asked, so
 * a refund is sent at most once whatever becomes of the reply. `failed` is not an end: the gateway may still send it.
 */
export const nextRefundStatuses: Readonly<Record<RefundStatus, readonly RefundStatus[]>> = {
  intended: [
    'unsure',
    'asked',
    'confirmed',
    'sending',
    'failed',
    'finished',
    'refused',
    'rejected',
    'abandoned',
  ],
  unsure: ['asked', 'confirmed', 'sending', 'failed', 'finished', 'rejected', 'abandoned'],
  asked: ['confirmed', 'sending', 'failed', 'finished', 'rejected', 'abandoned'],
  confirmed: ['sending', 'failed', 'finished', 'rejected', 'abandoned'],
  sending: ['failed', 'finished', 'abandoned'],
  failed: ['finished', 'abandoned'],
  finished: [],
  refused: ['finished'],
  rejected: ['finished'],
  abandoned: ['finished'],
}

/**
 * Applies one event to a refund: pure, without clock, the same object back when nothing changes.
 *
 * Duplicates, reordering and unknown words are harmless. `undefined` is "no refund yet".
 * @throws when an event cannot belong here (a second intent, anything before it): the journal is damaged.
 */
export function transition(refund: Refund | undefined, event: RefundEvent): Refund {
  if (event.kind === 'intended') {
    if (refund) throw new Error('refund: a second intent for one refund')
    return intended(event)
  }
  if (!refund) throw new Error(`refund: ${event.kind} before the intent`)
  const after = applied(refund, event)
  return JSON.stringify(after) === JSON.stringify(refund) ? refund : after
}

type LaterEvent = Exclude<RefundEvent, { kind: 'intended' }>

function applied(refund: Refund, event: LaterEvent): Refund {
  switch (event.kind) {
    case 'asked':
    case 'observed':
      return seen(refund, event.payout, event.at)
    case 'refused':
      return refund.way === 'payout' ? moveTo(refund, 'refused', event.at) : refund
    case 'unsure':
      return refund.way === 'payout' ? moveTo(refund, 'unsure', event.at) : refund
    case 'searched':
      return refund.status === 'unsure' ? { ...refund, searchedAt: event.at } : refund
    case 'codeAccepted':
      return refund.status === 'asked' ? moveTo(refund, 'confirmed', event.at) : refund
    case 'codeFailed':
      return refund.status === 'asked' ? { ...refund, codesTried: refund.codesTried + 1 } : refund
    case 'recorded':
      return recorded(refund, event)
    case 'abandoned':
      return abandoned(refund, event.at)
    case 'dealtWith':
      return { ...refund, dealtWith: refund.remarks }
    default:
      return assertNever(event)
  }
}

function intended({ refund }: Extract<RefundEvent, { kind: 'intended' }>): Refund {
  return {
    ...refund,
    status: 'intended',
    remarks: [],
    dealtWith: [],
    payout: null,
    codesTried: 0,
    lastObserved: null,
    vendorStatus: null,
    vendorUpdatedAt: null,
    transactionId: null,
    searchedAt: null,
    endedAt: null,
  }
}

/** The gateway's word about a payout that carries this refund's name. */
function seen(refund: Refund, payout: PayoutObservation, at: string): Refund {
  const strange = strangenessOf(refund, payout)
  if (strange) return withRemark(refund, strange)
  if (isOldNews(refund, payout)) return refund
  const known = refund.payout ?? {
    batchId: payout.batchId,
    payoutId: payout.payoutId,
    askedAt: earlierOf(at, payout.createdAt ?? at),
  }
  const status = targetOf(refund, payout)
  const told: Refund = {
    ...refund,
    payout: known,
    lastObserved: payout.status,
    vendorStatus: payout.vendorStatus,
    vendorUpdatedAt: payout.updatedAt ?? refund.vendorUpdatedAt,
    transactionId: refund.transactionId ?? payout.transactionId,
  }
  return moveTo(withContradiction(told, refund, payout), status, at)
}

/** Two clocks tell when the hour of the code began: the earlier one errs on the safe side. */
function earlierOf(one: string, other: string): string {
  return Date.parse(one) <= Date.parse(other) ? one : other
}

/** A look that was overtaken by a later one. Where the gateway names no time, every look counts. */
function isOldNews({ vendorUpdatedAt }: Refund, { updatedAt }: PayoutObservation): boolean {
  if (vendorUpdatedAt === null || updatedAt === null) return false
  return Date.parse(updatedAt) < Date.parse(vendorUpdatedAt)
}

function strangenessOf(refund: Refund, payout: PayoutObservation): RefundRemark | null {
  if (refund.way === 'byHand') return 'doubled'
  if (refund.payout && refund.payout.payoutId !== payout.payoutId) {
    return payout.externalId === refund.externalId ? 'doubled' : 'mismatch'
  }
  const isNamed = payout.externalId === refund.externalId || (payout.externalId === null && isAwaited(refund))
  const isSame =
    payout.address === refund.address && payout.amount === refund.amount && payout.coin === 'usdttrc20'
  return isNamed && isSame ? null : 'mismatch'
}

/** An answer without the external id is this refund's only as the reply to its own request, or at its own payout. */
function isAwaited(refund: Refund): boolean {
  return refund.status === 'intended' || refund.payout !== null
}

function targetOf(refund: Refund, { status }: PayoutObservation): RefundStatus {
  switch (status) {
    case 'creating':
    case 'waiting':
    case 'unknown':
      return isBeforePayout(refund) ? 'asked' : refund.status
    case 'processing':
    case 'sending':
      return 'sending'
    case 'finished':
      return 'finished'
    case 'failed':
      return 'failed'
    case 'rejected':
    case 'cancelled':
      // What was on its way already is in doubt like a failure: only its support knows what became of it.
      return refund.status === 'sending' ? 'failed' : 'rejected'
    default:
      return assertNever(status)
  }
}

function isBeforePayout({ status }: Refund): boolean {
  return status === 'intended' || status === 'unsure'
}

/** What the gateway says now against what was certain before; never swallowed, because it is about money. */
function withContradiction(refund: Refund, before: Refund, payout: PayoutObservation): Refund {
  const { status, transactionId } = payout
  const moves = status === 'processing' || status === 'sending' || status === 'finished'
  if (isFree(before.status)) return moves ? withRemark(refund, 'contradicted') : refund
  if (before.status !== 'finished') return refund
  const isOther =
    transactionId !== null && before.transactionId !== null && transactionId !== before.transactionId
  if (isOther) return withRemark(refund, 'doubled')
  // What a person sent by hand is no news to the gateway, which may go on calling its own payout a failure.
  const isTakenBack = before.lastObserved === 'finished' && saysNotSent(status)
  return isTakenBack ? withRemark(refund, 'reversed') : refund
}

function saysNotSent(status: PayoutObservation['status']): boolean {
  return status === 'failed' || status === 'rejected' || status === 'cancelled'
}

/** Nothing was sent, and nothing will be: its money may be refunded anew. */
export function isFree(status: RefundStatus): boolean {
  return status === 'refused' || status === 'rejected' || status === 'abandoned'
}

function recorded(refund: Refund, event: Extract<RefundEvent, { kind: 'recorded' }>): Refund {
  if (!canRecord(refund, Date.parse(event.at))) return refund
  return moveTo({ ...refund, transactionId: event.transactionId }, 'finished', event.at)
}

function abandoned(refund: Refund, at: string): Refund {
  return canAbandon(refund, Date.parse(at)) ? moveTo(refund, 'abandoned', at) : refund
}

/** Forward only: a move the table does not have leaves the status alone. */
function moveTo(refund: Refund, status: RefundStatus, at: string): Refund {
  if (status === refund.status || !nextRefundStatuses[refund.status].includes(status)) return refund
  const isEnd = status === 'finished' || isFree(status)
  return { ...refund, status, endedAt: isEnd ? at : refund.endedAt }
}

function withRemark(refund: Refund, remark: RefundRemark): Refund {
  return refund.remarks.includes(remark) ? refund : { ...refund, remarks: [...refund.remarks, remark] }
}
