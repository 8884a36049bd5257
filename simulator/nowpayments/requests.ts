import { z } from 'zod'
import { parseMicro } from '../amounts.ts'
import { type ErrorReply, invalidParams } from './errors.ts'
import type { PaymentRequest } from './payments.ts'

// Reads what a merchant sends, with the complaints of the vendor's validator (its field names are unquoted).

export type Parsed<T> = { ok: true; value: T } | { ok: false; error: ErrorReply }

const optionalText = z.string().nullish()
const numeric = z.union([z.number(), z.string()])

const paymentFields = z.object({
  price_amount: numeric,
  price_currency: z.string().min(1),
  pay_currency: z.string().min(1),
  pay_amount: numeric.nullish(),
  order_id: z.union([z.string(), z.number()]).nullish(),
  order_description: optionalText,
  ipn_callback_url: optionalText,
  customer_email: optionalText,
  case: optionalText,
  is_fixed_rate: z.boolean().nullish(),
  is_fee_paid_by_user: z.boolean().nullish(),
})

const invoiceFields = paymentFields.extend({
  pay_currency: z.string().min(1).nullish(),
  success_url: optionalText,
  cancel_url: optionalText,
  partially_paid_url: optionalText,
})

const invoicePaymentFields = z.object({
  iid: numeric,
  pay_currency: z.string().min(1),
  order_description: optionalText,
  customer_email: optionalText,
  case: optionalText,
})

export type InvoiceRequest = z.infer<typeof invoiceFields>
export type InvoicePaymentRequest = z.infer<typeof invoicePaymentFields>

const complaint = (issue: z.core.$ZodIssue | undefined, fields: unknown): ErrorReply => {
  const name = String(issue?.path[0] ?? 'value')
  const isMissing = fields === null || typeof fields !== 'object' || !(name in fields)
  if (isMissing) return invalidParams(`${name} is required`)
  return invalidParams(`${name} must be a ${issue?.code === 'invalid_union' ? 'number' : 'string'}`)
}

const parseWith = <T>(schema: z.ZodType<T>, fields: unknown): Parsed<T> => {
  const parsed = schema.safeParse(fields)
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, error: complaint(parsed.error.issues[0], fields) }
}

/** The digits of an amount as sent; null when it is no plain positive decimal. */
const amountOf = (value: string | number): string | null => {
  const text = String(value)
  const micro = parseMicro(text)
  return micro !== null && micro > 0n ? text : null
}

const isUrl = (text: string): boolean => URL.canParse(text) && /^https?:/.test(text)

const invalidUrl = (
  fields: Readonly<Record<string, unknown>>,
  names: readonly string[],
): string | undefined =>
  names.find((name) => typeof fields[name] === 'string' && !isUrl(String(fields[name])))

export const parsePayment = (fields: unknown): Parsed<PaymentRequest> => {
  const parsed = parseWith(paymentFields, fields)
  if (!parsed.ok) return parsed
  const given = parsed.value
  const priceText = amountOf(given.price_amount)
  if (priceText === null) return { ok: false, error: invalidParams('price_amount must be a positive number') }
  const badUrl = invalidUrl(given, ['ipn_callback_url'])
  if (badUrl !== undefined) return { ok: false, error: invalidParams(`${badUrl} must be a valid uri`) }
  return {
    ok: true,
    value: {
      priceText,
      priceCurrency: given.price_currency.toLowerCase(),
      payCurrency: given.pay_currency.toLowerCase(),
      payText: given.pay_amount == null ? null : amountOf(given.pay_amount),
      orderId: given.order_id == null ? null : String(given.order_id),
      orderDescription: given.order_description ?? null,
      callbackUrl: given.ipn_callback_url ?? null,
      customerEmail: given.customer_email ?? null,
      sandboxCase: given.case ?? null,
      isFixedRate: given.is_fixed_rate ?? false,
      isFeePaidByUser: given.is_fee_paid_by_user ?? false,
      invoiceId: null,
    },
  }
}

export const parseInvoice = (fields: unknown): Parsed<InvoiceRequest> => {
  const parsed = parseWith(invoiceFields, fields)
  if (!parsed.ok) return parsed
  if (amountOf(parsed.value.price_amount) === null) {
    return { ok: false, error: invalidParams('price_amount must be a positive number') }
  }
  const names = ['success_url', 'cancel_url', 'partially_paid_url', 'ipn_callback_url']
  const badUrl = invalidUrl(parsed.value, names)
  return badUrl === undefined ? parsed : { ok: false, error: invalidParams(`${badUrl} must be a valid uri`) }
}

export const parseInvoicePayment = (fields: unknown): Parsed<InvoicePaymentRequest> =>
  parseWith(invoicePaymentFields, fields)
