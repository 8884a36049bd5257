import { z } from 'zod'
import { Amount, Id, Text, unlessSilent } from '../http/body.ts'
import { parseJsonText } from '../json-text.ts'

export { Amount, Id, readBody, readValue, Text, unlessSilent } from '../http/body.ts'

// What NOWPayments sends. Ids and amounts are strings in one call and numbers in the next (NOWPayments API, types that
// change), and `burning_percent` is the word "null".

/** `true` and "true" alike. */
const Flag = z.union([z.boolean(), z.string()]).nullish()

export const StatusReply = z.object({ message: z.string() })
export type StatusReply = z.infer<typeof StatusReply>

/** Documented as `currencies`, live as `selectedCurrencies`; codes in any case. */
export const MerchantCoins = z
  .union([
    z.object({ selectedCurrencies: z.array(z.string()) }).transform((reply) => reply.selectedCurrencies),
    z.object({ currencies: z.array(z.string()) }).transform((reply) => reply.currencies),
  ])
  .transform((codes) => codes.map((code) => code.toLowerCase()))

/** All coins there are, whichever the account takes. */
export const Currencies = z
  .object({ currencies: z.array(z.string()) })
  .transform(({ currencies }) => currencies.map((code) => code.toLowerCase()))

export const FullCurrencies = z.object({ currencies: z.array(z.unknown()).max(5000) })
export type FullCurrencies = z.infer<typeof FullCurrencies>

const KnownFlag = unlessSilent(
  z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]),
)
const Decimals = unlessSilent(
  z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number),
)

/** A row of `GET /full-currencies`. Its two precisions can disagree, and one is a string (NOWPayments API, endpoints). */
export const FullCurrency = z.object({
  code: Text,
  enable: KnownFlag,
  available_for_payment: KnownFlag,
  network: unlessSilent(Text),
  precision: Decimals,
  network_precision: Decimals,
})

export const MinAmount = z.object({ currency_from: unlessSilent(Text), min_amount: Amount })

export const Estimate = z.object({ currency_to: unlessSilent(Text), estimated_amount: Amount })

/** The reply to `POST /payment`. */
export const CreatedPayment = z.object({
  payment_id: Id,
  payment_status: Text,
  pay_address: Text,
  pay_amount: Amount,
  pay_currency: Text,
  order_id: unlessSilent(Text),
  /** A memo: an address that needs one is shared by many, which TRON's never are. */
  payin_extra_id: unlessSilent(Text),
  network: unlessSilent(Text),
  created_at: unlessSilent(Text),
  valid_until: unlessSilent(Text),
  expiration_estimate_date: unlessSilent(Text),
  is_fixed_rate: Flag,
  is_fee_paid_by_user: Flag,
})
export type CreatedPayment = z.infer<typeof CreatedPayment>

/** The reply to `POST /invoice`. */
export const Invoice = z.object({
  id: Id,
  order_id: unlessSilent(Text),
  invoice_url: z.string().min(1).max(500),
})
export type Invoice = z.infer<typeof Invoice>

/** The reply to `GET /payment/:id`. */
export const ReadPayment = z.object({
  payment_id: Id,
  payment_status: Text,
  pay_address: Text,
  pay_amount: Amount,
  pay_currency: Text,
  actually_paid: unlessSilent(Amount),
  order_id: unlessSilent(Text),
  outcome_amount: unlessSilent(Amount),
  outcome_currency: unlessSilent(Text),
  payin_hash: unlessSilent(Text),
  /** ISO text, or ms since the epoch in callbacks. */
  updated_at: unlessSilent(Text),
  parent_payment_id: unlessSilent(Id),
  invoice_id: unlessSilent(Id),
  payment_extra_ids: unlessSilent(z.array(Id).max(1000)),
})
export type ReadPayment = z.infer<typeof ReadPayment>

const ErrorEnvelope = z.object({
  code: z.string().nullish(),
  message: z.union([z.string(), z.array(z.string()).transform((lines) => lines.join('; '))]).nullish(),
})
export type Refusal = { readonly code: string; readonly message: string }

/** The gateway's own error body, or undefined when something else answered (an nginx page, a firewall). */
export function readRefusal(text: string): Refusal | undefined {
  const parsed = ErrorEnvelope.safeParse(parseJsonText(text))
  if (!parsed.success) return undefined
  return { code: parsed.data.code ?? '', message: parsed.data.message ?? '' }
}
