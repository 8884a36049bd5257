import { ok, type Result } from '../../shared/result.ts'
import { VENDORS } from '../gateways/vendor-registry.ts'
import type { Keychain, RealMode, SecretName } from './keychain.ts'

/** What may be known of a mode's stored secrets: of the gateways' by `vendor.name`. Never more than four characters each. */
export type StoredSecrets = {
  readonly gateways: ReadonlyMap<string, string>
  readonly relayTokenEnding: string | null
}

/** Looks each of them up. Errors: `keychainUnavailable`. */
export async function describeSecrets(keychain: Keychain, mode: RealMode): Promise<Result<StoredSecrets>> {
  const gateways = new Map<string, string>()
  for (const name of gatewaySecrets(mode)) {
    const secret = await keychain.get(mode, name)
    if (!secret.ok) return secret
    const ending = endingOf(secret.value)
    if (ending !== null) gateways.set(name, ending)
  }
  const relayToken = await keychain.get(mode, 'relay-token')
  return relayToken.ok ? ok({ gateways, relayTokenEnding: endingOf(relayToken.value) }) : relayToken
}

function gatewaySecrets(mode: RealMode): readonly SecretName[] {
  return VENDORS.filter(({ urls }) => urls[mode] !== null).flatMap(({ id, secrets }) =>
    secrets.map((name) => `${id}.${name}` as const),
  )
}

export function endingOf(secret: string | null): string | null {
  return secret === null ? null : secret.slice(-4)
}
