import { z } from 'zod'
import { Approval, BY_WHOM } from '../people/approval.ts'
import { Charge, Decision, Instant, Observation, PaymentBase, PaymentRefund, SeenOnChain } from './payment.ts'

/**
 * What can happen to a payment. **Stored** as the journal's events; the projection is the fold of `transition` over
 * them. `at` is the till's clock, given by the caller: the machine has none.
 */
export const PaymentEvent = z.discriminatedUnion('kind', [
  /** Saved before the gateway is called. `gateway` is the one that is asked; journals of a till with one leave it out. */
  z.strictObject({
    kind: z.literal('intended'),
    at: Instant,
    payment: PaymentBase,
    gateway: z.string().exactOptional(),
    /** Of a discount that its cashier could not give alone. */
    approval: Approval.exactOptional(),
  }),
  /** The gateway's checked answer; saved before it is shown. */
  z.strictObject({
    kind: z.literal('charged'),
    at: Instant,
    charge: Charge,
    expiresAt: Instant,
    raw: z.string(),
  }),
  /**
   * No charge came of it. `reason` is an error code; `maybe` when the reply was lost, so that the gateway may hold
   * an orphan nobody was shown. `raw` is what the gateway answered, if anything.
   */
  z.strictObject({
    kind: z.literal('abandoned'),
    at: Instant,
    reason: z.string(),
    maybe: z.boolean(),
    raw: z.string().nullable(),
  }),
  /** One look at the charge. `raw` is the gateway's text as it came. */
  z.strictObject({
    kind: z.literal('observed'),
    at: Instant,
    source: z.enum(['poll', 'start', 'person', 'callback']),
    observation: Observation,
    raw: z.string(),
  }),
  /** One look at a further deposit to the same address. `raw` as it came. */
  z.strictObject({
    kind: z.literal('childObserved'),
    at: Instant,
    observation: Observation,
    raw: z.string(),
  }),
  /** The chain itself shows a deposit. It moves nothing: the gateway alone settles a payment. */
  z.strictObject({ kind: z.literal('seenOnChain'), ...SeenOnChain.shape }),
  /** A look whose answer could not be read; kept for the record, changes nothing. */
  z.strictObject({ kind: z.literal('unreadable'), at: Instant, detail: z.string(), raw: z.string() }),
  /** The till's own time ran out. */
  z.strictObject({ kind: z.literal('expired'), at: Instant }),
  /** The cashier withdrew it, or asked for its sale again: money that still comes is for a person to decide about. */
  z.strictObject({ kind: z.literal('cancelled'), at: Instant }),
  /**
   * A person decided about what came, or did not. `by`: with an owner's authority, which needs a reason, or as anybody may. Till and
   * journal know who it was, and who let them, since there are people.
   */
  z.strictObject({
    kind: z.literal('decided'),
    at: Instant,
    decision: Decision,
    by: z.enum(['cashier', 'owner']),
    reason: z.string().nullable(),
    ...BY_WHOM,
  }),
  /** Another payment of the sale brought the missing rest: all but `missing`, in the minor unit of the price, where it was accepted short. */
  z.strictObject({
    kind: z.literal('toppedUp'),
    at: Instant,
    paymentId: z.string(),
    missing: z.int().min(1).exactOptional(),
  }),
  /** A refund of it was begun, was sent, or came to nothing; its own events say how. */
  z.strictObject({ kind: z.literal('refund'), at: Instant, refund: PaymentRefund }),
])
export type PaymentEvent = z.infer<typeof PaymentEvent>
export type PaymentEventKind = PaymentEvent['kind']
