import { z } from 'zod'
import { Instant } from '../payment/payment.ts'
import { BY_WHOM } from '../people/approval.ts'
import { PayoutObservation } from './payout.ts'
import { RefundBase } from './refund.ts'

/** The customer's transaction on TRON: 64 hexadecimal digits. */
export const TransactionId = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * What can happen to a refund. **Stored** as the journal's events; the projection is the fold of `transition` over
 * them. `at` is the till's clock, given by the caller: the machine has none. `raw` is the gateway's text as it came.
 */
export const RefundEvent = z.discriminatedUnion('kind', [
  /** Saved before the gateway is called. Who saved it asks once, at once; nobody else ever does. */
  z.strictObject({ kind: z.literal('intended'), at: Instant, refund: RefundBase, ...BY_WHOM }),
  /** The gateway's checked answer, or the payout found again by the refund's external id. */
  z.strictObject({ kind: z.literal('asked'), at: Instant, payout: PayoutObservation, raw: z.string() }),
  /** The gateway said no, or the request never left: there is no payout. `reason` is an error code. */
  z.strictObject({
    kind: z.literal('refused'),
    at: Instant,
    reason: z.string(),
    raw: z.string().nullable(),
  }),
  /** The reply was lost, or the till ended before it came. */
  z.strictObject({
    kind: z.literal('unsure'),
    at: Instant,
    reason: z.string(),
    raw: z.string().nullable(),
  }),
  /** The gateway's whole list was read and the external id is not in it. Proves nothing: a payout may appear late. */
  z.strictObject({ kind: z.literal('searched'), at: Instant }),
  z.strictObject({ kind: z.literal('codeAccepted'), at: Instant }),
  /** A code did not pass, or nobody knows: it counts as one of the tries either way. */
  z.strictObject({ kind: z.literal('codeFailed'), at: Instant, reason: z.string() }),
  z.strictObject({
    kind: z.literal('observed'),
    at: Instant,
    source: z.enum(['poll', 'start', 'person', 'callback']),
    payout: PayoutObservation,
    raw: z.string(),
  }),
  /** By hand: the money was sent from a wallet, or in the gateway's dashboard. */
  z.strictObject({
    kind: z.literal('recorded'),
    at: Instant,
    transactionId: TransactionId,
    reason: z.string().nullable(),
    ...BY_WHOM,
  }),
  /** The owner found out that nothing was sent and nothing will be: from the dashboard or the gateway's support. */
  z.strictObject({ kind: z.literal('abandoned'), at: Instant, reason: z.string(), ...BY_WHOM }),
  /** The owner has seen to what was strange so far: it asks nobody any more. */
  z.strictObject({ kind: z.literal('dealtWith'), at: Instant, reason: z.string(), ...BY_WHOM }),
])
export type RefundEvent = z.infer<typeof RefundEvent>
export type RefundEventKind = RefundEvent['kind']
