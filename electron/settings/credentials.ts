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

/** API keys and IPN secrets: tested, kept in the keychain, shown as their last four characters. */
export type Credentials = {
  views(): { readonly sandbox: CredentialsView; readonly live: CredentialsView }
  /** Set when no keychain service answered last time. */
  problem(): AppError | null
  /** Looks into the keychain again. */
  refresh(): Promise<void>
  /** Null when there is none, or when the keychain cannot be asked (`problem` then says so). */
  apiKey(mode: RealMode): Promise<string | null>
  /** Tests a key (null: the stored one) and keeps what was given when every step passed. Errors: `keychainUnavailable`. */
  connect(input: ConnectInput): Promise<Result<ConnectionReport>>
  forget(mode: RealMode): Promise<Result<null>>
}

const NONE: CredentialsView = { apiKeyEnding: null, ipnSecretEnding: null }

export function createCredentials(keychain: Keychain, gateways: GatewayFactory): Credentials {
  let views = { sandbox: NONE, live: NONE }
  let problem: AppError | null = null

  async function refresh(): Promise<void> {
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

  return {
    views: () => views,
    problem: () => problem,
    refresh,
    async apiKey(mode) {
      const key = await keychain.get(mode, 'api-key')
      problem = key.ok ? null : key.error
      return key.ok ? key.value : null
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
