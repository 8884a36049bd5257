import { createHash, timingSafeEqual } from 'node:crypto'
import type { Gateway } from '../../shared/relay-protocol.ts'
import { ok, type Result } from '../../shared/result.ts'
import { VENDORS, vendorOf } from '../gateways/vendor-registry.ts'
import type { Credentials } from '../settings/credentials.ts'
import type { RealMode } from '../settings/keychain.ts'

export type ShownKey = { readonly gateway: Gateway; readonly mode: RealMode; readonly key: string }

/**
 * Whether somebody holds the secret key that the till has of a gateway: it is shown in the gateway's account, where the owner
 * alone gets in. A sandbox's key is proof only where the till works with no live one. Errors: `keychainUnavailable`.
 */
export async function isTillsKey(
  { gateway, mode, key }: ShownKey,
  credentials: Pick<Credentials, 'secretsOf'>,
): Promise<Result<boolean>> {
  const stored = await secretKey(gateway, mode, credentials)
  if (!stored.ok) return stored
  const isEqual = isSame(key, stored.value ?? '')
  const isProof = mode === 'live' ? ok(true) : await hasNoLiveKey(credentials)
  return isProof.ok ? ok(isEqual && stored.value !== null && isProof.value) : isProof
}

async function hasNoLiveKey(credentials: Pick<Credentials, 'secretsOf'>): Promise<Result<boolean>> {
  for (const { id } of VENDORS) {
    const live = await secretKey(id, 'live', credentials)
    if (!live.ok) return live
    if (live.value !== null) return ok(false)
  }
  return ok(true)
}

/** Of what the owner pasted the one that nobody else is told: where there are a key and a secret, the secret. */
async function secretKey(
  gateway: Gateway,
  mode: RealMode,
  credentials: Pick<Credentials, 'secretsOf'>,
): Promise<Result<string | null>> {
  const secrets = await credentials.secretsOf(mode, gateway)
  if (!secrets.ok) return secrets
  const name = vendorOf(gateway).needs.includes('api-secret') ? 'api-secret' : 'api-key'
  return ok(secrets.value[name] ?? null)
}

/** In a time that says nothing of either, nor of how long they are. */
function isSame(shown: string, stored: string): boolean {
  return timingSafeEqual(digest(shown), digest(stored))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
