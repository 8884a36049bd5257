import { z } from 'zod'
import { parseMicro } from '../amounts.ts'
import { jsonFields } from '../json-body.ts'
import type { Refusal } from '../misbehaviour/vendor-faults.ts'
import { amountNotPositive, invalid, invalidJson, missing } from './errors.ts'

// Reads what a merchant sends, byte for byte what was signed.

export type PaymentRequest = { orderId: string; amountMicro: bigint; description: string | null }

export type Parsed<T> = { ok: true; value: T } | { ok: false; error: Refusal }

const scalar = z.union([z.string(), z.number()]).nullish()

const fieldsSchema = z.object({
  order_id: scalar,
  amount: scalar,
  description: z.string().nullish(),
  success_url: z.string().nullish(),
  fail_url: z.string().nullish(),
})

const longestOrderId = 200

const refused = (error: Refusal) => ({ ok: false, error }) as const

export const parsePayment = (body: Uint8Array): Parsed<PaymentRequest> => {
  const json = jsonFields(body)
  if (json === null) return refused(invalidJson())
  const fields = fieldsSchema.safeParse(json)
  if (!fields.success) return refused(invalid(String(fields.error.issues[0]?.path[0] ?? 'request')))
  const orderId = String(fields.data.order_id ?? '').trim()
  if (orderId === '') return refused(missing('order_id'))
  if (orderId.length > longestOrderId) return refused(invalid('order_id'))
  const amountMicro = parseMicro(String(fields.data.amount ?? ''))
  if (amountMicro === null || amountMicro === 0n) return refused(amountNotPositive())
  return { ok: true, value: { orderId, amountMicro, description: fields.data.description ?? null } }
}
