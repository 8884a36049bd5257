import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { z } from 'zod'

/**
 * A signed statement that the journal held this hash at this place: a file that was doctored and hashed anew does not
 * fit it. **Stored** as the body of a `checkpoint` event. Keys and signature are base64 (SPKI DER, Ed25519).
 */
export const Checkpoint = z.strictObject({
  /** The last event the statement covers. */
  seq: z.int(),
  hash: z.string(),
  publicKey: z.string(),
  signature: z.string(),
})
export type Checkpoint = z.infer<typeof Checkpoint>

/** Signs with a private half that never leaves the keychain and this process. */
export type CheckpointSigner = (seq: number, hash: string) => Checkpoint

/** A new Ed25519 private key, as text for the keychain (PKCS #8 DER, base64). */
export function newSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
}

/** @throws when the text is no such key: the keychain then holds something else under our name. */
export function createSigner(signingKey: string): CheckpointSigner {
  const privateKey = createPrivateKey({
    key: Buffer.from(signingKey, 'base64'),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64')
  return (seq, hash) => {
    const signature = sign(null, statement(seq, hash), privateKey).toString('base64')
    return { seq, hash, publicKey, signature }
  }
}

/** True when the signature was made over this place and hash by the private half of the key it names. */
export function isSigned({ seq, hash, publicKey, signature }: Checkpoint): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    return (
      key.asymmetricKeyType === 'ed25519' &&
      verify(null, statement(seq, hash), key, Buffer.from(signature, 'base64'))
    )
  } catch {
    // Not a key at all: not signed.
    return false
  }
}

/** What is signed: names its purpose, so that the signature is of use for nothing else. */
function statement(seq: number, hash: string): Buffer {
  return Buffer.from(`usdtill journal checkpoint\n${seq}\n${hash}\n`, 'utf8')
}
