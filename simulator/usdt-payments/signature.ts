import { createHmac, timingSafeEqual } from 'node:crypto'

// How the vendor signs, and wants requests signed: HMAC-SHA256 of the exact bytes of the body, in lower-case hex.

export const sign = (body: string | Uint8Array, secret: string): string =>
  createHmac('sha256', secret).update(body).digest('hex')

export const isSignedBy = (secret: string, body: Uint8Array, signature: string | undefined): boolean => {
  const wanted = Buffer.from(sign(body, secret))
  const given = Buffer.from(signature ?? '')
  return wanted.length === given.length && timingSafeEqual(wanted, given)
}
