import type { Context } from 'hono'
import type { ErrorReply } from './errors.ts'
import type { Account } from './settings.ts'

/** What the key check leaves for the routes behind it. */
export type VendorEnv = { Variables: { account: Account } }

export const replyError = (c: Context, error: ErrorReply): Response => c.json(error.body, error.status)
