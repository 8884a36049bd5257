import type { z } from 'zod'
import type { AppError } from '../../shared/app-error.ts'
import type { ConnectionReport, GatewayView, gateways } from '../../shared/contract/gateways.ts'
import { formatUsdt } from '../../shared/money/usdt.ts'
import type { Gateway as VendorId } from '../../shared/relay-protocol.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { GatewayFactory } from '../gateways/gateway-for-mode.ts'
import type { Secrets } from '../gateways/vendor.ts'
import { VENDORS, vendorOf } from '../gateways/vendor-registry.ts'
import { describeSecrets, endingOf, type StoredSecrets } from './credentials-view.ts'
import type { Keychain, RealMode, SecretName } from './keychain.ts'

export type ConnectInput = Omit<z.infer<typeof gateways.connect.input>, 'word'>

/** For each of the test's questions: a person sits before it, and other changes of mode and keys wait behind it. */
const TEST_TIMEOUT_MS = 8_000

/** The gateways' secrets and the relay's tokens: tested, kept in the keychain, shown as their last four characters. */
export type Credentials = {
  views(): Readonly<Record<VendorId, GatewayView['secrets']>>
  relayTokens(): { readonly sandbox: string | null; readonly live: string | null }
  /** Set when no keychain service answered last time. */
  problem(): AppError | null
  /** Looks into the keychain again. */
  refresh(): Promise<void>
  /** What the owner pasted, null where it is missing. Errors: `keychainUnavailable`, which `problem` then says too. */
  secretsOf(mode: RealMode, vendor: VendorId): Promise<Result<Secrets>>
  /** The same for the read token of the relay. */
  relayToken(mode: RealMode): Promise<string | null>
  /** What a gateway signs its callbacks with; null when there is none. Rejects when the keychain cannot be asked. */
  callbackSecret(mode: RealMode, vendor: VendorId): Promise<string | null>
  /** Null forgets it. Errors: `keychainUnavailable`. */
  keepRelayToken(mode: RealMode, token: string | null): Promise<Result<null>>
  /** Tests what is given and stored together, and keeps what was given when every step passed. Errors: `keychainUnavailable`, `invalidInput`. */
  connect(input: ConnectInput): Promise<Result<ConnectionReport>>
  /** Errors: `keychainUnavailable`. */
  forget(mode: RealMode, vendor: VendorId): Promise<Result<null>>
}

const NONE: StoredSecrets = { gateways: new Map(), relayTokenEnding: null }

export function createCredentials(keychain: Keychain, factory: Pick<GatewayFactory, 'create'>): Credentials {
  let stored = { sandbox: NONE, live: NONE }
  let problem: AppError | null = null
  /** Callbacks come by the hundred after an outage: the keychain is asked once. */
  let callbackSecrets = new Map<string, string | null>()

  async function refresh(): Promise<void> {
    callbackSecrets = new Map() // what is read at this moment goes to the old one
    const sandbox = await describeSecrets(keychain, 'sandbox')
    const live = await describeSecrets(keychain, 'live')
    problem = live.ok ? null : live.error
    stored = { sandbox: sandbox.ok ? sandbox.value : NONE, live: live.ok ? live.value : NONE }
  }

  async function read(mode: RealMode, name: SecretName): Promise<string | null> {
    const secret = await keychain.get(mode, name)
    problem = secret.ok ? null : secret.error
    return secret.ok ? secret.value : null
  }

  async function secretsOf(mode: RealMode, vendor: VendorId): Promise<Result<Secrets>> {
    const entries: [string, string | null][] = []
    for (const name of vendorOf(vendor).secrets) {
      const secret = await keychain.get(mode, `${vendor}.${name}`)
      problem = secret.ok ? null : secret.error
      if (!secret.ok) return secret
      entries.push([name, secret.value])
    }
    return ok(Object.fromEntries(entries))
  }

  /** All of them or none: a new key beside an old secret belongs to no account. */
  async function store({ mode, gateway, secrets }: ConnectInput, before: Secrets): Promise<Result<null>> {
    const names = Object.keys(secrets)
    for (const [index, name] of names.entries()) {
      const kept = await keep(mode, `${gateway}.${name}`, secrets[name] ?? null)
      if (kept.ok) continue
      for (const earlier of names.slice(0, index + 1)) {
        await keep(mode, `${gateway}.${earlier}`, before[earlier] ?? null)
      }
      return kept
    }
    return ok(null)
  }

  /** Null takes it away. */
  function keep(mode: RealMode, name: SecretName, secret: string | null): Promise<Result<null>> {
    return secret === null ? keychain.remove(mode, name) : keychain.set(mode, name, secret)
  }

  function viewOf(vendor: VendorId): GatewayView['secrets'] {
    const { secrets, needs, urls, callbackSecret } = vendorOf(vendor)
    const of = (mode: RealMode) =>
      secrets.map((name) => ({
        name,
        ending: endingOf(stored[mode].gateways.get(`${vendor}.${name}`) ?? null),
        isNeeded: needs.includes(name),
        signsCallbacks: name === callbackSecret,
      }))
    return { sandbox: urls.sandbox === null ? null : of('sandbox'), live: of('live') }
  }

  return {
    views: () =>
      Object.fromEntries(VENDORS.map(({ id }) => [id, viewOf(id)])) as Record<
        VendorId,
        GatewayView['secrets']
      >,
    relayTokens: () => ({ sandbox: stored.sandbox.relayTokenEnding, live: stored.live.relayTokenEnding }),
    problem: () => problem,
    refresh,
    secretsOf,
    relayToken: (mode) => read(mode, 'relay-token'),
    async callbackSecret(mode, vendor) {
      const remembered = callbackSecrets
      const name = `${vendor}.${vendorOf(vendor).callbackSecret}` as const
      const known = remembered.get(`${mode} ${name}`)
      if (known !== undefined) return known
      const secret = await keychain.get(mode, name)
      if (!secret.ok) throw new Error('the keychain does not answer')
      remembered.set(`${mode} ${name}`, secret.value)
      return secret.value
    },
    async keepRelayToken(mode, token) {
      const kept = await keep(mode, 'relay-token', token)
      if (kept.ok) await refresh()
      return kept
    },
    async connect(input) {
      const { mode, gateway, secrets } = input
      const vendor = vendorOf(gateway)
      const stranger = Object.keys(secrets).find((name) => !vendor.secrets.includes(name))
      if (stranger !== undefined) return { ok: false, error: { code: 'invalidInput', field: stranger } }
      const before = await secretsOf(mode, gateway)
      if (!before.ok) return before
      const report = await factory
        .create(mode, gateway, { ...before.value, ...secrets })
        .testConnection({ timeoutMs: TEST_TIMEOUT_MS })
      const minimumUsdt = report.minimum === null ? null : formatUsdt(report.minimum)
      const failed = report.steps.some((step) => step.error)
      if (!failed) {
        const kept = await store(input, before.value)
        await refresh()
        if (!kept.ok) return kept
      }
      return ok({ steps: [...report.steps], minimumUsdt, stored: !failed })
    },
    async forget(mode, vendor) {
      for (const name of vendorOf(vendor).secrets) {
        const removed = await keychain.remove(mode, `${vendor}.${name}`)
        if (removed.ok) continue
        await refresh()
        return removed
      }
      await refresh()
      return ok(null)
    },
  }
}
