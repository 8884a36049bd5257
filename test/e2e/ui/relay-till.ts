import type { CallbackRow, RelayLoss } from '../../../shared/contract/relay.ts'
import type { TillState } from '../../../shared/contract/till.ts'
import { ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { gatewayViews } from '../../support/gateway-views.ts'
import { NOW } from '../../support/views.ts'

export const RELAY = 'https://relay.corner-coffee.example'
export const TOKEN = 'read-token-that-nobody-may-see-5Hk9'
export const PAYMENT_ID = '0b8f3a52-6a0e-4f6e-9d5c-8a4f5f6b7c10'

/** A live till with a relay that is set up, and with the secret that verifies what it brings. */
export const WITH_RELAY: Partial<TillState> = {
  gateways: gatewayViews('live', { nowpayments: { live: { 'api-key': 'K3Y9', 'ipn-secret': '7Q2z' } } }),
  relayTokens: { sandbox: null, live: '5Hk9' },
  relay: { connection: { state: 'open' }, refused: 0 },
}
export const WITH_ADDRESS = { relays: { live: RELAY, sandbox: null } }

export function lost(reason: RelayLoss, since: string = NOW): TillState['relay'] {
  return { connection: { state: 'lost', since, reason }, refused: 0 }
}

/** A verified callback about payment 118 that changed nothing, received at NOW. */
export function aCallback(change: Partial<CallbackRow> & Pick<CallbackRow, 'id'>): CallbackRow {
  return {
    receivedAt: NOW,
    source: '198.51.100.7',
    gateway: 'nowpayments',
    verdict: { kind: 'verified', vendorStatus: 'confirming' },
    chargeId: '5077125051',
    payment: { id: PAYMENT_ID, number: 118 },
    outcome: { kind: 'unchanged' },
    ...change,
  }
}

/** A callback that is not what it says it is. */
export function aRefusal(
  id: number,
  reason: Extract<CallbackRow['verdict'], { kind: 'refused' }>['reason'],
): CallbackRow {
  return aCallback({
    id,
    verdict: { kind: 'refused', reason },
    source: '2001:db8:85a3::8a2e:370:7334',
    chargeId: null,
    payment: null,
    outcome: { kind: 'none' },
  })
}

/** The gateway's last word about payment 118. */
export const changedRow = aCallback({
  id: 9,
  verdict: { kind: 'verified', vendorStatus: 'finished' },
  outcome: { kind: 'changed', from: 'confirmed', to: 'paid' },
})
export const notOurs = aCallback({
  id: 5,
  chargeId: '4944856743',
  payment: null,
  outcome: { kind: 'notOurs' },
})
/** One of every verdict and outcome, of three days and two years. */
export const EVERYTHING: readonly CallbackRow[] = [
  changedRow,
  aCallback({ id: 8, outcome: { kind: 'looking' } }),
  aCallback({ id: 7, outcome: { kind: 'repeated' } }),
  aCallback({ id: 6, receivedAt: '2026-11-20T23:59:07.000Z', outcome: { kind: 'unanswered' } }),
  notOurs,
  aCallback({
    id: 4,
    gateway: 'usdt-payments',
    verdict: { kind: 'ignored', about: 'test' },
    chargeId: null,
    payment: null,
    outcome: { kind: 'none' },
  }),
  aRefusal(3, 'wrongSignature'),
  aRefusal(2, 'tooOld'),
  aCallback({ id: 1, receivedAt: '2025-12-31T10:00:00.000Z' }),
]

export function answerWith(backend: FakeBackend, found: readonly CallbackRow[], hasMore = false): void {
  backend.answer('relay.callbacks', ok({ rows: [...found], hasMore }))
}
