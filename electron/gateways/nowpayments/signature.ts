import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { PayoutObservation, PayoutStatus } from '../../../shared/refund/payout.ts'
import {
  bodyText,
  headerOf,
  isSameText,
  refused,
  type SignedDelivery,
  signingKey,
  type Verdict,
  type Verify,
} from '../callback.ts'
import { toPayout, toPayoutStatus } from './account/payout-mapping.ts'
import { PayoutRow } from './account/wire.ts'
import { Id, ReadPayment, readBody, Text, unlessSilent } from './wire.ts'

export type NowPaymentsCallback = {
  readonly chargeId: string
  /** The charge this one was a further deposit to. */
  readonly parentChargeId: string | null
  readonly orderId: string | null
  /** What the payment was made for; absent where it was no invoice. */
  readonly invoiceId?: string
  readonly vendorStatus: string
}

/** What a genuine callback is about. Like a payment's, it only says what to look at. */
export type CallbackSubject =
  | ({ readonly about: 'payment' } & NowPaymentsCallback)
  | {
      readonly about: 'withdrawal'
      readonly payoutId: string
      readonly batchId: string
      readonly externalId: string | null
      readonly status: PayoutStatus
      readonly vendorStatus: string
      /** All of it, where all of it can be read: a look that the gateway signed. */
      readonly payout: PayoutObservation | null
    }
  /** A custodial recurring payment: nothing a till begins. */
  | { readonly about: 'recurring'; readonly id: string; readonly vendorStatus: string }
  | { readonly about: 'other' }

const PaymentCallback = ReadPayment.pick({
  payment_id: true,
  payment_status: true,
  parent_payment_id: true,
  order_id: true,
  invoice_id: true,
})

/** The only callback with a batch. */
const WithdrawalCallback = z.object({
  id: Id,
  batch_withdrawal_id: Id,
  status: Text,
  unique_external_id: unlessSilent(Text),
})

/** Told from a withdrawal by the batch and the address it lacks, and from a conversion by its one currency. */
const RecurringCallback = z.object({
  id: Id,
  status: Text,
  currency: Text,
  amount: Text,
  batch_withdrawal_id: z.undefined().optional(),
  address: z.undefined().optional(),
})

/** The charge of a payment's callback; those about anything else are `notAPayment` or `recurring`. */
export const verify: Verify<NowPaymentsCallback> = (delivery, secret) => {
  const subject = readCallback(delivery, secret)
  if (!subject.ok) return subject
  if (subject.about === 'recurring') return refused('recurring')
  if (subject.about !== 'payment') return refused('notAPayment')
  const { about: _, ...said } = subject
  return said
}

/**
 * What a callback says once its signature is found right. Never throws.
 *
 * The vendor signs the JSON text with sorted keys, not the bytes it sends, and its documents disagree about the details:
 * any of four texts may be the signed one (NOWPayments API, callbacks). What the callback says is read from the very text
 * that was signed, since two bodies with one canonical text need not say the same.
 */
export function readCallback(delivery: SignedDelivery, secret: string | null): Verdict<CallbackSubject> {
  const key = signingKey(secret)
  if (key === '') return refused('noSecret')
  const given = headerOf(delivery, 'x-nowpayments-sig').toLowerCase()
  if (given === '') return refused('noSignature')
  const body = bodyText(delivery)
  if (!body.ok) return refused(body.error)
  // All four are compared, whichever is right: the time taken does not tell.
  const [signed] = signableTexts(body.value).filter((text) => isSameText(given, sign(text, key)))
  return signed === undefined ? refused('wrongSignature') : { ok: true, ...subjectOf(signed) }
}

function subjectOf(signed: string): CallbackSubject {
  const payment = readBody(PaymentCallback, signed)
  if (payment.ok) {
    const { payment_id, parent_payment_id, order_id, invoice_id, payment_status } = payment.value
    return {
      about: 'payment',
      chargeId: payment_id,
      parentChargeId: parent_payment_id,
      orderId: order_id,
      ...(invoice_id !== null && { invoiceId: invoice_id }),
      vendorStatus: payment_status,
    }
  }
  const withdrawal = readBody(WithdrawalCallback, signed)
  if (withdrawal.ok) {
    const { id, batch_withdrawal_id, status, unique_external_id } = withdrawal.value
    return {
      about: 'withdrawal',
      payoutId: id,
      batchId: batch_withdrawal_id,
      externalId: unique_external_id,
      status: toPayoutStatus(status),
      vendorStatus: status,
      payout: payoutIn(signed),
    }
  }
  const recurring = readBody(RecurringCallback, signed)
  if (!recurring.ok) return { about: 'other' }
  return { about: 'recurring', id: recurring.value.id, vendorStatus: recurring.value.status }
}

function payoutIn(signed: string): PayoutObservation | null {
  const row = readBody(PayoutRow, signed)
  const payout = row.ok ? toPayout(row.value) : row
  return payout.ok ? payout.value : null
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
