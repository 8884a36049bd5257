import { z } from 'zod'
import { Amount, Text, unlessSilent } from '../http/body.ts'
import { parseJsonText } from '../json-text.ts'

// What PayStablecoin's API Checkout sends (PayStablecoin API). What is asked for stands in `data`, beside a code that says
// whether it worked; in case it ever stands at the top instead, it is read from there.

const Data = z.object({ data: z.record(z.string(), z.unknown()) })

function inData<T extends z.ZodType>(schema: T) {
  return z.preprocess((json) => Data.safeParse(json).data?.data ?? json, schema)
}

/** An amount with its coin. */
const Coins = z.object({ value: Amount, currency: Text })

const Method = z.object({
  cryptoCurrency: Text,
  network: Text,
  networkDisplayName: unlessSilent(Text),
  minAmount: unlessSilent(Amount),
  maxAmount: unlessSilent(Amount),
  displayOrder: unlessSilent(Amount),
})
export type Method = z.infer<typeof Method>

export const MethodsReply = z.object({ data: z.array(Method).max(1000) })
export type MethodsReply = z.infer<typeof MethodsReply>

const Order = z.object({
  acquiringOrderId: unlessSilent(Text),
  merchantOrderId: Text,
  status: Text,
  /** Whether the status is the last one. */
  finalStatus: z.union([z.boolean(), z.string()]).nullish(),
  orderAmount: Coins.nullish(),
  /** What the customer has to send. */
  cryptoPaymentAmount: Coins,
  cryptoPaidAmount: unlessSilent(z.union([Coins, Amount])),
  depositAddress: Text,
  network: Text,
  networkDisplayName: unlessSilent(Text),
  /** The chain's transaction, in fields that no page names. */
  cryptoPaymentDetail: z.unknown().optional(),
  expiresAt: unlessSilent(Text),
  paidTime: unlessSilent(Text),
})
export type Order = z.infer<typeof Order>

export const OrderReply = inData(Order)

/** Any answer of the API itself, whatever it says. */
export const AnyReply = z.object({ code: z.string().min(1).max(40) })
export type AnyReply = z.infer<typeof AnyReply>

const CodedReply = AnyReply.extend({ message: z.string().nullish(), msg: z.string().nullish() })

export type Refusal = { readonly code: string; readonly message: string }

/** `00000` in the vendor's papers; others of its kind are as good. */
const SUCCESS = /^(0+|200|ok|success)$/i

/** What the API refuses with; undefined for a success, and for text that is no answer of its. */
export function readRefusal(text: string): Refusal | undefined {
  const parsed = CodedReply.safeParse(parseJsonText(text))
  if (!parsed.success || SUCCESS.test(parsed.data.code)) return undefined
  return { code: parsed.data.code, message: parsed.data.message ?? parsed.data.msg ?? '' }
}
