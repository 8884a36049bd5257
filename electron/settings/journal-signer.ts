import type { Mode } from '../../shared/mode.ts'
import { type CheckpointSigner, createSigner, newSigningKey } from '../journal/checkpoint.ts'
import type { Keychain } from './keychain.ts'

/**
 * What signs the journal's checkpoints: a key kept in the keychain, made the first time. Null where there is none
 * (practice, no keychain service): the journal is then "unsigned", and sales go on.
 */
export async function journalSigner(keychain: Keychain, mode: Mode): Promise<CheckpointSigner | null> {
  if (mode === 'practice') return null
  const kept = await keychain.get(mode, 'signing-key')
  if (!kept.ok) return null
  if (kept.value !== null) return signerOrNull(kept.value)
  const fresh = newSigningKey()
  const stored = await keychain.set(mode, 'signing-key', fresh)
  return stored.ok ? createSigner(fresh) : null
}

function signerOrNull(signingKey: string): CheckpointSigner | null {
  try {
    return createSigner(signingKey)
  } catch {
    // Someone put something else there. A new key would hide that; unsigned shows it.
    return null
  }
}
