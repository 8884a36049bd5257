import { z } from 'zod'

/**
 * Every failure a person can meet, by code. Data travels with the code, never inside a sentence; the
 * sentence is chosen in the renderer's catalogue (`error.<code>`). One line per code: who makes it.
 */
export const AppError = z.discriminatedUnion('code', [
  /** A price that is empty or zero. Keypad and `payments.start`. */
  z.strictObject({ code: z.literal('amountZero') }),
  /** A price beyond what the till takes (or the gateway's cap). */
  z.strictObject({ code: z.literal('amountTooLarge'), maximum: z.string(), currency: z.string() }),
  /** Below what the gateway accepts: a deposit that small would be lost. `minimum` in the shop's currency when known. */
  z.strictObject({
    code: z.literal('amountTooSmall'),
    minimumUsdt: z.string().nullable(),
    minimumPrice: z.string().nullable(),
    currency: z.string(),
  }),
  /** The order reference has characters or a length the gateway does not take. */
  z.strictObject({ code: z.literal('referenceInvalid'), maxLength: z.number() }),
  /** No rate, no QR: the gateway gave no estimate for this currency. */
  z.strictObject({ code: z.literal('noRate'), currency: z.string() }),
  /** NOWPayments' "Can not get estimate from …" (HTTP 500): a request it will never accept, so not repeated. */
  z.strictObject({ code: z.literal('noEstimate'), detail: z.string() }),
  /** No API key for this mode yet. */
  z.strictObject({ code: z.literal('notSetUp') }),
  /** The gateway refuses the key (403), or the key belongs to the other environment. */
  z.strictObject({ code: z.literal('wrongKey'), mode: z.enum(['practice', 'sandbox', 'live']) }),
  /** `usdttrc20` is not enabled in the gateway account. */
  z.strictObject({ code: z.literal('coinNotEnabled') }),
  /** The gateway offers the account no payment in USDT on TRON: its own support decides. */
  z.strictObject({ code: z.literal('methodNotOffered') }),
  /** The gateway has not opened this way of charging for the account (PayStablecoin's 50010): its own support does. */
  z.strictObject({ code: z.literal('apiNotEnabled') }),
  /** This computer reaches no network at all. */
  z.strictObject({ code: z.literal('noNetwork') }),
  /** The gateway answers with 5xx, or `/status` is not OK. */
  z.strictObject({ code: z.literal('gatewayDown'), httpStatus: z.number().nullable() }),
  /** No answer within the time limit. After *create* it means "maybe": see `chargeUnknown`. */
  z.strictObject({ code: z.literal('gatewayTimeout') }),
  /** 429: the gateway asks us to slow down. */
  z.strictObject({ code: z.literal('rateLimited') }),
  /** The gateway refused the request and said why. */
  z.strictObject({ code: z.literal('gatewayRefused'), detail: z.string() }),
  /** An answer that is not what the gateway promises (HTML, empty, too large, fields missing). */
  z.strictObject({ code: z.literal('badReply'), detail: z.string() }),
  /** The answer fails a safety check (address, coin, amount, order id): nothing was shown to the customer. */
  z.strictObject({
    code: z.literal('unsafeCharge'),
    reason: z.enum(['address', 'coin', 'amount', 'orderId']),
  }),
  /** The reply to *create* was lost: nothing was shown, and trying again is safe. */
  z.strictObject({ code: z.literal('chargeUnknown') }),
  /** This computer's clock is more than two minutes off. `skewSeconds` > 0: the computer is ahead. */
  z.strictObject({ code: z.literal('clockWrong'), skewSeconds: z.number() }),
  /** The journal cannot be written (disk full, read-only): the till cannot charge. */
  z.strictObject({
    code: z.literal('journalUnavailable'),
    reason: z.enum(['full', 'readOnly', 'damaged', 'other']),
  }),
  /** The journal was written by a newer USDTill; it was left untouched. */
  z.strictObject({ code: z.literal('journalTooNew') }),
  /** No keychain service answers, or it is locked. */
  z.strictObject({ code: z.literal('keychainUnavailable') }),
  /** A QR is already live on this till. */
  z.strictObject({ code: z.literal('alreadyLive') }),
  /** An earlier payment of the same amount is unpaid: perhaps the same sale. Charging all the same is possible. */
  z.strictObject({ code: z.literal('sameAmount'), number: z.number() }),
  /** More is taken off than the sale costs. `most` as decimal text. `payments.start`, as the next two. */
  z.strictObject({ code: z.literal('discountAboveSubtotal'), most: z.string(), currency: z.string() }),
  /** The discount takes everything off: there is nothing to ask a gateway for. */
  z.strictObject({ code: z.literal('nothingToPay') }),
  /** Somebody gave the sale up while the customer was asked for a tip. Nothing was charged. */
  z.strictObject({ code: z.literal('givenUp') }),
  /** The owner's PIN is wrong; so many tries are left before it is locked for a while. */
  z.strictObject({ code: z.literal('pinWrong'), left: z.number() }),
  /** Too many wrong PINs: the next try is possible after this many seconds. */
  z.strictObject({ code: z.literal('pinLocked'), seconds: z.number() }),
  /** This needs the owner's PIN, and there is none yet. */
  z.strictObject({ code: z.literal('pinNotSet') }),
  /** Nobody is signed in at the till, or it is locked. Every call but those that sign in. */
  z.strictObject({ code: z.literal('signInFirst') }),
  /** Whoever is signed in may not do this, and nobody's PIN changes that: it has to be done by somebody who may. */
  z.strictObject({ code: z.literal('mayNot'), ability: z.string() }),
  /** It may be done with the word of somebody who may do it alone, and their reason. */
  z.strictObject({ code: z.literal('needsApproval'), ability: z.string() }),
  /** Whoever showed their PIN may not do it alone either. */
  z.strictObject({ code: z.literal('approverMayNot') }),
  z.strictObject({ code: z.literal('nameTaken') }),
  /** Nobody would be left who may change people and keys. */
  z.strictObject({ code: z.literal('lastOwner') }),
  /** The key that was shown for a lost PIN is not the one that the till has. */
  z.strictObject({ code: z.literal('keyDoesNotFit') }),
  /** A till's first live key has an owner before it: the till has no people yet. `gateways.connect`. */
  z.strictObject({ code: z.literal('ownerFirst') }),
  /** They have a shift already, of that number; or it is closed. */
  z.strictObject({ code: z.literal('shiftOpen'), number: z.number() }),
  z.strictObject({ code: z.literal('shiftNotOpen') }),
  /** Nobody is signed in to the gateway account, or no longer: a sign-in lasts five minutes. The account's calls. */
  z.strictObject({ code: z.literal('signInAgain') }),
  /** The gateway does not know this e-mail and password (both are case-sensitive). */
  z.strictObject({ code: z.literal('wrongLogin') }),
  /** The gateway refused a call of its account and said why. */
  z.strictObject({ code: z.literal('accountRefused'), detail: z.string() }),
  /** The account does not hold that much of the coin. `available` as decimal text of it. */
  z.strictObject({ code: z.literal('balanceTooLow'), coin: z.string(), available: z.string() }),
  /** This code for a payout did not pass; so many of the ten tries are left. */
  z.strictObject({ code: z.literal('codeWrong'), triesLeft: z.number() }),
  /** No try is left: the gateway gives the payout up, nothing is sent. */
  z.strictObject({ code: z.literal('codeTooOften') }),
  /** The hour for the code is over, the same. */
  z.strictObject({ code: z.literal('codeTooLate') }),
  /** The gateway would not pay out to this address. */
  z.strictObject({ code: z.literal('addressRefused'), detail: z.string() }),
  /** The gateway holds a payout that is not the one asked for: it must never be confirmed. */
  z.strictObject({
    code: z.literal('unsafePayout'),
    reason: z.enum(['address', 'amount', 'coin', 'externalId', 'severalPayouts']),
  }),
  /** Nothing that a refund may be paid to: no TRON address, the USDT contract, or an address that pays this shop. */
  z.strictObject({ code: z.literal('refundAddress'), reason: z.enum(['notTron', 'contract', 'ours']) }),
  /** More than came for the payment and was not given back yet: `left`, in USDT. */
  z.strictObject({ code: z.literal('refundTooMuch'), left: z.string() }),
  /** No transaction's id, or one that is known as another's. */
  z.strictObject({ code: z.literal('transactionInvalid'), reason: z.enum(['form', 'known']) }),
  /** The payment is no longer in a state where this can be done. */
  z.strictObject({ code: z.literal('notNow') }),
  z.strictObject({ code: z.literal('notFound') }),
  /** Settings or a request with a field that does not fit. */
  z.strictObject({ code: z.literal('invalidInput'), field: z.string() }),
  /** The window may not make this call. */
  z.strictObject({ code: z.literal('notAllowed') }),
  /** The file could not be written, or what was to stand in it not be drawn. */
  z.strictObject({
    code: z.literal('exportFailed'),
    reason: z.enum(['full', 'readOnly', 'other', 'notDrawn']),
  }),
  /** Nothing came onto paper. Selling has nothing to do with it. */
  z.strictObject({ code: z.literal('printFailed'), reason: z.enum(['noPrinter', 'other']) }),
  /** A bug of ours; the log has the rest under this reference. */
  z.strictObject({ code: z.literal('internal'), reference: z.string() }),
])
export type AppError = z.infer<typeof AppError>
export type AppErrorCode = AppError['code']
