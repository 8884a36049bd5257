import type { AppError } from '../../shared/app-error.ts'
import type errorTexts from '../locales/en/error.json'

export type ErrorKey = keyof typeof errorTexts

export type ErrorText = {
  /** Texts are `error:<key>.title`, `.explanation` and `.next`. */
  readonly key: ErrorKey
  readonly values: Readonly<Record<string, string | number>>
}

/** Which words say this failure. Total: a new code does not compile until it has words. */
export function errorText(error: AppError): ErrorText {
  switch (error.code) {
    case 'amountTooLarge':
      return text('amountTooLarge', { maximum: error.maximum, currency: error.currency })
    case 'amountTooSmall':
      return amountTooSmall(error)
    case 'referenceInvalid':
      return text('referenceInvalid', { maxLength: error.maxLength })
    case 'noRate':
      return text('noRate', { currency: error.currency })
    case 'wrongKey':
      return text(error.mode === 'sandbox' ? 'wrongKeySandbox' : 'wrongKey')
    case 'gatewayRefused':
      return text('gatewayRefused', { detail: error.detail })
    case 'unsafeCharge':
      return text(UNSAFE[error.reason])
    case 'clockWrong':
      return text(error.skewSeconds > 0 ? 'clockWrongAhead' : 'clockWrongBehind', {
        minutes: Math.round(Math.abs(error.skewSeconds) / 60),
      })
    case 'journalUnavailable':
      return text(JOURNAL[error.reason])
    case 'mayNot':
      return text(error.ability === 'seeHistory' ? 'mayNotSeeHistory' : 'mayNot')
    case 'invalidInput':
      return text('invalidInput', { field: error.field })
    case 'exportFailed':
      return text(EXPORT[error.reason])
    case 'printFailed':
      return text(error.reason === 'noPrinter' ? 'printFailedNoPrinter' : 'printFailedOther')
    case 'internal':
      return text('internal', { reference: error.reference })
    case 'refundAddress':
      return text(REFUND_ADDRESS[error.reason])
    case 'refundTooMuch':
      return text('refundTooMuch', { left: error.left })
    case 'transactionInvalid':
      return text(error.reason === 'known' ? 'transactionKnown' : 'transactionInvalid')
    case 'discountAboveSubtotal':
      return text('discountAboveSubtotal', { most: error.most, currency: error.currency })
    case 'sameAmount':
      return text('sameAmount', { number: String(error.number).padStart(4, '0') })
    case 'pinWrong':
      return text('pinWrong', { count: error.left })
    case 'pinLocked':
      return text('pinLocked', { seconds: error.seconds })
    case 'accountRefused':
      return text('accountRefused', { detail: error.detail })
    case 'balanceTooLow':
      return text('balanceTooLow', { available: error.available, coin: error.coin.toUpperCase() })
    case 'codeWrong':
      return text('codeWrong', { count: error.triesLeft })
    case 'addressRefused':
      return text('addressRefused', { detail: error.detail })
    case 'shiftOpen':
      return text('shiftOpen', { number: String(error.number).padStart(4, '0') })
    case 'nothingToPay':
    case 'givenUp':
    case 'signInFirst':
    case 'needsApproval':
    case 'approverMayNot':
    case 'nameTaken':
    case 'lastOwner':
    case 'keyDoesNotFit':
    case 'ownerFirst':
    case 'shiftNotOpen':
    case 'signInAgain':
    case 'wrongLogin':
    case 'codeTooOften':
    case 'codeTooLate':
    case 'unsafePayout':
    case 'pinNotSet':
    case 'amountZero':
    case 'noEstimate':
    case 'notSetUp':
    case 'coinNotEnabled':
    case 'methodNotOffered':
    case 'apiNotEnabled':
    case 'noNetwork':
    case 'gatewayDown':
    case 'gatewayTimeout':
    case 'rateLimited':
    case 'badReply':
    case 'chargeUnknown':
    case 'journalTooNew':
    case 'keychainUnavailable':
    case 'alreadyLive':
    case 'notNow':
    case 'notFound':
    case 'notAllowed':
      return text(error.code)
  }
}

function text(key: ErrorKey, values: ErrorText['values'] = {}): ErrorText {
  return { key, values }
}

function amountTooSmall(error: Extract<AppError, { code: 'amountTooSmall' }>): ErrorText {
  const { minimumPrice, minimumUsdt, currency } = error
  if (minimumPrice !== null) return text('amountTooSmallPrice', { minimumPrice, currency })
  if (minimumUsdt !== null) return text('amountTooSmallUsdt', { minimumUsdt })
  return text('amountTooSmall')
}

type ReasonOf<C extends AppError['code']> = Extract<AppError, { code: C; reason: string }>['reason']

const UNSAFE: Readonly<Record<ReasonOf<'unsafeCharge'>, ErrorKey>> = {
  address: 'unsafeChargeAddress',
  coin: 'unsafeChargeCoin',
  amount: 'unsafeChargeAmount',
  orderId: 'unsafeChargeOrderId',
}

const JOURNAL: Readonly<Record<ReasonOf<'journalUnavailable'>, ErrorKey>> = {
  full: 'journalUnavailableFull',
  readOnly: 'journalUnavailableReadOnly',
  damaged: 'journalUnavailableDamaged',
  other: 'journalUnavailableOther',
}

const REFUND_ADDRESS: Readonly<Record<ReasonOf<'refundAddress'>, ErrorKey>> = {
  notTron: 'refundAddressNotTron',
  contract: 'refundAddressContract',
  ours: 'refundAddressOurs',
}

const EXPORT: Readonly<Record<ReasonOf<'exportFailed'>, ErrorKey>> = {
  full: 'exportFailedFull',
  readOnly: 'exportFailedReadOnly',
  other: 'exportFailedOther',
  notDrawn: 'exportFailedNotDrawn',
}

/** Codes kept in the journal whose title says all without further values. */
const PLAIN = [
  'noEstimate',
  'wrongKey',
  'coinNotEnabled',
  'methodNotOffered',
  'apiNotEnabled',
  'noNetwork',
  'gatewayDown',
  'gatewayTimeout',
  'rateLimited',
  'gatewayRefused',
  'badReply',
  'chargeUnknown',
  'amountTooSmall',
  'amountTooLarge',
  'keychainUnavailable',
  'notSetUp',
] as const satisfies readonly ErrorKey[]

/** True when the stored reason of an abandoned payment has words of its own. */
export function isErrorKey(reason: string): reason is (typeof PLAIN)[number] {
  return (PLAIN as readonly string[]).includes(reason)
}
