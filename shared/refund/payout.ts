import { z } from 'zod'
import { UsdtText } from '../money/usdt.ts'
import { Instant } from '../payment/payment.ts'

/**
 * How far a payout is, in our vocabulary. **Stored**: names are a format and never change meaning. In order:
 *
 * - `creating`   the gateway has it and waits, normally for the code of the account's second factor
 * - `waiting`    queued; the gateway says so before and after the code alike
 * - `processing` / `sending`  on its way: the code was taken
 * - `finished`   sent; there is a transaction
 * - `failed`     the gateway could not send it **yet**: it may still be processed later
 * - `rejected`   given up, nothing was sent (no code within the hour)
 * - `cancelled`  taken back in the dashboard, nothing was sent
 * - `unknown`    a word that is none of these; recorded, and never counts as sent or as not sent
 */
export const PayoutStatus = z.enum([
  'creating',
  'waiting',
  'processing',
  'sending',
  'finished',
  'failed',
  'rejected',
  'cancelled',
  'unknown',
])
export type PayoutStatus = z.infer<typeof PayoutStatus>

/** One look at a payout, normalised. `null` means the gateway did not say. */
export const PayoutObservation = z.strictObject({
  /** What the code confirms and what is asked for later; a batch of ours holds one payout. */
  batchId: z.string(),
  payoutId: z.string(),
  /** Ours, given with the request: how a payout is found again after a lost reply. */
  externalId: z.string().nullable(),
  status: PayoutStatus,
  /** The vendor's own word, for the history and for unknown ones. */
  vendorStatus: z.string(),
  coin: z.string(),
  address: z.string(),
  amount: UsdtText,
  transactionId: z.string().nullable(),
  /** The vendor's sentence about a failure, made safe to show. */
  error: z.string().nullable(),
  createdAt: Instant.nullable(),
  updatedAt: Instant.nullable(),
})
export type PayoutObservation = Readonly<z.infer<typeof PayoutObservation>>
