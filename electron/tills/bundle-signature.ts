import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import type { Mode } from '../../shared/mode.ts'
import type { BundleSeal } from '../../shared/tills/bundle.ts'
import type { Keychain } from '../settings/keychain.ts'

export type Signature = Omit<BundleSeal, 'sha256'>
export type BundleSigner = (sha256: string) => Signature

/** What stands in its place where there is no keychain. */
export const UNSIGNED: Signature = { publicKey: null, signature: null }

/**
 * Signs with the key that signs the journal's checkpoints.
 * @throws when the text is no such key.
 */
export function createBundleSigner(signingKey: string): BundleSigner {
  const privateKey = createPrivateKey({
    key: Buffer.from(signingKey, 'base64'),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64')
  return (sha256) => ({
    publicKey,
    signature: sign(null, statement(sha256), privateKey).toString('base64'),
  })
}

/** Null where the journal is unsigned too: in practice, and without a keychain. Making the key is the journal's. */
export async function bundleSigner(keychain: Keychain, mode: Mode): Promise<BundleSigner | null> {
  if (mode === 'practice') return null
  const kept = await keychain.get(mode, 'signing-key')
  if (!kept.ok || kept.value === null) return null
  try {
    return createBundleSigner(kept.value)
  } catch {
    // Someone put something else there; the journal is unsigned as well.
    return null
  }
}

/** Signed by the key it names, key and signature in the one form that a till writes them in. */
export function isSealSigned({ sha256, publicKey, signature }: BundleSeal): boolean {
  if (publicKey === null || signature === null) return false
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    // One key has several texts that are read as it; only the one that it is written as is its own.
    const isAsWritten = key.export({ format: 'der', type: 'spki' }).toString('base64') === publicKey
    const bytes = Buffer.from(signature, 'base64')
    const isKey = isAsWritten && key.asymmetricKeyType === 'ed25519' && bytes.toString('base64') === signature
    return isKey && verify(null, statement(sha256), key, bytes)
  } catch {
    // Not a key at all: not signed.
    return false
  }
}

/** What is signed: names its purpose, so that the signature is of use for nothing else. */
function statement(sha256: string): Buffer {
  return Buffer.from(`usdtill bundle\n${sha256}\n`, 'utf8')
}
