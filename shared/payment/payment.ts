import { z } from 'zod'
import { Money } from '../money/money.ts'
import { UsdtText } from '../money/usdt.ts'
import { NamedPerson } from '../people/named.ts'
import { StoredSaleDetails } from '../sale/details.ts'

/**
 * How far a payment is. **Stored**: names are a format and never change meaning. In order:
 *
 * - `created`    the intent is saved, the gateway has not answered yet; nothing is shown
 * - `awaiting`   the charge is saved, the customer can pay (gateway: waiting)
 * - `seen`       a deposit is on chain (gateway: confirming)
 * - `confirmed`  enough confirmations (gateway: confirmed)
 * - `sending`    on its way to the shop (gateway: sending)
 * - `short`      less than asked arrived; a person decides (gateway: partially_paid, or finished with too little)
 * - `paid`       everything matched: goods may go (gateway: finished)
 *
 * Side exits; every one of them stays watched, because money may still come:
 * - `expired`    the till's time ran out, or the gateway's; the QR is withdrawn
 * - `cancelled`  the cashier withdrew it, or asked for its sale again after it had expired
 * - `failed`     the gateway could not process the deposit; its support decides
 * - `refunded`   the gateway gave the money back
 * - `abandoned`  no charge came of it (refused, or the reply was lost): no address was ever shown
 */
export const PaymentStatus = z.enum([
  'created',
  'awaiting',
  'seen',
  'confirmed',
  'sending',
  'short',
  'paid',
  'expired',
  'cancelled',
  'failed',
  'refunded',
  'abandoned',
])
export type PaymentStatus = z.infer<typeof PaymentStatus>

/**
 * The second axis: what a person has to look at, whatever the status. **Stored.**
 *
 * - `underpaid` / `overpaid`  by more than the owner's tolerance / by any amount
 * - `late`       money came after the QR was withdrawn
 * - `repeated`   a further deposit came to the same address (a child charge)
 * - `wrongAsset` another coin came to the address
 * - `mismatch`   the gateway says finished, but coin, address, order id or parent do not fit: not paid
 * - `reversed`   the gateway took back what it had said (failed or refunded after paid)
 */
export const Remark = z.enum([
  'underpaid',
  'overpaid',
  'late',
  'repeated',
  'wrongAsset',
  'mismatch',
  'reversed',
])
export type Remark = z.infer<typeof Remark>

/** The gateway's word, in our vocabulary; `unknown` is recorded and never counts as paid. */
export const ObservedStatus = z.enum([
  'waiting',
  'confirming',
  'confirmed',
  'sending',
  'partiallyPaid',
  'finished',
  'failed',
  'refunded',
  'expired',
  'unknown',
])
export type ObservedStatus = z.infer<typeof ObservedStatus>

/** ISO 8601 in UTC ("2026-11-21T14:02:07.123Z"). */
export const Instant = z.iso.datetime()

/** What a gateway calls a network to people, as far as there is room to show it. */
export const NetworkName = z.string().min(1).max(24)

/** The gateway's side of a payment, as checked before it was shown. */
export const Charge = z.strictObject({
  gateway: z.string(),
  chargeId: z.string(),
  address: z.string(),
  /** Lower-case coin code, always `usdttrc20` here. */
  coin: z.string(),
  /** What the customer has to send, rounded up to six decimals. */
  asked: UsdtText,
  orderId: z.string(),
  /** When the gateway stops the payment (7 days for floating rate). */
  gatewayExpiresAt: Instant,
  /** "TRON Network", where the gateway says it; elsewhere the till has words of its own. */
  network: NetworkName.optional(),
  /** The gateway's own page, where the customer can pay this charge. */
  invoice: z.strictObject({ id: z.string(), url: z.url() }).optional(),
  /** The gateway knows the payment by this very amount: money of any other is nobody's to it. */
  isExact: z.literal(true).optional(),
})
export type Charge = Readonly<z.infer<typeof Charge>>

/**
 * The price of USDT as quoted when the payment began; stored and never recomputed. `rate` is the shop's currency for one
 * USDT, where the price was converted at a rate instead of being estimated as a whole.
 */
export const Quote = z.strictObject({
  usdt: UsdtText,
  source: z.string(),
  at: Instant,
  rate: z.string().optional(),
})
export type Quote = Readonly<z.infer<typeof Quote>>

/** One look at a charge, normalised. `null` means the gateway did not say. */
export const Observation = z.strictObject({
  chargeId: z.string(),
  status: ObservedStatus,
  /** The vendor's own word, for the history and for unknown ones. */
  vendorStatus: z.string(),
  parentChargeId: z.string().nullable(),
  childChargeIds: z.array(z.string()),
  orderId: z.string().nullable(),
  coin: z.string(),
  address: z.string().nullable(),
  asked: UsdtText,
  /** What arrived at the address, rounded down. */
  received: UsdtText.nullable(),
  /** What the shop gets after fees, in `outcomeCoin`. */
  outcome: z.string().nullable(),
  outcomeCoin: z.string().nullable(),
  /** The customer's transaction on chain. */
  transactionId: z.string().nullable(),
  gatewayUpdatedAt: Instant.nullable(),
  /** The invoice it was made for, where there is one. */
  invoiceId: z.string().optional(),
})
export type Observation = Readonly<z.infer<typeof Observation>>

/** The most an owner may let be missing: 5 %. Beyond it "paid" would lose its meaning. */
export const MAX_TOLERANCE_BASIS_POINTS = 500

/** The statuses before `paid` at which an owner may let goods go. */
export const ReleaseAt = z.enum(['confirmed', 'sending'])
export type ReleaseAt = z.infer<typeof ReleaseAt>

/** What is true of every payment, from the first moment. */
export const PaymentBase = z.strictObject({
  id: z.string(),
  saleId: z.string(),
  /** Counts up per till and journal; what people say aloud ("0118"). */
  number: z.int(),
  price: Money,
  reference: z.string().nullable(),
  quote: Quote,
  /** Unique at the gateway, ASCII. */
  orderId: z.string(),
  createdAt: Instant,
  /** The shop's business day, fixed when the payment began ("2026-11-21"), whatever happens to the time zone later. */
  day: z.iso.date(),
  timeZone: z.string(),
  till: z.string(),
  /** The till's number in its shop; null where it had none yet. */
  tillNumber: z.int().min(1).max(99).nullable().default(null),
  /** What the owner tolerates as missing, in basis points of the asked amount, as set when the payment began. */
  toleranceBasisPoints: z.int().min(0).max(MAX_TOLERANCE_BASIS_POINTS),
  /** The sandbox reports finished with 0 received; only there the amount is not tested. */
  receivedIsReported: z.boolean(),
  /** The short payment of the same sale whose missing rest this one collects. Its price is a part of that price. */
  topUpOf: z.string().nullable().default(null),
  /** The owner's rule when the payment began: goods may go at this status already. Null: only when paid. */
  releaseAt: ReleaseAt.nullable().default(null),
  /** Who pressed charge; null where the till knew no people. */
  cashier: NamedPerson.nullable().default(null),
  /** The number of their shift. */
  shift: z.int().min(1).nullable().default(null),
  /** What the price is made of, of the whole sale; null for a price and nothing else. */
  sale: StoredSaleDetails,
})

export type PaymentBase = Readonly<z.infer<typeof PaymentBase>>

/** A further deposit at a charge's address, as the gateway tells of it. It never completes a sale. */
export const ChildDeposit = z.strictObject({
  chargeId: z.string(),
  status: ObservedStatus,
  coin: z.string(),
  /** In `coin`; of USDT what arrived. Null while the gateway does not say. */
  received: UsdtText.nullable(),
  transactionId: z.string().nullable(),
})
export type ChildDeposit = Readonly<z.infer<typeof ChildDeposit>>

/**
 * What a person may decide about a payment. **Stored.**
 *
 * - `accepted`  less came than was asked, and the owner lets the goods go
 * - `delivered` all of it came, but late: the goods go
 * - `byHand`    the owner says it is paid, on their own word
 * - `owed`      the money that came is the customer's
 * - `handed`    the owner is to decide
 * - `closed`    the owner has dealt with it outside the till
 */
export const Decision = z.enum(['accepted', 'delivered', 'byHand', 'owed', 'handed', 'closed'])
export type Decision = z.infer<typeof Decision>

/** Why the goods may go although the gateway alone does not say so. `toppedUp`: another payment brought the rest. */
export const Settlement = z.strictObject({
  how: z.enum(['accepted', 'delivered', 'byHand', 'toppedUp']),
  at: Instant,
  by: z.enum(['cashier', 'owner', 'till']),
  reason: z.string().nullable(),
  /** `toppedUp`: what of the rest never came, in the minor unit of the price; absent where all of it did. */
  missing: z.int().min(1).exactOptional(),
  /** Who decided, and whose word they had for it; absent where the till knew no people. */
  person: NamedPerson.exactOptional(),
  approvedBy: NamedPerson.exactOptional(),
})
export type Settlement = Readonly<z.infer<typeof Settlement>>

/**
 * What a refund (`shared/refund`) means to its payment. **Stored.** `open`: on its way, or nobody knows; `sent`: the money
 * is with the customer; `none`: it came to nothing, and nothing was sent.
 */
export const RefundStanding = z.enum(['open', 'sent', 'none'])
export type RefundStanding = z.infer<typeof RefundStanding>

/** A refund as its payment knows it. `sentAt` and `transactionId` once it is sent, as far as they are known. */
export const PaymentRefund = z.strictObject({
  id: z.string(),
  standing: RefundStanding,
  address: z.string(),
  amount: UsdtText,
  transactionId: z.string().nullable(),
  sentAt: Instant.nullable(),
})
export type PaymentRefund = Readonly<z.infer<typeof PaymentRefund>>

/**
 * A transfer of USDT to the charge's address that the chain itself shows, before the gateway told of any. It is no step
 * of a payment: nothing about its money follows from it. `at` is the till's time, `blockAt` the block's.
 */
export const SeenOnChain = z.strictObject({
  at: Instant,
  transactionId: z.string(),
  amount: UsdtText,
  blockAt: Instant,
})
export type SeenOnChain = Readonly<z.infer<typeof SeenOnChain>>

/** Everything known once there is a charge. */
const Charged = z.strictObject({
  charge: Charge,
  /** When the till withdraws the QR: its own limit, never beyond the gateway's. */
  expiresAt: Instant,
  received: UsdtText,
  outcome: z.string().nullable(),
  outcomeCoin: z.string().nullable(),
  transactionId: z.string().nullable(),
  childChargeIds: z.array(z.string()),
  remarks: z.array(Remark),
  /** The gateway's furthest word, also when the status stayed (late money, mismatch). */
  lastObserved: ObservedStatus,
  vendorStatus: z.string(),
  seenAt: Instant.nullable(),
  /** When the gateway's word was first "confirmed", or already further on. */
  confirmedAt: Instant.nullable().default(null),
  paidAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  children: z.array(ChildDeposit).default([]),
  settlement: Settlement.nullable().default(null),
  /** When the owner's early-release rule let the goods go. */
  releasedAt: Instant.nullable().default(null),
  /** Keys of the matters (`mattersOf`) that were left to the owner, are owed to the customer, or are over. */
  handed: z.array(z.string()).default([]),
  owed: z.array(z.string()).default([]),
  closed: z.array(z.string()).default([]),
  onChain: SeenOnChain.nullable().default(null),
  /** Each as it stands, in the order in which they were begun. */
  refunds: z.array(PaymentRefund).default([]),
  /** What refunds gave back of money that was not for the goods; the rest of them was for goods that came back. */
  repaid: UsdtText.default('0.000000'),
})
export type Charged = Readonly<z.infer<typeof Charged>>

export const CHARGED_STATUSES = [
  'awaiting',
  'seen',
  'confirmed',
  'sending',
  'short',
  'paid',
  'expired',
  'cancelled',
  'failed',
  'refunded',
] as const

/** One attempt to collect for a sale. Each member holds only what exists then. **Stored** (projection and events). */
export const Payment = z.discriminatedUnion('status', [
  PaymentBase.extend({ status: z.literal('created') }),
  PaymentBase.extend({
    status: z.literal('abandoned'),
    endedAt: Instant,
    reason: z.string(),
    cancelled: z.boolean(),
  }),
  PaymentBase.extend(Charged.shape).extend({ status: z.enum(CHARGED_STATUSES) }),
])
export type Payment = Readonly<z.infer<typeof Payment>>
export type ChargedPayment = Extract<Payment, { status: (typeof CHARGED_STATUSES)[number] }>
