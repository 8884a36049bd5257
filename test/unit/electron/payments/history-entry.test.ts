import { describe, expect, it } from 'vitest'
import { toHistoryEntry } from '../../../../electron/payments/history-entry.ts'
import { HistoryEntry } from '../../../../shared/contract/payments.ts'
import type { PaymentEvent } from '../../../../shared/payment/event.ts'
import {
  aCharge,
  anObservation,
  aPaymentBase,
  at,
  EXPIRES_AT,
  ON_CHAIN,
  observed,
} from '../../../support/builders.ts'

const EVENTS: readonly PaymentEvent[] = [
  { kind: 'intended', at: at(0), payment: aPaymentBase() },
  { kind: 'charged', at: at(1), charge: aCharge(), expiresAt: EXPIRES_AT, raw: '{"a":1}' },
  { kind: 'abandoned', at: at(1), reason: 'gatewayTimeout', maybe: true, raw: null },
  observed({ status: 'confirming' }),
  {
    kind: 'childObserved',
    at: at(2),
    observation: anObservation({ chargeId: '77', coin: 'trx' }),
    raw: '{}',
  },
  { kind: 'seenOnChain', ...ON_CHAIN },
  { kind: 'unreadable', at: at(3), detail: 'html', raw: '<html>' },
  { kind: 'expired', at: at(4) },
  { kind: 'cancelled', at: at(4) },
  { kind: 'decided', at: at(5), decision: 'handed', by: 'cashier', reason: null },
  { kind: 'decided', at: at(5), decision: 'accepted', by: 'owner', reason: 'a good customer' },
  { kind: 'toppedUp', at: at(6), paymentId: aPaymentBase().id },
]

describe('an event in the history', () => {
  it.each(EVENTS)('$kind is an entry the windows take', (event) => {
    const entry = toHistoryEntry(7, event)
    expect(HistoryEntry.parse(entry)).toEqual(entry)
    expect(entry).toMatchObject({ seq: 7, at: event.at, kind: event.kind })
  })

  it('keeps the gateway’s own text where it gave one', () => {
    const raws = EVENTS.map((event) => toHistoryEntry(1, event).raw)
    expect(raws).toEqual([null, '{"a":1}', null, '{}', '{}', null, '<html>', null, null, null, null, null])
  })

  it('of the chain tells amount and transaction, and that nothing was received', () => {
    const entry = toHistoryEntry(1, { kind: 'seenOnChain', ...ON_CHAIN })
    expect(entry).toMatchObject({ received: null, vendorStatus: null })
    expect(entry.detail).toBe(`${ON_CHAIN.amount} USDT · ${ON_CHAIN.transactionId}`)
  })

  it('says what was decided, by whom and why', () => {
    const decided = EVENTS.map((event) => toHistoryEntry(1, event).decided).filter((one) => one !== undefined)
    expect(decided).toEqual([
      { decision: 'handed', by: 'cashier', reason: null },
      { decision: 'accepted', by: 'owner', reason: 'a good customer' },
    ])
  })

  it('says who let a discount or a decision pass, and why', () => {
    const by = { id: 'p2', name: 'Max' }
    const approval = { by, for: { id: 'p1', name: 'Ben' }, reason: 'scratched', at: at(0) }
    const discounted = { ...approval, ability: 'discountMore' } as const
    const taken = { ...approval, ability: 'acceptShort' } as const
    const decision = { decision: 'accepted', by: 'owner', reason: 'scratched' } as const
    const approvals = [
      toHistoryEntry(1, { kind: 'intended', at: at(0), payment: aPaymentBase(), approval: discounted }),
      toHistoryEntry(2, { kind: 'decided', at: at(5), ...decision, approval: taken }),
    ].map((entry) => HistoryEntry.parse(entry).approval)
    expect(approvals).toEqual([
      { by, reason: 'scratched' },
      { by, reason: 'scratched' },
    ])
  })

  it('says what a further deposit is in', () => {
    const coins = EVENTS.map((event) => toHistoryEntry(1, event).coin).filter((one) => one !== undefined)
    expect(coins).toEqual(['trx'])
  })
})
