import type { MicroUsdt } from '../../../shared/money/usdt.ts'
import type { Observation, ObservedStatus } from '../../../shared/payment/payment.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { COIN } from '../charge-checks.ts'
import { toInstant, toMicroUsdt, toUsdtText } from '../http/values.ts'
import type { CreatedPayment, ReadPayment } from './wire.ts'

export { toInstant, toMicroUsdt } from '../http/values.ts'

/** The nine words of the API. The dashboard's manual "cancelled" is not among them and stays `unknown`. */
type VendorStatus =
  | 'waiting'
  | 'confirming'
  | 'confirmed'
  | 'sending'
  | 'partially_paid'
  | 'finished'
  | 'failed'
  | 'refunded'
  | 'expired'

const STATUSES: Readonly<Record<VendorStatus, ObservedStatus>> = {
  waiting: 'waiting',
  confirming: 'confirming',
  confirmed: 'confirmed',
  sending: 'sending',
  partially_paid: 'partiallyPaid',
  finished: 'finished',
  failed: 'failed',
  refunded: 'refunded',
  expired: 'expired',
}

const byVendorWord: ReadonlyMap<string, ObservedStatus> = new Map(Object.entries(STATUSES))

/** A plain payment lives seven days without a deposit (NOWPayments API, lifetimes). */
const FLOATING_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000

export function toObservedStatus(word: string): ObservedStatus {
  return byVendorWord.get(word.toLowerCase()) ?? 'unknown'
}

/**
 * What will be asked for in our coin, above zero and rounded up: an estimate and a minimum err on the safe side so.
 *
 * @returns the amount, or the name of the field that holds another coin or no possible amount.
 */
export function toWantedAmount(
  field: string,
  text: string,
  coinField: string,
  coin: string | null,
): Result<MicroUsdt, string> {
  if (coin !== null && coin.toLowerCase() !== COIN) return err(`field ${coinField}`)
  const value = toMicroUsdt(text, 'up')
  return value === undefined || value === 0n ? err(`field ${field}`) : ok(value)
}

/** @returns the observation, or the name of the field that holds no possible amount. */
export function toObservation(payment: ReadPayment): Result<Observation, string> {
  // Rounded up is what the customer was asked to send; rounded down is what certainly came.
  const asked = toUsdtText(payment.pay_amount, 'up')
  if (asked === undefined) return err('field pay_amount')
  const received = payment.actually_paid === null ? null : toUsdtText(payment.actually_paid, 'down')
  if (received === undefined) return err('field actually_paid')
  return ok({
    chargeId: payment.payment_id,
    status: toObservedStatus(payment.payment_status),
    vendorStatus: payment.payment_status,
    parentChargeId: payment.parent_payment_id,
    childChargeIds: payment.payment_extra_ids ?? [],
    orderId: payment.order_id,
    coin: payment.pay_currency.toLowerCase(),
    address: payment.pay_address,
    asked,
    received,
    outcome: payment.outcome_amount === null ? null : plainDecimal(payment.outcome_amount),
    outcomeCoin: payment.outcome_currency?.toLowerCase() ?? null,
    transactionId: payment.payin_hash,
    gatewayUpdatedAt: toInstant(payment.updated_at),
    ...(payment.invoice_id !== null && { invoiceId: payment.invoice_id }),
  })
}

/**
 * When the gateway stops a charge. `valid_until` says so; without it a floating-rate charge lives seven days from
 * `created_at`. `expiration_estimate_date` is only the end of the quote (twenty minutes), which ends a charge when its
 * rate is fixed: the till never asks for that, but an account could enforce it, and then the sooner end is the true one.
 */
export function gatewayExpiry(payment: CreatedPayment, now: number): string {
  const isFixed = isTrue(payment.is_fixed_rate) || isTrue(payment.is_fee_paid_by_user)
  const createdAt = toInstant(payment.created_at)
  const lifetimeFrom = createdAt === null ? now : Date.parse(createdAt)
  return (
    toInstant(payment.valid_until) ??
    (isFixed ? toInstant(payment.expiration_estimate_date) : null) ??
    new Date(lifetimeFrom + FLOATING_LIFETIME_MS).toISOString()
  )
}

function isTrue(flag: boolean | string | null | undefined): boolean {
  return flag === true || flag === 'true'
}

/** "8.3e-05" → "0.000083": the same digits without an exponent. The outcome may be any coin, with any decimals. */
export function plainDecimal(text: string): string {
  const [digits = '', exponent] = text.toLowerCase().split('e')
  if (exponent === undefined) return text
  const [whole = '', fraction = ''] = digits.split('.')
  const shift = Number(exponent) - fraction.length
  if (shift >= 0) return withoutLeadingZeros(whole + fraction + '0'.repeat(shift))
  const padded = (whole + fraction).padStart(1 - shift, '0')
  return withoutLeadingZeros(`${padded.slice(0, shift)}.${padded.slice(shift)}`)
}

function withoutLeadingZeros(text: string): string {
  return text.replace(/^0+(?=\d)/, '')
}
