import type { AppError } from '../../../shared/app-error.ts'
import { formatUsdt } from '../../../shared/money/usdt.ts'
import type { Charge, Observation, ObservedStatus } from '../../../shared/payment/payment.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { isPayableTronAddress } from '../../../shared/tron/address.ts'
import { COIN, centsText, plainDescription, unsafe, wholeCents } from '../charge-checks.ts'
import type { ChargeRequest } from '../gateway.ts'
import { toInstant, toMicroUsdt, toUsdtText } from '../http/values.ts'
import type { CreatedReply, Payment } from './wire.ts'

export const GATEWAY_ID = 'usdt-payments'

/** All the words there are. Only `paid` is called back. */
const STATUSES: ReadonlyMap<string, ObservedStatus> = new Map([
  ['pending', 'waiting'],
  ['paid', 'finished'],
  ['expired', 'expired'],
  ['failed', 'failed'],
])

/**
 * The vendor tells payments to one address apart by a few thousandths that it adds to the amount ("50.00" → "50.013400").
 * More than a tenth of a USDT is no such mark, and less than was asked never is.
 */
const MAX_MARK = 100_000n
/** The vendor does not say how long a payment is open. For when its own word is no use. */
const ASSUMED_WINDOW_MS = 15 * 60_000

/** The JSON text of create. The vendor calls back to the address in its dashboard, so none is named here. */
export function chargeBody(request: ChargeRequest): string {
  return JSON.stringify({
    order_id: request.orderId,
    amount: centsText(wholeCents(request.usdt)),
    description: plainDescription(request.description),
  })
}

/** The charge, or the reason why no customer may ever see it. `now` in ms. */
export function toCharge(
  { payment }: CreatedReply,
  request: ChargeRequest,
  now: number,
): Result<Charge, AppError | string> {
  const asked = toMicroUsdt(payment.pay_amount, 'up')
  if (asked === undefined) return err('field pay_amount')
  if (coinOf(payment) !== COIN) return unsafe('coin')
  if (!isPayableTronAddress(payment.address)) return unsafe('address')
  if (payment.order_id !== request.orderId) return unsafe('orderId')
  const price = wholeCents(request.usdt)
  const isOtherPrice = payment.amount !== null && toMicroUsdt(payment.amount, 'up') !== price
  if (isOtherPrice || asked === 0n || asked < price || asked > price + MAX_MARK) return unsafe('amount')
  return ok({
    gateway: GATEWAY_ID,
    chargeId: payment.payment_id,
    address: payment.address,
    coin: COIN,
    asked: formatUsdt(asked),
    orderId: payment.order_id,
    gatewayExpiresAt: gatewayExpiry(payment.expires_at, now),
    isExact: true,
  })
}

/** @returns the observation, or the name of the field that holds no possible amount. */
export function toObservation(payment: Payment): Result<Observation, string> {
  const asked = toUsdtText(payment.pay_amount, 'up')
  if (asked === undefined) return err('field pay_amount')
  const status = STATUSES.get(payment.status.toLowerCase()) ?? 'unknown'
  return ok({
    chargeId: payment.payment_id,
    status,
    vendorStatus: payment.status,
    parentChargeId: null,
    childChargeIds: [],
    orderId: payment.order_id,
    coin: coinOf(payment),
    address: payment.address,
    asked,
    // Paid means that exactly this came; the vendor tells of no other amount.
    received: status === 'finished' ? (toUsdtText(payment.pay_amount, 'down') ?? null) : null,
    outcome: null,
    outcomeCoin: null,
    transactionId: payment.txid,
    // `paid_at` names no zone: it cannot show that money came in time.
    gatewayUpdatedAt: null,
  })
}

/** "USDT" and "TRC20" are our `usdttrc20`. */
function coinOf({ currency, network }: Payment): string {
  return `${currency}${network}`.toLowerCase()
}

/**
 * When the vendor stops the payment, read as UTC. Its zone is a guess: a time that is over already is one in another zone,
 * and would withdraw the QR at once. The till's own limit and the vendor's `expired` end a payment in any case.
 */
export function gatewayExpiry(expiresAt: string | null, now: number): string {
  const said = toInstant(expiresAt)
  if (said !== null && Date.parse(said) > now) return said
  return new Date(now + ASSUMED_WINDOW_MS).toISOString()
}
