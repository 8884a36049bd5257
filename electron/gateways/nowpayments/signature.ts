import { createHmac } from 'node:crypto'
import { bodyText, headerOf, isSameText, refused, signingKey, type Verify } from '../callback.ts'
import { ReadPayment, readBody } from './wire.ts'

export type NowPaymentsCallback = {
  readonly chargeId: string
  /** The charge this one was a further deposit to. */
  readonly parentChargeId: string | null
  readonly orderId: string | null
  readonly vendorStatus: string
}

/** Withdrawals and conversions are called back as well, and have no `payment_status`. */
const PaymentCallback = ReadPayment.pick({
  payment_id: true,
  payment_status: true,
  parent_payment_id: true,
  order_id: true,
})

/**
 * The vendor signs the JSON text with sorted keys, not the bytes it sends, and its documents disagree about the details:
 * any of four texts may be the signed one (NOWPayments API, callbacks). What the callback says is read from the very text
 * that was signed, since two bodies with one canonical text need not say the same.
 */
export const verify: Verify<NowPaymentsCallback> = (delivery, secret) => {
  const key = signingKey(secret)
  if (key === '') return refused('noSecret')
  const given = headerOf(delivery, 'x-nowpayments-sig').toLowerCase()
  if (given === '') return refused('noSignature')
  const body = bodyText(delivery)
  if (!body.ok) return refused(body.error)
  // All four are compared, whichever is right: the time taken does not tell.
  const [signed] = signableTexts(body.value).filter((text) => isSameText(given, sign(text, key)))
  return signed === undefined ? refused('wrongSignature') : read(signed)
}

function read(signed: string): ReturnType<typeof verify> {
  const payment = readBody(PaymentCallback, signed)
  if (!payment.ok) return refused('notAPayment')
  const { payment_id, parent_payment_id, order_id, payment_status } = payment.value
  return {
    ok: true,
    chargeId: payment_id,
    parentChargeId: parent_payment_id,
    orderId: order_id,
    vendorStatus: payment_status,
  }
}

function sign(text: string, key: string): string {
  return createHmac('sha512', key).update(text, 'utf8').digest('hex')
}

/** As sent; sorted; sorted by the documents' sample; sorted with all but ASCII escaped. */
function signableTexts(text: string): readonly string[] {
  // Numbers go through floats here as they do in the vendor's program: `20.00` is signed as `20`.
  const json: unknown = JSON.parse(text)
  const canonical = JSON.stringify(sorted(json, 'kept'))
  return [text, canonical, JSON.stringify(sorted(json, 'asObjects')), escaped(canonical)]
}

/** The documents' sample turns an array into an object with the keys "0", "1", …; the vendor's own package keeps it. */
type Arrays = 'kept' | 'asObjects'

function sorted(value: unknown, arrays: Arrays): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value) && arrays === 'kept') return value.map((inner) => sorted(inner, arrays))
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner, arrays)]))
}

function escaped(text: string): string {
  return text.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
