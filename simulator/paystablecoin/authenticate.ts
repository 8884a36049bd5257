import type { Context } from 'hono'
import {
  type ErrorReply,
  invalidMerchant,
  invalidSignature,
  permissionDisabled,
  timestampExpired,
  unsigned,
} from './errors.ts'
import type { Gateway } from './gateway.ts'
import type { Account } from './settings.ts'
import { isSame, sign } from './signature.ts'

// Who is calling. The merchant is in the path, the secret shows in the signature; there is no API key.

export type Caller = { ok: true; account: Account } | { ok: false; error: ErrorReply }

const refused = (error: ErrorReply) => ({ ok: false, error }) as const

/** What is signed beside the path: the bytes of a body, the query of a GET, or nothing. */
const contentOf = (method: string, query: string, body: Uint8Array): Uint8Array | string | null => {
  if (method !== 'GET') return body
  return query === '' ? null : query
}

const isInTime = (gateway: Gateway, timestamp: string): boolean => {
  const { timestampWindowMs } = gateway.settings.current()
  return timestampWindowMs === null || Math.abs(gateway.clock.now() - Number(timestamp)) <= timestampWindowMs
}

/** `base` is where this gateway stands on its server; what is signed begins behind it. */
export const authenticate = (
  c: Context,
  gateway: Gateway,
  base: string,
  call: { merchantId: string; body: Uint8Array },
): Caller => {
  const account = gateway.accounts.list().find(({ merchantId }) => merchantId === call.merchantId)
  if (account === undefined) return refused(invalidMerchant())
  const timestamp = c.req.header('x-timestamp') ?? ''
  const signature = c.req.header('x-signature') ?? ''
  if (!/^\d{13}$/.test(timestamp) || signature === '') return refused(unsigned())
  const { method } = c.req
  const { pathname, search } = new URL(c.req.url)
  const signable = {
    timestamp,
    method,
    path: pathname.slice(base.length),
    content: contentOf(method, search.slice(1), call.body),
  }
  if (!isSame(sign(signable, account.apiSecret), signature)) return refused(invalidSignature())
  if (!isInTime(gateway, timestamp)) return refused(timestampExpired())
  return account.isEnabled ? { ok: true, account } : refused(permissionDisabled())
}
