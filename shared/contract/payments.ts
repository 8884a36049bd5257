import { z } from 'zod'
import { AppError } from '../app-error.ts'
import { CurrencyCode } from '../money/currency.ts'
import { Money } from '../money/money.ts'
import { UsdtText } from '../money/usdt.ts'
import { Decision, Instant, Payment, PaymentRefund } from '../payment/payment.ts'
import { CHOICES } from '../payment/sale.ts'
import { NamedPerson } from '../people/named.ts'
import { Amount } from '../sale/amount.ts'
import { BasisPoints } from '../sale/details.ts'
import { MOST_NOTE } from '../sale/limits.ts'
import { ShopTexts } from '../sale/receipt-texts.ts'
import { push, request } from './define.ts'
import { Reason, Word } from './pin.ts'
import { TipQuestion } from './tip.ts'

/** A payment as the cashier's window knows it. */
export const PaymentView = z.strictObject({
  payment: Payment,
  /** What the QR holds: the bare address; behind `practice:` in practice mode. Null unless the QR may be shown. */
  qr: z.string().nullable(),
  /** The last time the gateway itself answered about it. */
  checkedAt: Instant.nullable(),
  /** Why the last look failed, until one succeeds again. */
  checkError: AppError.nullable(),
  /** What the cashier may choose now, the most likely first. */
  choices: z.array(z.enum(CHOICES)),
  /** What asking for the missing rest comes to; null where nothing is missing. */
  rest: z
    .strictObject({
      price: Money,
      usdt: UsdtText,
      /** The gateway's minimum, when the rest is below it: then it cannot be asked for. */
      minimumUsdt: UsdtText.nullable(),
    })
    .nullable(),
  /** The whole sale: its price, everything that arrived for it, and its other payments, oldest first. */
  sale: z.strictObject({ price: Money, received: UsdtText, others: z.array(Payment) }),
})
export type PaymentView = z.infer<typeof PaymentView>

/** How many, and what they cost together, in the report's currency. */
const Tally = z.strictObject({ count: z.int(), minor: z.int() })
export type Tally = z.infer<typeof Tally>

/**
 * Sums over one business day. Amounts of money only count what its word says. USDT is summed over all payments, prices
 * only in `currency`: two currencies are never added.
 */
export const DayTotals = z.strictObject({
  day: z.iso.date(),
  currency: CurrencyCode,
  payments: z.int(),
  /**
   * Sales whose goods may go (`isSold`), each once however many payments it took: count, what the goods cost (of those in
   * `currency`), and what arrived for them, tips included.
   */
  paid: z.int(),
  paidMinor: z.int(),
  paidUsdt: UsdtText,
  /** What customers gave on top of `paidMinor`. */
  tipsMinor: z.int(),
  /**
   * Everything that arrived, paid or not (short, late and overpaid money and further deposits included), less what the gateway gave
   * back by itself: what X and Z call received.
   */
  receivedUsdt: UsdtText,
  attention: z.int(),
  /** Payments that the gateway alone did not make so, each with its own price: of a rest, the rest's. */
  byHand: Tally,
  acceptedShort: Tally,
  deliveredLate: Tally,
  /** Goods gone by the early-release rule, money still on its way. */
  releasedEarly: Tally,
  /** What is owed to customers of this day's payments. */
  owedUsdt: UsdtText,
  /** What was sent back to them, whenever that was, and what is on its way or in doubt. */
  refundedUsdt: UsdtText,
  refundingUsdt: UsdtText,
  /** Paid ones priced in another currency, since the owner changed it; absent when there are none. */
  others: z
    .array(z.strictObject({ currency: CurrencyCode, paid: z.int(), paidMinor: z.int(), tipsMinor: z.int() }))
    .exactOptional(),
})
export type DayTotals = z.infer<typeof DayTotals>

/** An earlier payment that is not over, beside the one on the screens. */
export const ParkedView = z.strictObject({
  view: PaymentView,
  /** Something happened to it that the cashier has not looked at. */
  moved: z.boolean(),
})
export type ParkedView = z.infer<typeof ParkedView>

export const PaymentsState = z.strictObject({
  revision: z.int(),
  /** What both screens are about; null shows the day. */
  current: PaymentView.nullable(),
  /** What the customer is being asked now; a charge waits for it. */
  tip: TipQuestion.nullable(),
  /** Oldest first. */
  parked: z.array(ParkedView),
  /** Newest first, at most 30. */
  recent: z.array(Payment),
  today: DayTotals,
  /** Payments of any day that a person still has to deal with. */
  exceptions: z.int(),
  /** Rings that were due since the till was opened, and what the last was for: a window plays what it has not played. */
  rings: z.strictObject({ count: z.int(), for: z.enum(['paid', 'attention']) }),
})
export type PaymentsState = z.infer<typeof PaymentsState>

export const Estimate = z.strictObject({
  /** What would be charged: the typed price less the discount, with exclusive taxes, without a tip. */
  price: Money,
  usdt: UsdtText,
  /** When the gateway gave the rate. */
  at: Instant,
  /** The least the gateway takes, when it says. */
  minimumUsdt: UsdtText.nullable(),
})
export type Estimate = z.infer<typeof Estimate>

/** One line of a payment's history, newest last. `raw` is the gateway's text as it came. */
export const HistoryEntry = z.strictObject({
  seq: z.int(),
  at: Instant,
  kind: z.enum([
    'intended',
    'charged',
    'abandoned',
    'observed',
    'childObserved',
    'seenOnChain',
    'unreadable',
    'expired',
    'cancelled',
    'decided',
    'toppedUp',
    'refund',
  ]),
  vendorStatus: z.string().nullable(),
  received: UsdtText.nullable(),
  detail: z.string().nullable(),
  raw: z.string().nullable(),
  /** What a person decided, of `decided` alone. */
  decided: z
    .strictObject({
      decision: Decision,
      by: z.enum(['cashier', 'owner']),
      reason: z.string().nullable(),
      person: NamedPerson.exactOptional(),
      /** Whose word they had for it. */
      approvedBy: NamedPerson.exactOptional(),
    })
    .exactOptional(),
  /** Who let it be done by somebody who may not do so alone, and why: of `intended` (its discount) and `decided`. */
  approval: z.strictObject({ by: NamedPerson, reason: z.string() }).exactOptional(),
  /** What the received amount of a further deposit is in, of `childObserved` alone. */
  coin: z.string().exactOptional(),
  /** How a refund stood then, of `refund` alone. */
  refund: PaymentRefund.exactOptional(),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

/** What its receipt says of the shop; null where nothing of it can be read, and what is so today is said. */
export const ShopThen = ShopTexts.nullable().default(null)

const PaymentRef = z.strictObject({ id: z.uuid() })
/** Made by the window for one press of the key: a repeated request with the same one is the same payment. */
const AttemptKey = z.uuid()
/** Printable ASCII: the gateway's signatures and order ids are safest without anything else. */
export const Reference = z
  .string()
  .trim()
  .max(40)
  .regex(/^[\x20-\x7e]*$/)

/** What is taken off the typed price; null for nothing. */
const Discount = Amount.nullable().default(null)

export const payments = {
  state: request(['cashier'], z.undefined(), PaymentsState),
  changed: push(['cashier'], PaymentsState),
  estimate: request(['cashier'], z.strictObject({ price: Money, discount: Discount }), Estimate),
  /**
   * Where customers are asked for a tip it answers when they are: errors then are `givenUp` too. Others of the sale:
   * `discountAboveSubtotal`, `nothingToPay`.
   */
  start: request(
    ['cashier'],
    z.strictObject({
      attempt: AttemptKey,
      /** What the cashier typed: the subtotal. */
      price: Money,
      reference: Reference.nullable(),
      discount: Discount,
      /** Stands on the receipt. */
      note: z.string().trim().min(1).max(MOST_NOTE).nullable().default(null),
      /** The warning about an unpaid payment of the same amount (`sameAmount`) was passed. */
      evenIfSame: z.boolean(),
      /** For a discount that whoever is signed in may not give alone. */
      word: Word.nullable().default(null),
      reason: Reason.nullable().default(null),
    }),
    PaymentView,
  ),
  /** The customer's answer, said to the cashier; null gives the sale up. `notNow` when nobody is asked any more. */
  answerTip: request(
    ['cashier'],
    z.strictObject({ attempt: AttemptKey, basisPoints: BasisPoints.nullable() }),
    z.null(),
  ),
  cancel: request(['cashier'], PaymentRef, PaymentView),
  /** A new charge for the same sale; the old one stays watched. */
  retry: request(['cashier'], z.strictObject({ id: z.uuid(), attempt: AttemptKey }), PaymentView),
  /** A new payment of the same sale for what is missing. */
  topUp: request(['cashier'], z.strictObject({ id: z.uuid(), attempt: AttemptKey }), PaymentView),
  /** A person's decision. `word` and `reason` are for those that not everybody may decide alone. */
  decide: request(
    ['cashier'],
    z.strictObject({ id: z.uuid(), decision: Decision, word: Word.nullable(), reason: Reason.nullable() }),
    PaymentView,
  ),
  /** Takes the current payment off the screens while it goes on, for the next customer. */
  park: request(['cashier'], PaymentRef, PaymentsState),
  /** Puts any payment among the parked ones to look at it; the customer's window stays as it is. */
  open: request(['cashier'], PaymentRef, PaymentsState),
  /** Makes a parked payment the current one again; refused while another's QR is up. */
  bringBack: request(['cashier'], PaymentRef, PaymentsState),
  /** Opens the gateway's own page before the customer; `notNow` for a payment that has none. It closes by itself. */
  openPage: request(['cashier'], PaymentRef, z.null()),
  closePage: request(['cashier'], z.undefined(), z.null()),
  /** Looks at the gateway now. */
  check: request(['cashier'], PaymentRef, PaymentView),
  /** Clears the right side (and the customer's screen); refused while the QR is up. */
  dismiss: request(['cashier'], PaymentRef, PaymentsState),
  history: request(
    ['cashier'],
    PaymentRef,
    z.strictObject({ view: PaymentView, entries: z.array(HistoryEntry), shop: ShopThen }),
  ),
}

/** Practice mode only: act as the customer. */
export const practice = {
  pay: request(
    ['cashier'],
    z.strictObject({ id: z.uuid(), how: z.enum(['exact', 'less', 'more', 'again', 'fail', 'wrongAsset']) }),
    z.null(),
  ),
}
