import { z } from 'zod'
import { parseMicro } from '../amounts.ts'
import { jsonFields } from '../json-body.ts'
import {
  amountTooFine,
  amountZero,
  currencyUnknown,
  type ErrorReply,
  expiresTooSoon,
  invalidFormat,
  invalidJson,
  methodUnavailable,
  missingParameter,
} from './errors.ts'

// Reads what a merchant sends.

export type OrderRequest = {
  merchantOrderId: string
  amountText: string
  amountMicro: bigint
  currency: string
  network: string
  expiresAt: number
  callbackUrl: string | null
}

export type Parsed<T> = { ok: true; value: T } | { ok: false; error: ErrorReply }

const stablecoins = ['USDC', 'USDT', 'USD1'] as const

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:\/\//i.test(text)

const fieldsSchema = z.object({
  merchantOrderId: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
  orderAmount: z.object({
    value: z.string().regex(/^\d{1,15}(\.\d{1,18})?$/),
    currency: z.enum(stablecoins),
  }),
  paymentMethodType: z.literal('ON_CHAIN_TRANSFER'),
  network: z.string().min(1).max(40),
  expiresAt: z.iso.datetime({ offset: true }),
  callbackUrl: z.string().max(2048).refine(isWebAddress).nullish(),
})

const finestAmount = /^\d+(\.\d{1,6})?$/

const refused = (error: ErrorReply) => ({ ok: false, error }) as const

const valueAt = (json: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (value !== null && typeof value === 'object' ? Reflect.get(value, key) : undefined),
    json,
  )

/** What is said of a field that does not fit its schema. */
const misfit = (json: unknown, path: readonly PropertyKey[]): ErrorReply => {
  const field = path.join('.')
  if (valueAt(json, path) === undefined) return missingParameter(field)
  if (field === 'orderAmount.currency') return currencyUnknown()
  return field === 'paymentMethodType' ? methodUnavailable() : invalidFormat(field)
}

/** `now` is the gateway's time in ms: an order cannot have ended before it began. */
export const parseOrder = (body: Uint8Array, now: number): Parsed<OrderRequest> => {
  const json = jsonFields(body)
  if (json === null) return refused(invalidJson())
  const parsed = fieldsSchema.safeParse(json)
  if (!parsed.success) return refused(misfit(json, parsed.error.issues[0]?.path ?? []))
  const { merchantOrderId, orderAmount, network, callbackUrl } = parsed.data
  const amountMicro = parseMicro(orderAmount.value)
  if (!finestAmount.test(orderAmount.value)) return refused(amountTooFine())
  if (amountMicro === null || amountMicro === 0n) return refused(amountZero())
  const expiresAt = Date.parse(parsed.data.expiresAt)
  if (!(expiresAt > now)) return refused(expiresTooSoon())
  const { value: amountText, currency } = orderAmount
  const order = { merchantOrderId, amountText, amountMicro, currency, network, expiresAt }
  return { ok: true, value: { ...order, callbackUrl: callbackUrl ?? null } }
}

export type PageRequest = { page: number; size: number; status: string | null }

const pageSchema = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  size: z.coerce.number().int().min(1).max(100).default(20),
  status: z.string().max(40).optional(),
})

export const parsePage = (query: Readonly<Record<string, string>>): Parsed<PageRequest> => {
  const parsed = pageSchema.safeParse(query)
  if (!parsed.success) return refused(invalidFormat(String(parsed.error.issues[0]?.path[0] ?? 'query')))
  return { ok: true, value: { ...parsed.data, status: parsed.data.status ?? null } }
}
