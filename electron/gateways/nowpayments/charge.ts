import type { AppError } from '../../../shared/app-error.ts'
import { toDecimalText } from '../../../shared/money/money.ts'
import { formatUsdt } from '../../../shared/money/usdt.ts'
import type { Charge } from '../../../shared/payment/payment.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { isPayableTronAddress } from '../../../shared/tron/address.ts'
import { COIN, plainDescription, unsafe } from '../charge-checks.ts'
import type { ChargeRequest } from '../gateway.ts'

export { COIN } from '../charge-checks.ts'

import { gatewayExpiry, toMicroUsdt } from './mapping.ts'
import type { CreatedPayment } from './wire.ts'

export const GATEWAY_ID = 'nowpayments'

const NETWORK = 'trx'

/** The two choices that make a floating rate: a late payer keeps the address for seven days (lifetimes). */
export const FLOATING_RATE = { is_fixed_rate: false, is_fee_paid_by_user: false } as const

/**
 * The JSON text of `POST /payment`. The price is written digit by digit ("13.49", "0.005"): a float would choose its own.
 */
export function chargeBody(request: ChargeRequest): string {
  const { callbackUrl } = request
  const fields = JSON.stringify({
    price_currency: request.price.currency.toLowerCase(),
    pay_currency: COIN,
    order_id: request.orderId,
    order_description: plainDescription(request.description),
    ...(callbackUrl !== null && { ipn_callback_url: callbackUrl }),
    ...FLOATING_RATE,
  })
  return `{"price_amount":${toDecimalText(request.price)},${fields.slice(1)}`
}

/** The charge, or the reason why no customer may ever see it. `now` in ms stands in for a missing `created_at`. */
export function toCharge(
  payment: CreatedPayment,
  request: ChargeRequest,
  now: number,
): Result<Charge, AppError | string> {
  const asked = toMicroUsdt(payment.pay_amount, 'up')
  if (asked === undefined) return err('field pay_amount')
  const coin = payment.pay_currency.toLowerCase()
  if (coin !== COIN || (payment.network !== null && payment.network.toLowerCase() !== NETWORK)) {
    return unsafe('coin')
  }
  if (!isPayableTronAddress(payment.pay_address) || payment.payin_extra_id !== null) return unsafe('address')
  if (payment.order_id !== request.orderId) return unsafe('orderId')
  if (asked === 0n) return unsafe('amount')
  return ok({
    gateway: GATEWAY_ID,
    chargeId: payment.payment_id,
    address: payment.pay_address,
    coin,
    asked: formatUsdt(asked),
    orderId: payment.order_id,
    gatewayExpiresAt: gatewayExpiry(payment, now),
  })
}
