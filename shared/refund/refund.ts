import { z } from 'zod'
import { UsdtText } from '../money/usdt.ts'
import { Instant } from '../payment/payment.ts'
import { PayoutStatus } from './payout.ts'

/**
 * How far a refund is. **Stored**: names are a format and never change meaning. In order:
 *
 * - `intended`  saved; the gateway is being asked, this once and never again
 * - `unsure`    the reply was lost: the payout may exist. It is looked for, or a person decides; nothing is sent
 * - `asked`     the gateway has the payout and waits for the code
 * - `confirmed` the code was taken; the gateway sends it
 * - `sending`   on its way
 * - `failed`    the gateway could not send it, and may still: its support decides, not the till
 * - `finished`  sent, by the gateway or by a person's own hand; the money is with the customer
 *
 * Ends at which nothing was sent, so that the money may be refunded anew (as another refund):
 * - `refused`   the gateway did not take the request
 * - `rejected`  the gateway gave it up (no code within the hour), or it was cancelled in the dashboard
 * - `abandoned` a person found out that nothing was sent and nothing will be
 */
export const RefundStatus = z.enum([
  'intended',
  'unsure',
  'asked',
  'confirmed',
  'sending',
  'failed',
  'finished',
  'refused',
  'rejected',
  'abandoned',
])
export type RefundStatus = z.infer<typeof RefundStatus>

/**
 * What a person has to look at, whatever the status. **Stored.**
 *
 * - `doubled`      the gateway holds two payouts for this one refund, or sent what a person had sent by hand
 * - `mismatch`     a payout under this refund's name with another address, coin or amount
 * - `reversed`     the gateway took back that it had sent it
 * - `contradicted` money moved after the gateway or a person had said that nothing was sent
 */
export const RefundRemark = z.enum(['doubled', 'mismatch', 'reversed', 'contradicted'])
export type RefundRemark = z.infer<typeof RefundRemark>

/** What is true of every refund, from the first moment. */
export const RefundBase = z.strictObject({
  id: z.string(),
  paymentId: z.string(),
  /** `payout`: the gateway sends it. `byHand`: a person sends it from a wallet, and the till only records that. */
  way: z.enum(['payout', 'byHand']),
  /** Ours, unique at the gateway, ASCII: the one thing that finds a payout again whose reply was lost. */
  externalId: z.string(),
  /** Where the customer wants it, checked before it is saved. */
  address: z.string(),
  amount: UsdtText,
  reason: z.string(),
  createdAt: Instant,
})
export type RefundBase = Readonly<z.infer<typeof RefundBase>>

/** The gateway's side of a refund, as first told. */
export const RefundPayout = z.strictObject({ batchId: z.string(), payoutId: z.string(), askedAt: Instant })
export type RefundPayout = Readonly<z.infer<typeof RefundPayout>>

/** One customer's money on its way back. **Stored** (projection of the events). */
export const Refund = RefundBase.extend({
  status: RefundStatus,
  remarks: z.array(RefundRemark),
  /** Those of the remarks that the owner has seen to. */
  dealtWith: z.array(RefundRemark),
  payout: RefundPayout.nullable(),
  /** Codes that were sent to the gateway and did not pass, or whose reply was lost. */
  codesTried: z.int().min(0),
  /** The gateway's last word, also when the status stayed. */
  lastObserved: PayoutStatus.nullable(),
  vendorStatus: z.string().nullable(),
  /** By the gateway's clock, when it last changed what it says: what is older is no news. */
  vendorUpdatedAt: Instant.nullable(),
  transactionId: z.string().nullable(),
  /** When the gateway was last searched for this refund without finding it. It may still turn up. */
  searchedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
})
export type Refund = Readonly<z.infer<typeof Refund>>
