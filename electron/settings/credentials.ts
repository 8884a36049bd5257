import type { z } from 'zod'
import type { AppError } from '../../shared/app-error.ts'
import type { ConnectionReport, CredentialsView, credentials } from '../../shared/contract/till.ts'
import { formatUsdt } from '../../shared/money/usdt.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { GatewayFactory } from '../gateways/gateway-for-mode.ts'
import { describeCredentials, type Keychain, type RealMode } from './keychain.ts'

export type ConnectInput = z.infer<typeof credentials.connect.input>

/** For each of the test's questions: a person sits before it, and other changes of mode and keys wait behind it. */
const TEST_TIMEOUT_MS = 8_000

/** API keys, IPN secrets and the relay's tokens: tested, kept in the keychain, shown as their last four characters. */
export type Credentials = {
  views(): { readonly sandbox: CredentialsView; readonly live: CredentialsView }
  /** Set when no keychain service answered last time. */
  problem(): AppError | null
  /** Looks into the keychain again. */
  refresh(): Promise<void>
  /** Null when there is none, or when the keychain cannot be asked (`problem` then says so). */
  apiKey(mode: RealMode): Promise<string | null>
  /** The same for the read token of the relay. */
  relayToken(mode: RealMode): Promise<string | null>
  /** What the gateway signs its callbacks with; null when there is none. Rejects when the keychain cannot be asked. */
  ipnSecret(mode: RealMode): Promise<string | null>
  /** Null forgets it. Errors: `keychainUnavailable`. */
  keepRelayToken(mode: RealMode, token: string | null): Promise<Result<null>>
  /** Tests a key (null: the stored one) and keeps what was given when every step passed. Errors: `keychainUnavailable`. */
  connect(input: ConnectInput): Promise<Result<ConnectionReport>>
  forget(mode: RealMode): Promise<Result<null>>
}

const NONE: CredentialsView = { apiKeyEnding: null, ipnSecretEnding: null, relayTokenEnding: null }

export function createCredentials(keychain: Keychain, gateways: GatewayFactory): Credentials {
  let views = { sandbox: NONE, live: NONE }
  let problem: AppError | null = null
  /** Callbacks come by the hundred after an outage: the keychain is asked once. */
  let ipnSecrets = new Map<RealMode, string | null>()

  async function refresh(): Promise<void> {
    ipnSecrets = new Map() // what is read at this moment goes to the old one
    const sandbox = await describeCredentials(keychain, 'sandbox')
    const live = await describeCredentials(keychain, 'live')
    problem = live.ok ? null : live.error
    views = { sandbox: sandbox.ok ? sandbox.value : NONE, live: live.ok ? live.value : NONE }
  }

  async function store({ mode, apiKey, ipnSecret }: ConnectInput): Promise<Result<null>> {
    if (apiKey !== null) {
      const kept = await keychain.set(mode, 'api-key', apiKey)
      if (!kept.ok) return kept
    }
    return ipnSecret === null ? ok(null) : keychain.set(mode, 'ipn-secret', ipnSecret)
  }

  async function read(mode: RealMode, name: 'api-key' | 'relay-token'): Promise<string | null> {
    const secret = await keychain.get(mode, name)
    problem = secret.ok ? null : secret.error
    return secret.ok ? secret.value : null
  }

  return {
    views: () => views,
    problem: () => problem,
    refresh,
    apiKey: (mode) => read(mode, 'api-key'),
    relayToken: (mode) => read(mode, 'relay-token'),
    async ipnSecret(mode) {
      const remembered = ipnSecrets
      const known = remembered.get(mode)
      if (known !== undefined) return known
      const secret = await keychain.get(mode, 'ipn-secret')
      if (!secret.ok) throw new Error('the keychain does not answer')
      remembered.set(mode, secret.value)
      return secret.value
    },
    async keepRelayToken(mode, token) {
      const kept =
        token === null
          ? await keychain.remove(mode, 'relay-token')
          : await keychain.set(mode, 'relay-token', token)
      if (kept.ok) await refresh()
      return kept
    },
    async connect(input) {
      const key = input.apiKey === null ? await keychain.get(input.mode, 'api-key') : ok(input.apiKey)
      if (!key.ok) return key
      const report = await gateways
        .create(input.mode, key.value)
        .testConnection({ timeoutMs: TEST_TIMEOUT_MS })
      const minimumUsdt = report.minimum === null ? null : formatUsdt(report.minimum)
      const failed = report.steps.some((step) => step.error)
      if (!failed) {
        const stored = await store(input)
        if (!stored.ok) return stored
        await refresh()
      }
      return ok({ steps: [...report.steps], minimumUsdt, stored: !failed })
    },
    async forget(mode) {
      for (const name of ['api-key', 'ipn-secret'] as const) {
        const removed = await keychain.remove(mode, name)
        if (!removed.ok) return removed
      }
      await refresh()
      return ok(null)
    },
  }
}
