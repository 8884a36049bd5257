import type { AppError } from '../../../shared/app-error.ts'
import { formatUsdt } from '../../../shared/money/usdt.ts'
import type { Charge, Observation, ObservedStatus } from '../../../shared/payment/payment.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { isPayableTronAddress } from '../../../shared/tron/address.ts'
import { COIN, centsText, shownNetwork, unsafe, wholeCents } from '../charge-checks.ts'
import type { ChargeRequest } from '../gateway.ts'
import { toInstant, toMicroUsdt, toUsdtText } from '../http/values.ts'
import { coinOf, type PaymentMethod } from './methods.ts'
import { fromMerchantOrderId } from './order-id.ts'
import { transactionIdIn } from './transaction-id.ts'
import type { Order } from './wire.ts'

export const GATEWAY_ID = 'paystablecoin'

/** As long as an owner may let the till wait: the till withdraws its QR by itself, and money that comes late is seen. */
const ORDER_LIFETIME_MS = 2 * 60 * 60_000
/** The vendor may ask for a little more than the price (its fee); one part in so many is still little. */
const MOST_EXTRA_PARTS = 50n

/** When an order that is made now is to end, as the vendor writes it: whole seconds. */
export function expiryFrom(now: number): string {
  return new Date(now + ORDER_LIFETIME_MS).toISOString().replace(/\.\d+Z$/, 'Z')
}

/** The JSON text of create: the very bytes that are signed. */
export function orderBody(
  request: ChargeRequest,
  order: { readonly merchantOrderId: string; readonly method: PaymentMethod; readonly expiresAt: string },
): string {
  const { callbackUrl } = request
  return JSON.stringify({
    merchantOrderId: order.merchantOrderId,
    orderAmount: { value: centsText(wholeCents(request.usdt)), currency: order.method.currency },
    paymentMethodType: 'ON_CHAIN_TRANSFER',
    network: order.method.network,
    expiresAt: order.expiresAt,
    ...(callbackUrl !== null && { callbackUrl }),
  })
}

/** The charge, or the reason why no customer may ever see it; the rest is what was asked for. */
export function toCharge(
  order: Order,
  request: ChargeRequest,
  { expiresAt, method }: { readonly expiresAt: string; readonly method: Pick<PaymentMethod, 'networkName'> },
): Result<Charge, AppError | string> {
  const asked = toMicroUsdt(order.cryptoPaymentAmount.value, 'up')
  if (asked === undefined) return err('field cryptoPaymentAmount')
  if (coinOf(order.cryptoPaymentAmount.currency, order.network) !== COIN) return unsafe('coin')
  if (!isPayableTronAddress(order.depositAddress)) return unsafe('address')
  if (fromMerchantOrderId(order.merchantOrderId) !== request.orderId) return unsafe('orderId')
  const price = wholeCents(request.usdt)
  if (asked === 0n || asked < price || asked > price + price / MOST_EXTRA_PARTS) return unsafe('amount')
  const network = shownNetwork(order.networkDisplayName ?? method.networkName)
  return ok({
    gateway: GATEWAY_ID,
    chargeId: order.merchantOrderId,
    address: order.depositAddress,
    coin: COIN,
    asked: formatUsdt(asked),
    orderId: request.orderId,
    gatewayExpiresAt: toInstant(order.expiresAt) ?? new Date(expiresAt).toISOString(),
    ...(network !== undefined && { network }),
  })
}

/** @returns the observation, or the name of the field that holds no possible amount. */
export function toObservation(order: Order): Result<Observation, string> {
  const asked = toUsdtText(order.cryptoPaymentAmount.value, 'up')
  if (asked === undefined) return err('field cryptoPaymentAmount')
  const paid = order.cryptoPaidAmount
  const paidText = typeof paid === 'string' || paid === null ? paid : paid.value
  const received = paidText === null ? null : toUsdtText(paidText, 'down')
  if (received === undefined) return err('field cryptoPaidAmount')
  const transactionId = transactionIdIn(order.cryptoPaymentDetail)
  const hasMoney = transactionId !== null || (received !== null && received !== '0.000000')
  return ok({
    chargeId: order.merchantOrderId,
    status: statusOf(order, hasMoney),
    vendorStatus: order.status,
    parentChargeId: null,
    childChargeIds: [],
    orderId: fromMerchantOrderId(order.merchantOrderId),
    coin: coinOf(paidCoin(order), order.network),
    address: order.depositAddress,
    asked,
    received,
    outcome: null,
    outcomeCoin: null,
    transactionId,
    gatewayUpdatedAt: toInstant(order.paidTime),
  })
}

/** What came, where the vendor says in which coin; else what was asked for. */
function paidCoin({ cryptoPaidAmount: paid, cryptoPaymentAmount: asked }: Order): string {
  return paid === null || typeof paid === 'string' ? asked.currency : paid.currency
}

/**
 * The vendor has four words. Money that is there while an order is processed waits for its confirmations, and a success
 * that is called not final is not yet one to hand goods over for.
 */
function statusOf({ status, finalStatus }: Order, hasMoney: boolean): ObservedStatus {
  switch (status.toUpperCase()) {
    case 'PROCESSING':
      return hasMoney ? 'confirming' : 'waiting'
    case 'SUCCEEDED':
      return finalStatus === false || finalStatus === 'false' ? 'confirmed' : 'finished'
    case 'FAILED':
      return 'failed'
    case 'CLOSED':
      return 'expired'
    default:
      return 'unknown'
  }
}
