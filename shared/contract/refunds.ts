import { z } from 'zod'
import { AppError } from '../app-error.ts'
import { UsdtText } from '../money/usdt.ts'
import { Instant } from '../payment/payment.ts'
import { Refund } from '../refund/refund.ts'
import { request } from './define.ts'
import { Reason, Word } from './pin.ts'

/** A refund as the cashier's window knows it. */
export const RefundView = z.strictObject({
  refund: Refund,
  /** The number of its payment. */
  number: z.int(),
  /** How it stands while it waits for its code; null otherwise. */
  code: z.strictObject({ triesLeft: z.int().nonnegative(), until: Instant }).nullable(),
  /** It goes no further without somebody. */
  asksPerson: z.boolean(),
  /** When the gateway itself last told of it, or its list was searched; null since the till was opened. */
  checkedAt: Instant.nullable(),
  /** Why the last look failed, until one succeeds again. `signInAgain`: nobody is signed in to look. */
  checkError: AppError.nullable(),
})
export type RefundView = z.infer<typeof RefundView>

/** What can be given back of one payment, and what was. */
export const PaymentRefunds = z.strictObject({
  /** The payment's number. */
  number: z.int(),
  /** What certainly came for it, further deposits included, and what of that may still be refunded. */
  received: UsdtText,
  refundable: UsdtText,
  /** What the shop owes its customer. */
  owed: UsdtText,
  /** Why the account cannot send it (`notSetUp`), so that it is paid by hand; null where it can. */
  noPayout: AppError.nullable(),
  /** Oldest first. */
  refunds: z.array(RefundView),
})
export type PaymentRefunds = z.infer<typeof PaymentRefunds>

const RefundRef = z.strictObject({ id: z.uuid() })
/** As it was typed or scanned: a bare address, or text that holds one. */
const AddressText = z.string().max(2000)

/** Changes are told by `payments.changed`: with its revision these answers may be others. */
export const refunds = {
  of: request(['cashier'], z.strictObject({ paymentId: z.uuid() }), PaymentRefunds),
  /** The address in the text, as it would be paid to. Errors: `refundAddress`. */
  checkAddress: request(
    ['cashier'],
    z.strictObject({ text: AddressText }),
    z.strictObject({ address: z.string() }),
  ),
  /**
   * Begins a refund and, where the gateway sends it, asks for it once. `attempt` is made by the window for one press of
   * the key and becomes the refund's id: a repeated request is the same refund. That nobody knows whether the gateway
   * has it is no error but a status (`unsure`).
   */
  begin: request(
    ['cashier'],
    z.strictObject({
      attempt: z.uuid(),
      paymentId: z.uuid(),
      way: z.enum(['payout', 'byHand']),
      address: AddressText,
      amount: UsdtText,
      reason: Reason,
      word: Word,
    }),
    RefundView,
  ),
  /** The code of the account's second factor. Errors: `codeWrong`, `codeTooOften`, `codeTooLate`, those of the account. */
  confirm: request(['cashier'], z.strictObject({ id: z.uuid(), code: z.string().max(40) }), RefundView),
  /** It was sent from a wallet, or in the dashboard: with which transaction. A reason where the gateway is in doubt. */
  record: request(
    ['cashier'],
    z.strictObject({
      id: z.uuid(),
      transactionId: z.string().max(400),
      reason: Reason.nullable(),
      word: Word,
    }),
    RefundView,
  ),
  /** Nothing was sent and nothing will be, as the dashboard or the gateway's support says. */
  abandon: request(['cashier'], z.strictObject({ id: z.uuid(), reason: Reason, word: Word }), RefundView),
  /** The owner has dealt with what was strange about it. */
  dealWith: request(['cashier'], z.strictObject({ id: z.uuid(), reason: Reason, word: Word }), RefundView),
  /** Looks at the gateway now. */
  look: request(['cashier'], RefundRef, RefundView),
}
