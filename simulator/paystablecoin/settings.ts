import { z } from 'zod'
import { amountText, commonSettings, defaultCommonSettings } from '../settings.ts'

// What can be switched while the gateway runs. Where the vendor's pages are silent or disagree there is a setting, and
// the default is what they suggest.

const minute = 60_000

export const methodSchema = z.object({
  cryptoCurrency: z.string().min(1),
  network: z.string().min(1),
  networkDisplayName: z.string(),
  minAmount: amountText,
  maxAmount: amountText,
  estimatedConfirmationTimeSec: z.number().int(),
  displayOrder: z.number().int(),
})

export type Method = z.infer<typeof methodSchema>

export const settingsSchema = z.object({
  ...commonSettings,
  /** What the merchant may be paid with. Orders for anything else are refused. */
  methods: z.array(methodSchema),
  /** How far X-Timestamp may be from the gateway's clock; null: it does not look. */
  timestampWindowMs: z.number().int().nonnegative().nullable(),
  /** `{code, message, data: {…}}`, or the fields of `data` beside the code. */
  reply: z.enum(['wrapped', 'flat']),
  successCode: z.string(),
  messageField: z.enum(['message', 'msg']),
  /** Errors with HTTP 200, as the vendor says, or each with a status of its own. */
  errorStatus: z.enum(['200', 'own']),
  /** Fields that have no value yet: null, or not there. */
  emptyFields: z.enum(['null', 'omitted']),
  /** What the payer is asked for above the order's amount. */
  markup: amountText,
  /** A second order with the same merchantOrderId: an error, or the one there is. */
  duplicateOrders: z.enum(['refused', 'same']),
  /** Less than asked: waits for the rest until the order closes, fails, or is good enough. */
  shortPay: z.enum(['waits', 'fails', 'succeeds']),
  /** Money after the end of an order: unknown to it, added to what was paid, or a closed order succeeds after all. */
  afterEnd: z.enum(['ignored', 'noted', 'succeeds']),
  /** What cryptoPaymentDetail calls the hash of the transaction. */
  hashField: z.enum(['txHash', 'transactionHash', 'txId', 'hash']),
  /** About which statuses the order's callbackUrl is called; PROCESSING when a transfer is seen. */
  webhookStatuses: z.array(z.string()),
  /** Time, method, path and hash of the body, or time and body: the vendor's pages disagree. */
  webhookForm: z.enum(['path', 'short']),
  /** Whether a repeated webhook is signed anew with the time of its attempt, or goes out as the first did. */
  retrySigning: z.enum(['anew', 'first']),
  /** Added to the X-Timestamp of webhooks. */
  webhookSkewMs: z.number().int(),
  /** Each counted from the attempt before it. */
  retryDelaysMs: z.array(z.number().int().positive()),
})

export type Settings = z.infer<typeof settingsSchema>

const method = (displayOrder: number, cryptoCurrency: string, network: string, name: string): Method => ({
  cryptoCurrency,
  network,
  networkDisplayName: name,
  minAmount: '1',
  maxAmount: '100000',
  estimatedConfirmationTimeSec: 60,
  displayOrder,
})

export const defaultSettings: Settings = {
  ...defaultCommonSettings,
  // Not in the order they are to be shown in: that is what displayOrder is for.
  methods: [
    method(3, 'USDC', 'base', 'Base'),
    method(1, 'USDT', 'tron', 'TRON Network'),
    method(2, 'USDT', 'bsc', 'BNB Smart Chain'),
  ],
  timestampWindowMs: 5 * minute,
  reply: 'wrapped',
  successCode: '00000',
  messageField: 'message',
  errorStatus: '200',
  emptyFields: 'null',
  markup: '0',
  duplicateOrders: 'refused',
  shortPay: 'waits',
  afterEnd: 'noted',
  hashField: 'txHash',
  webhookStatuses: ['PROCESSING', 'SUCCEEDED', 'FAILED', 'CLOSED'],
  webhookForm: 'path',
  retrySigning: 'anew',
  webhookSkewMs: 0,
  retryDelaysMs: [5 * minute, 15 * minute, 60 * minute],
}

export const accountSchema = z.object({
  name: z.string().min(1),
  merchantId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  apiSecret: z.string().min(1),
  /** API Checkout is a product of its own that the vendor turns on for a merchant. */
  isEnabled: z.boolean(),
})

export type Account = z.infer<typeof accountSchema>

export const practiceMerchantId = 'MCH_20240101_PRACTICE'
export const practiceApiSecret = 'practice-paystablecoin-secret'

export const practiceAccount: Account = {
  name: 'practice',
  merchantId: practiceMerchantId,
  apiSecret: practiceApiSecret,
  isEnabled: true,
}
