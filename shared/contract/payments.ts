import { z } from 'zod'
import { AppError } from '../app-error.ts'
import { CurrencyCode } from '../money/currency.ts'
import { Money } from '../money/money.ts'
import { UsdtText } from '../money/usdt.ts'
import { Instant, Payment } from '../payment/payment.ts'
import { push, request } from './define.ts'

/** A payment as the cashier's window knows it. */
export const PaymentView = z.strictObject({
  payment: Payment,
  /** What the QR holds: the bare address; behind `practice:` in practice mode. Null unless the QR may be shown. */
  qr: z.string().nullable(),
  /** The last time the gateway itself answered about it. */
  checkedAt: Instant.nullable(),
  /** Why the last look failed, until one succeeds again. */
  checkError: AppError.nullable(),
})
export type PaymentView = z.infer<typeof PaymentView>

/**
 * Sums over one business day. Amounts of money only count what its word says. USDT is summed over all payments, prices
 * only in `currency`: two currencies are never added.
 */
export const DayTotals = z.strictObject({
  day: z.iso.date(),
  currency: CurrencyCode,
  payments: z.int(),
  /** Paid ones: count, price (of those in `currency`), and what arrived for them. */
  paid: z.int(),
  paidMinor: z.int(),
  paidUsdt: UsdtText,
  /** Everything that arrived, paid or not (short, late and overpaid money included). */
  receivedUsdt: UsdtText,
  attention: z.int(),
  /** Paid ones priced in another currency, since the owner changed it; absent when there are none. */
  others: z
    .array(z.strictObject({ currency: CurrencyCode, paid: z.int(), paidMinor: z.int() }))
    .exactOptional(),
})
export type DayTotals = z.infer<typeof DayTotals>

export const PaymentsState = z.strictObject({
  revision: z.int(),
  /** What the right side of the cashier's screen is about; null shows the day. */
  current: PaymentView.nullable(),
  /** Newest first, at most 30. */
  recent: z.array(Payment),
  today: DayTotals,
})
export type PaymentsState = z.infer<typeof PaymentsState>

export const Estimate = z.strictObject({
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
  kind: z.enum(['intended', 'charged', 'abandoned', 'observed', 'unreadable', 'expired', 'cancelled']),
  vendorStatus: z.string().nullable(),
  received: UsdtText.nullable(),
  detail: z.string().nullable(),
  raw: z.string().nullable(),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

const PaymentRef = z.strictObject({ id: z.uuid() })
/** Made by the window for one press of the key: a repeated request with the same one is the same payment. */
const AttemptKey = z.uuid()
/** Printable ASCII: the gateway's signatures and order ids are safest without anything else. */
export const Reference = z
  .string()
  .trim()
  .max(40)
  .regex(/^[\x20-\x7e]*$/)

export const payments = {
  state: request(['cashier'], z.undefined(), PaymentsState),
  changed: push(['cashier'], PaymentsState),
  estimate: request(['cashier'], z.strictObject({ price: Money }), Estimate),
  start: request(
    ['cashier'],
    z.strictObject({ attempt: AttemptKey, price: Money, reference: Reference.nullable() }),
    PaymentView,
  ),
  cancel: request(['cashier'], PaymentRef, PaymentView),
  /** A new charge for the same sale; the old one stays watched. */
  retry: request(['cashier'], z.strictObject({ id: z.uuid(), attempt: AttemptKey }), PaymentView),
  /** Looks at the gateway now. */
  check: request(['cashier'], PaymentRef, PaymentView),
  /** Clears the right side (and the customer's screen); refused while the QR is up. */
  dismiss: request(['cashier'], PaymentRef, PaymentsState),
  history: request(
    ['cashier'],
    PaymentRef,
    z.strictObject({ view: PaymentView, entries: z.array(HistoryEntry) }),
  ),
}

/** Practice mode only: act as the customer. */
export const practice = {
  pay: request(
    ['cashier'],
    z.strictObject({ id: z.uuid(), how: z.enum(['exact', 'less', 'more', 'again', 'fail']) }),
    z.null(),
  ),
}
