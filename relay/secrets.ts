import { hash, randomBytes } from 'node:crypto'

const SECRET_BYTES = 32

/** 256 random bits as 43 characters that fit a URL: a callback's channel, or a read token. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url')
}

/** What is kept and compared in place of a secret. Plain SHA-256 is enough for 256 random bits. */
export function hashOf(secret: string): Buffer {
  return hash('sha256', secret, 'buffer')
}
