import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { bodyText, headerOf, isSameText, refused, signingKey, type Verify } from '../callback.ts'
import { parseJsonText } from '../json-text.ts'

export type UsdtPaymentsCallback = {
  readonly chargeId: string
  readonly orderId: string | null
  /** The vendor calls back about `paid` alone. */
  readonly vendorStatus: string
}

const PaymentCallback = z.object({
  payment_id: z.string().regex(/^\d{1,40}$/),
  status: z.string().min(1).max(200),
  order_id: z.string().min(1).max(200).nullish(),
})

/** HMAC-SHA256 of the exact bytes that are sent, in hex, in both directions (USDT Payments API, webhooks). */
export function sign(body: string, secret: string): string {
  return createHmac('sha256', signingKey(secret)).update(body, 'utf8').digest('hex')
}

/** The vendor signs its callbacks as it is signed to. */
export const verify: Verify<UsdtPaymentsCallback> = (delivery, secret) => {
  const key = signingKey(secret)
  if (key === '') return refused('noSecret')
  const given = headerOf(delivery, 'x-signature').toLowerCase()
  if (given === '') return refused('noSignature')
  const body = bodyText(delivery)
  if (!body.ok) return refused(body.error)
  if (!isSameText(given, sign(body.value, key))) return refused('wrongSignature')
  const payment = PaymentCallback.safeParse(parseJsonText(body.value))
  if (!payment.success) return refused('notAPayment')
  const { payment_id, status, order_id } = payment.data
  return { ok: true, chargeId: payment_id, orderId: order_id ?? null, vendorStatus: status }
}
