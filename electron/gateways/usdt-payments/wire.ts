import { z } from 'zod'
import { Amount, Id, Text, unlessSilent } from '../http/body.ts'
import { parseJsonText } from '../json-text.ts'

// What USDT Payments sends (USDT Payments API). The reply to a look is in no paper of theirs: the payment may stand in
// `payment`, as after create, or be the reply itself, and fields may be left out that create has.

/** Yes and no as PHP may write them. */
const YES = [true, 'true', '1'] as const
const NO = [false, 'false', '0'] as const

const Payment = z.object({
  payment_id: Id,
  order_id: unlessSilent(Text),
  status: Text,
  /** What was asked for; `pay_amount` is what the customer has to send, to the last digit. */
  amount: unlessSilent(Amount),
  pay_amount: Amount,
  currency: Text,
  network: Text,
  address: unlessSilent(Text),
  /** "2026-07-01 18:30:00", in a zone that nobody names. */
  expires_at: unlessSilent(Text),
  txid: unlessSilent(Text),
})
export type Payment = z.infer<typeof Payment>

/** The reply to create: nothing short of a yes counts. */
export const CreatedReply = z.object({
  ok: z.literal(YES),
  payment: Payment.extend({ address: Text }),
})
export type CreatedReply = z.infer<typeof CreatedReply>

const Wrapped = z.object({ payment: z.record(z.string(), z.unknown()) })

export const ReadReply = z.preprocess((json) => Wrapped.safeParse(json).data?.payment ?? json, Payment)

/** Any answer of the API itself, whatever it says. */
export const AnyReply = z.object({ ok: z.literal([...YES, ...NO]) })

const RefusedReply = z.object({ ok: z.literal(NO), error: z.string().nullish() })

/** What the API refuses with, in its own words ('' when it gives none); undefined when the text is no refusal of its. */
export function readRefusal(text: string): string | undefined {
  const parsed = RefusedReply.safeParse(parseJsonText(text))
  return parsed.success ? (parsed.data.error ?? '') : undefined
}
