import { z } from 'zod'
import { commonSettings, defaultCommonSettings } from '../settings.ts'

// What can be switched while the gateway runs. The vendor's documents leave much open: each such question is a setting,
// and the default is what they suggest.

const minute = 60_000

/** The fields of a payment in the reply to a question about its status. */
export const statusFields = [
  'payment_id',
  'order_id',
  'status',
  'amount',
  'pay_amount',
  'currency',
  'network',
  'address',
  'payment_url',
  'expires_at',
  'txid',
  'paid_at',
] as const

export const settingsSchema = z.object({
  ...commonSettings,
  /** How long a payment waits for its money. */
  windowMs: z.number().int().positive(),
  /** Times carry no zone; this is how far the vendor's clock text is from UTC. */
  timeZoneMinutes: z.number().int(),
  /** Whether an address belongs to the project, so that the amount alone tells payments apart, or to one payment. */
  addresses: z.enum(['shared', 'perPayment']),
  /** What asking for a status takes: key and the signature of no body, the key alone, or nothing. */
  statusAuth: z.enum(['signed', 'key', 'none']),
  /** `{ok, payment: {…}}`, `{ok, …}` or the fields alone. */
  statusReply: z.enum(['wrapped', 'flat', 'bare']),
  statusOmits: z.array(z.enum(statusFields)),
  /** Errors with an HTTP status of their own, or all of them with 200. */
  errorStatus: z.enum(['own', '200']),
  idType: z.enum(['number', 'string']),
  /** A second payment for an order: a new one, the one there is while it is pending, or an error. */
  duplicateOrders: z.enum(['new', 'same', 'refused']),
  /** Whether the exact amount still makes a payment paid after it expired. */
  latePays: z.boolean(),
  /** JSON as documented, or as PHP writes it: `\/` for a slash, `\u00e9` for é. */
  json: z.enum(['plain', 'php']),
  /** About which statuses the project's address is called. */
  webhookStatuses: z.array(z.string()),
  /** The sample says JSON; a PHP sender that is not told so says form. */
  webhookContentType: z.string(),
  /** Each counted from the attempt before it. */
  retryDelaysMs: z.array(z.number().int().positive()),
})

export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = {
  ...defaultCommonSettings,
  windowMs: 30 * minute,
  timeZoneMinutes: 0,
  addresses: 'shared',
  statusAuth: 'signed',
  statusReply: 'wrapped',
  statusOmits: [],
  errorStatus: 'own',
  idType: 'number',
  duplicateOrders: 'new',
  latePays: false,
  json: 'plain',
  webhookStatuses: ['paid'],
  webhookContentType: 'application/json',
  retryDelaysMs: [5 * minute, 15 * minute, 60 * minute],
}

export const accountSchema = z.object({
  name: z.string().min(1),
  apiKey: z.string().min(1),
  apiSecret: z.string().min(1),
  appId: z.number().int().positive(),
  /** The project's webhook URL. Without one nobody is called: a payment cannot name its own. */
  webhookUrl: z.url().nullable(),
})

export type Account = z.infer<typeof accountSchema>

export const practiceApiKey = 'pk_practice_usdt_payments'
export const practiceApiSecret = 'sk_practice_usdt_payments'

export const practiceAccount: Account = {
  name: 'practice',
  apiKey: practiceApiKey,
  apiSecret: practiceApiSecret,
  appId: 45,
  webhookUrl: null,
}
