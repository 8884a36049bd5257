import { z } from 'zod'
import { err, ok, type Result } from '../../../shared/result.ts'
import { parseJsonText } from '../json-text.ts'

// What NOWPayments sends, as text: numbers have become their source text before these schemas see them, so that it
// makes no difference whether a field came as a number or as a string (it changes between calls, NOWPayments API,
// types that change). Fields nobody reads are not listed and not checked.

export const Text = z.string().min(1).max(200)
/** Ids are decimal numbers, as string on create and as number on read. */
export const Id = z.string().regex(/^\d{1,40}$/)
/** No sign: nothing here can honestly be negative. */
export const Amount = z.string().regex(/^\d{1,30}(\.\d{1,30})?([eE][+-]?\d{1,2})?$/)
/** `true` and "true" alike. */
const Flag = z.union([z.boolean(), z.string()]).nullish()

/** Absent, null, empty and the word "null" (`burning_percent` is sent so) are one thing: not said. */
export function unlessSilent<T extends z.ZodType>(schema: T) {
  return z
    .union([schema, z.literal(['', 'null'])])
    .nullish()
    .transform((value) => (value === undefined || value === '' || value === 'null' ? null : value))
}

export const StatusReply = z.object({ message: z.string() })
export type StatusReply = z.infer<typeof StatusReply>

/** Documented as `currencies`, live as `selectedCurrencies`; codes in any case. */
export const MerchantCoins = z
  .union([
    z.object({ selectedCurrencies: z.array(z.string()) }).transform((reply) => reply.selectedCurrencies),
    z.object({ currencies: z.array(z.string()) }).transform((reply) => reply.currencies),
  ])
  .transform((codes) => codes.map((code) => code.toLowerCase()))

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

/** @returns the reply, or in a few words what is wrong with it (a field's name, never its content). */
export function readBody<T extends z.ZodType>(schema: T, text: string): Result<z.output<T>, string> {
  if (text.trim() === '') return err('empty')
  const json = parseJsonText(text)
  if (json === undefined) return err(text.trimStart().startsWith('<') ? 'a web page' : 'not JSON')
  return readValue(schema, json)
}

/** The same for a part of a reply, a row of a list. */
export function readValue<T extends z.ZodType>(schema: T, json: unknown): Result<z.output<T>, string> {
  const parsed = schema.safeParse(json)
  if (parsed.success) return ok(parsed.data)
  const field = parsed.error.issues[0]?.path.join('.')
  return err(field ? `field ${field}` : 'other fields than promised')
}
