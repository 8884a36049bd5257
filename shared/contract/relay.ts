import { z } from 'zod'
import { Instant, PaymentStatus } from '../payment/payment.ts'
import { RefundStatus } from '../refund/refund.ts'
import { relayOrigin } from '../relay-address.ts'
import { Gateway } from '../relay-protocol.ts'
import { request } from './define.ts'
import { RealMode, Secret } from './secret.ts'

/** Why the till does not hear the relay. Sales go on in every case: the till asks the gateway by itself. */
export const RelayLoss = z.enum([
  /** No network, no such name, refused, no TLS. */
  'unreachable',
  /** Nothing within the time it takes at most. */
  'noAnswer',
  /** It ended the stream, or the connection broke. */
  'ended',
  /** The keep-alives stopped. */
  'silent',
  /** It says itself that it cannot now: closing, too many listeners, its disk is full. */
  'unavailable',
  /** It does not know the read token: a person has to put it right. */
  'wrongToken',
  /** Something else is at that address: a person has to put it right. */
  'notARelay',
  /** The till could not keep what came; it comes again. */
  'notHandled',
])
export type RelayLoss = z.infer<typeof RelayLoss>

export const RelayState = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('off') }),
  /** Not connected yet, and nothing went wrong. */
  z.strictObject({ state: z.literal('connecting') }),
  z.strictObject({ state: z.literal('open') }),
  /** Attempts go on by themselves. `since`: the first loss in a row; `reason`: that of the last one. */
  z.strictObject({ state: z.literal('lost'), since: Instant, reason: RelayLoss }),
])
export type RelayState = z.infer<typeof RelayState>

/** The relay as the windows know it. `refused`: callbacks of the last 24 hours that were not what they said they are. */
export const RelayView = z.strictObject({ connection: RelayState, refused: z.int().nonnegative() })
export type RelayView = z.infer<typeof RelayView>

/** What a person types, made whole by `relayOrigin`, which the form asks before main is. */
export const RelayAddress = z.string().transform((given, context) => {
  const origin = relayOrigin(given)
  if (origin !== undefined) return origin
  context.addIssue({ code: 'custom', message: 'not the address of a relay' })
  return z.NEVER
})

/** Why a callback was turned away. */
export const CallbackRefusal = z.enum([
  'tooLarge',
  'notJson',
  'tooDeep',
  'forbiddenKey',
  'noSecret',
  'noSignature',
  'noTimestamp',
  'wrongSignature',
  /** From here on the signature was right. */
  'tooOld',
  'tooNew',
])
export type CallbackRefusal = z.infer<typeof CallbackRefusal>

export const CallbackVerdict = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('verified'), vendorStatus: z.string() }),
  /**
   * Genuine and about nothing that a till does. `recurring`: a payment that recurs by itself; `test`: the technician's
   * test of the relay, which nobody signs.
   */
  z.strictObject({ kind: z.literal('ignored'), about: z.enum(['recurring', 'test', 'other']) }),
  z.strictObject({ kind: z.literal('refused'), reason: CallbackRefusal }),
])
export type CallbackVerdict = z.infer<typeof CallbackVerdict>

/** What came of a callback. Only a verified one makes the till look, and only the look can change anything. */
export const CallbackOutcome = z.discriminatedUnion('kind', [
  /** Not verified: nothing was looked at. */
  z.strictObject({ kind: z.literal('none') }),
  /** The gateway is being asked. */
  z.strictObject({ kind: z.literal('looking') }),
  /** The same status twice: something else became known, such as a further deposit. */
  z.strictObject({ kind: z.literal('changed'), from: PaymentStatus, to: PaymentStatus }),
  z.strictObject({ kind: z.literal('unchanged') }),
  /** Of a payout: the refund it is about, whose own word is the signed callback. The same status twice: no news. */
  z.strictObject({ kind: z.literal('refund'), from: RefundStatus, to: RefundStatus }),
  /** The same news came a moment before. */
  z.strictObject({ kind: z.literal('repeated') }),
  /** No payment of this till: another till's, or one made elsewhere with the same account. */
  z.strictObject({ kind: z.literal('notOurs') }),
  /** The gateway did not answer the look; the till goes on asking. */
  z.strictObject({ kind: z.literal('unanswered') }),
])
export type CallbackOutcome = z.infer<typeof CallbackOutcome>

/** One line of the log of callbacks. */
export const CallbackRow = z.strictObject({
  /** Rises with each callback. */
  id: z.int().positive(),
  /** When the relay received it, and from which address. */
  receivedAt: Instant,
  source: z.string(),
  gateway: Gateway,
  verdict: CallbackVerdict,
  /** The charge or the payout it is about, in the gateway's words; null unless verified. */
  chargeId: z.string().nullable(),
  payment: z.strictObject({ id: z.uuid(), number: z.int() }).nullable(),
  outcome: CallbackOutcome,
})
export type CallbackRow = z.infer<typeof CallbackRow>

export const CALLBACK_PAGE = 50

export const relay = {
  /** Tries the address with the token (null: the stored one); both are kept when the relay greets. `loss`: why it did not. */
  connect: request(
    ['cashier'],
    z.strictObject({ mode: RealMode, address: RelayAddress, token: Secret.nullable() }),
    z.strictObject({ loss: RelayLoss.nullable() }),
  ),
  /** The till goes on without a relay, and asks the gateway by itself. */
  forget: request(['cashier'], z.strictObject({ mode: RealMode }), z.null()),
  /**
   * The log of callbacks of the open mode, newest first, at most `CALLBACK_PAGE` with an id below `before`. `text` is looked
   * for in charge ids, payment numbers (whole), the gateway's words, senders' addresses and reasons.
   */
  callbacks: request(
    ['cashier'],
    z.strictObject({
      text: z.string().trim().max(100),
      verdict: z.enum(['verified', 'ignored', 'refused']).nullable(),
      before: z.int().positive().nullable(),
    }),
    z.strictObject({ rows: z.array(CallbackRow), hasMore: z.boolean() }),
  ),
}
