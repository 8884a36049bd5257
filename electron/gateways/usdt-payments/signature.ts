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

/** The vendor signs the exact bytes it sends: HMAC-SHA256 in hex (USDT Payments API, webhooks). */
export const verify: Verify<UsdtPaymentsCallback> = (delivery, secret) => {
  const key = signingKey(secret)
  if (key === '') return refused('noSecret')
  const given = headerOf(delivery, 'x-signature').toLowerCase()
  if (given === '') return refused('noSignature')
  const body = bodyText(delivery)
  if (!body.ok) return refused(body.error)
  const expected = createHmac('sha256', key).update(body.value, 'utf8').digest('hex')
  if (!isSameText(given, expected)) return refused('wrongSignature')
  const payment = PaymentCallback.safeParse(parseJsonText(body.value))
  if (!payment.success) return refused('notAPayment')
  const { payment_id, status, order_id } = payment.data
  return { ok: true, chargeId: payment_id, orderId: order_id ?? null, vendorStatus: status }
}
