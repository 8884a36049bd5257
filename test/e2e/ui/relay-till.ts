import type { CallbackRow, RelayLoss } from '../../../shared/contract/relay.ts'
import type { TillState } from '../../../shared/contract/till.ts'
import { aTillState, NOW } from '../../support/views.ts'

export const RELAY = 'https://relay.corner-coffee.example'
export const TOKEN = 'read-token-that-nobody-may-see-5Hk9'
export const PAYMENT_ID = '0b8f3a52-6a0e-4f6e-9d5c-8a4f5f6b7c10'

const CREDENTIALS = aTillState().credentials

/** A live till with a relay that is set up, and with the secret that verifies what it brings. */
export const WITH_RELAY: Partial<TillState> = {
  credentials: {
    ...CREDENTIALS,
    live: { apiKeyEnding: 'K3Y9', ipnSecretEnding: '7Q2z', relayTokenEnding: '5Hk9' },
  },
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
