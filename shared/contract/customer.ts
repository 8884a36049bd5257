import { z } from 'zod'
import { Mode } from '../mode.ts'
import { Money } from '../money/money.ts'
import { UsdtText } from '../money/usdt.ts'
import { Instant, NetworkName } from '../payment/payment.ts'
import { push, request } from './define.ts'
import { Language } from './settings.ts'
import { TipAnswer, TipOffer } from './tip.ts'

/** On every customer screen. */
const shown = {
  revision: z.int(),
  mode: Mode,
  shopName: z.string(),
  language: Language,
  theme: z.enum(['system', 'light', 'dark']),
}
const sale = { price: Money, number: z.int() }

/**
 * The sanitised record: all that ever crosses to the customer's window. Strict objects, so that a field added
 * elsewhere cannot slip through.
 */
export const CustomerView = z.discriminatedUnion('kind', [
  z.strictObject({ ...shown, kind: z.literal('idle') }),
  /** Before anything is charged. `price`: what is paid for the goods. */
  z.strictObject({
    ...shown,
    kind: z.literal('tip'),
    attempt: z.uuid(),
    price: Money,
    offers: z.array(TipOffer),
  }),
  z.strictObject({
    ...shown,
    ...sale,
    kind: z.literal('due'),
    asked: UsdtText,
    /** As the gateway names it to people, where it does. */
    network: NetworkName.nullable(),
    /** Any other amount is not found. */
    isExact: z.boolean(),
    address: z.string(),
    qr: z.string(),
    expiresAt: Instant,
    /** What is asked is the rest of a sale that was paid in part. */
    isRest: z.boolean(),
    /** How long the QR stays up, in ms from the moment this was sent. */
    leftMs: z.int().nonnegative(),
  }),
  /** `by` whom: what only the chain shows, the shop still waits for its gateway to tell of. */
  z.strictObject({ ...shown, ...sale, kind: z.literal('seen'), by: z.enum(['gateway', 'chain']) }),
  z.strictObject({ ...shown, ...sale, kind: z.literal('paid') }),
  /** The goods may go by the owner's word or rule; "paid" is the gateway's alone. */
  z.strictObject({ ...shown, ...sale, kind: z.literal('accepted') }),
  z.strictObject({ ...shown, ...sale, kind: z.literal('short'), missing: UsdtText }),
  z.strictObject({ ...shown, ...sale, kind: z.literal('expired') }),
  z.strictObject({ ...shown, ...sale, kind: z.literal('trouble') }),
])
export type CustomerView = z.infer<typeof CustomerView>

export const customer = {
  view: request(['customer'], z.undefined(), CustomerView),
  changed: push(['customer'], CustomerView),
  /** What the customer chose. `notNow` when nobody asks any more. */
  tip: request(['customer'], TipAnswer, z.null()),
}
