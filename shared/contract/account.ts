import { z } from 'zod'
import { AppError } from '../app-error.ts'
import { UsdtText } from '../money/usdt.ts'
import { Instant } from '../payment/payment.ts'
import { PayoutObservation } from '../refund/payout.ts'
import { request } from './define.ts'
import { Word } from './pin.ts'

/** The owner's side of the NOWPayments account in the open mode. */
export const AccountView = z.strictObject({
  /** False where NOWPayments is not set up in this mode. */
  isThere: z.boolean(),
  /** Null when nobody is signed in, or no longer. */
  signedInUntil: Instant.nullable(),
  /** What the practice gateway's account is opened with, which is no secret; null in the real modes. */
  practiceLogin: z.strictObject({ email: z.string(), password: z.string() }).nullable(),
})
export type AccountView = z.infer<typeof AccountView>

/** As the gateway writes it: capitals count. Neither is kept anywhere. */
export const Email = z.string().trim().min(3).max(254)
export const Password = z.string().min(1).max(200)

/** What the gateway calls a coin, such as `usdttrc20`. */
export const CoinCode = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9]{1,30}$/)
/** Above zero, in decimals of a coin. */
export const CoinAmount = z.string().regex(/^(?=.*[1-9])\d{1,15}(\.\d{1,18})?$/)

/** What the account holds of one coin, in decimals of it. */
export const CoinBalance = z.strictObject({ coin: z.string(), amount: z.string(), pending: z.string() })
export type CoinBalance = z.infer<typeof CoinBalance>

/** `usdt` is what can be paid out in USDT on TRON, rounded down; `at` is when the gateway said so. */
export const Balance = z.strictObject({ usdt: UsdtText, coins: z.array(CoinBalance), at: Instant })
export type Balance = z.infer<typeof Balance>

/** One coin of the balance made into another. */
export const Conversion = z.strictObject({
  conversionId: z.string(),
  status: z.enum(['waiting', 'processing', 'finished', 'rejected', 'unknown']),
  vendorStatus: z.string(),
  from: z.strictObject({ coin: z.string(), amount: z.string() }),
  /** Null while the gateway does not know it. */
  to: z.strictObject({ coin: z.string(), amount: z.string().nullable() }),
  createdAt: Instant.nullable(),
  updatedAt: Instant.nullable(),
})
export type Conversion = z.infer<typeof Conversion>

/**
 * What came of asking for a conversion. `maybe`: the reply was lost. It is never asked for twice, so the gateway's list
 * was looked through instead: `found` are those of the same coins and amount made since, and `isCertain` is false where
 * the list could not be read to its end. Nothing found is no proof: it may still turn up.
 */
export const ConversionOutcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('made'), conversion: Conversion }),
  z.strictObject({ kind: z.literal('maybe'), found: z.array(Conversion), isCertain: z.boolean() }),
])
export type ConversionOutcome = z.infer<typeof ConversionOutcome>

/** Newest first. `unreadable` rows held nothing usable; `missing` are those the gateway counts and did not show. */
function listOf<Row extends z.ZodType>(row: Row) {
  return z.strictObject({
    rows: z.array(row),
    unreadable: z.int().nonnegative(),
    missing: z.int().nonnegative(),
    isComplete: z.boolean(),
    at: Instant,
  })
}

export const ConversionList = listOf(Conversion)
export type ConversionList = z.infer<typeof ConversionList>

/** `isOurs`: this till asked for it, as a refund. */
export const PayoutRow = z.strictObject({ payout: PayoutObservation, isOurs: z.boolean() })
export type PayoutRow = z.infer<typeof PayoutRow>
/** Of the last so many days. */
export const PayoutList = listOf(PayoutRow).extend({ days: z.int().positive() })
export type PayoutList = z.infer<typeof PayoutList>

/** What the gateway last said to one question, and when; `error` is why it could not be asked again since. */
function answered<Answer extends z.ZodType>(answer: Answer) {
  return z.strictObject({
    told: z.strictObject({ value: answer, at: Instant }).nullable(),
    error: AppError.nullable(),
  })
}

/** What the gateway says of our coin (USDT on TRON) before anything is charged. Each answer has an age of its own. */
export const PreChecks = z.strictObject({
  /** It is among the coins there are. */
  isListed: answered(z.boolean()),
  /** What the gateway knows of it; null when it does not know it, or does not say. `decimals`: the fewest it names. */
  coin: answered(
    z
      .strictObject({
        isEnabled: z.boolean().nullable(),
        isForPayment: z.boolean().nullable(),
        network: z.string().nullable(),
        decimals: z.int().nonnegative().nullable(),
      })
      .nullable(),
  ),
  /** It is switched on in the account. */
  isSwitchedOn: answered(z.boolean()),
  minimum: answered(UsdtText),
})
export type PreChecks = z.infer<typeof PreChecks>

/** All of it can fail with `notSetUp`, and what needs a sign-in with `signInAgain`. */
export const account = {
  /** For five minutes, in main's memory only; e-mail and password are forgotten with the answer. */
  signIn: request(
    ['cashier'],
    z.strictObject({ email: Email, password: Password }),
    z.strictObject({ until: Instant }),
  ),
  signOut: request(['cashier'], z.undefined(), z.null()),
  /** By the API key alone. */
  balance: request(['cashier'], z.undefined(), Balance),
  /** Money: asked for once, whatever comes of it. `amount` in `from`; `balanceTooLow` before anything is sent. */
  convert: request(
    ['cashier'],
    z.strictObject({ word: Word, from: CoinCode, to: CoinCode, amount: CoinAmount }),
    ConversionOutcome,
  ),
  conversions: request(['cashier'], z.undefined(), ConversionList),
  /** One conversion again, for how far it is. */
  conversion: request(['cashier'], z.strictObject({ id: z.string().min(1).max(64) }), Conversion),
  payouts: request(['cashier'], z.undefined(), PayoutList),
  /** From memory where it was asked lately; `asksAgain` asks the gateway whatever the age. */
  preChecks: request(['cashier'], z.strictObject({ asksAgain: z.boolean() }), PreChecks),
}
