import { z } from 'zod'
import { Amount, Id, ReadPayment, Text, unlessSilent } from '../wire.ts'

// What the account's calls send, as text like everything of this vendor. Rows of lists are read one by one, so that
// one odd row does not hide the others.

const Count = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)

export const PaymentsPage = z.object({
  data: z.array(z.unknown()).max(500),
  total: unlessSilent(Count),
})

/** A row of `GET /payment/`: as `GET /payment/:id`, and when it was made. */
export const ListedPaymentRow = ReadPayment.extend({
  created_at: unlessSilent(Text),
  /** "REPEATED" for a further deposit. */
  origin_type: unlessSilent(Text),
})

/** Enough of a row that cannot be read to say which one it is. */
export const NamedPaymentRow = z.object({ payment_id: Id })

/** Coin code to amounts. */
export const Balance = z.record(
  z.string().regex(/^[a-z0-9]{1,30}$/i),
  z.object({ amount: Amount, pendingAmount: unlessSilent(Amount) }),
)

/** A withdrawal, as `POST /payout` makes it and as both reads of it show it. */
export const PayoutRow = z
  .object({
    id: Id,
    batch_withdrawal_id: Id,
    status: Text,
    currency: Text,
    amount: Amount,
    address: Text,
    /** A memo: TRON has none. */
    extra_id: unlessSilent(Text),
    hash: unlessSilent(Text),
    error: unlessSilent(z.string().max(2000)),
    unique_external_id: unlessSilent(Text),
    created_at: unlessSilent(Text),
    updated_at: unlessSilent(Text),
    /** Some replies spell these two so. */
    createdAt: unlessSilent(Text),
    updatedAt: unlessSilent(Text),
  })
  .transform(({ createdAt, updatedAt, ...row }) => ({
    ...row,
    created_at: row.created_at ?? createdAt,
    updated_at: row.updated_at ?? updatedAt,
  }))
export type PayoutRow = z.infer<typeof PayoutRow>

export const CreatedPayout = z.object({ id: Id, withdrawals: z.array(PayoutRow).max(100) })
export type CreatedPayout = z.infer<typeof CreatedPayout>

/** `GET /payout/:id` is a bare list; an older form wraps it as the create reply does. */
export const ReadPayout = z.union([
  z.array(PayoutRow).max(100),
  CreatedPayout.transform(({ withdrawals }) => withdrawals),
])

export const PayoutsPage = z.object({ payouts: z.array(z.unknown()).max(1000) })
export const NamedPayoutRow = z.object({ id: Id })

/** `from_amount` and `to_amount` are numbers; the second is not known before it is done. */
export const ConversionRow = z.object({
  id: Id,
  status: Text,
  from_currency: Text,
  to_currency: Text,
  from_amount: Amount,
  to_amount: unlessSilent(Amount),
  created_at: unlessSilent(Text),
  updated_at: unlessSilent(Text),
})
export type ConversionRow = z.infer<typeof ConversionRow>

export const ConversionReply = z.object({ result: ConversionRow })
export const ConversionsPage = z.object({ result: z.array(z.unknown()).max(1000) })
