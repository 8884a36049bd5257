import { microNumber, parseMicro, shortMicroText } from '../amounts.ts'
import { type Charge, feeMicro, outcomeMicro } from './charge.ts'
import { findCoin } from './rates.ts'

// The vendor's bodies, field by field. The same field changes its type from call to call (ids are text on create and
// numbers on read, updated_at is a number in callbacks): that is the vendor's doing and must stay.

const iso = (ms: number): string => new Date(ms).toISOString()

const priceNumber = (charge: Charge): number => {
  const micro = parseMicro(charge.priceText)
  return micro === null ? Number(charge.priceText) : microNumber(micro)
}

export const createdBody = (charge: Charge, amountType: 'number' | 'string') => ({
  payment_id: charge.id,
  payment_status: charge.status,
  pay_address: charge.payAddress,
  price_amount: priceNumber(charge),
  price_currency: charge.priceCurrency,
  pay_amount: amountType === 'string' ? shortMicroText(charge.payMicro) : microNumber(charge.payMicro),
  amount_received: microNumber(charge.payMicro - (charge.payMicro * 5n) / 1000n),
  pay_currency: charge.payCurrency,
  order_id: charge.orderId,
  order_description: charge.orderDescription,
  payin_extra_id: null,
  ipn_callback_url: charge.callbackUrl,
  customer_email: charge.customerEmail,
  created_at: iso(charge.createdAt),
  updated_at: iso(charge.updatedAt),
  purchase_id: charge.purchaseId,
  smart_contract: null,
  network: findCoin(charge.payCurrency)?.network ?? null,
  network_precision: null,
  time_limit: null,
  burning_percent: null,
  expiration_estimate_date: iso(charge.quoteEndsAt),
  is_fixed_rate: charge.isFixedRate,
  is_fee_paid_by_user: charge.isFeePaidByUser,
  valid_until: iso(charge.validUntil),
  type: 'crypto2crypto',
  product: 'api',
  origin_ip: '203.0.113.7',
})

export type ReadOptions = { namesParent: boolean; finishedWithZeroPaid: boolean }

const paidNumber = (charge: Charge, options: { finishedWithZeroPaid: boolean }): number =>
  options.finishedWithZeroPaid && charge.status === 'finished' ? 0 : microNumber(charge.paidMicro)

export const readBody = (charge: Charge, options: ReadOptions) => ({
  payment_id: Number(charge.id),
  invoice_id: charge.invoiceId === null ? null : Number(charge.invoiceId),
  payment_status: charge.status,
  pay_address: charge.payAddress,
  payin_extra_id: null,
  price_amount: priceNumber(charge),
  price_currency: charge.priceCurrency,
  pay_amount: microNumber(charge.payMicro),
  actually_paid: paidNumber(charge, options),
  pay_currency: charge.payCurrency,
  order_id: charge.orderId,
  order_description: charge.orderDescription,
  purchase_id: Number(charge.purchaseId),
  outcome_amount: charge.paidMicro === 0n ? null : microNumber(outcomeMicro(charge)),
  outcome_currency: 'usdttrc20',
  payout_hash: null,
  payin_hash: charge.payinHash,
  created_at: iso(charge.createdAt),
  updated_at: iso(charge.updatedAt),
  burning_percent: 'null',
  type: 'crypto2crypto',
  ...(charge.childIds.length > 0 && { payment_extra_ids: charge.childIds.map(Number) }),
  ...(charge.parentId !== null && options.namesParent && { parent_payment_id: Number(charge.parentId) }),
})

export const listedBody = (charge: Charge, options: ReadOptions) => ({
  ...readBody(charge, { ...options, namesParent: true }),
  ...(charge.originType !== null && { origin_type: charge.originType }),
})

export const callbackBody = (charge: Charge, options: { finishedWithZeroPaid: boolean }) => ({
  payment_id: Number(charge.id),
  parent_payment_id: charge.parentId === null ? null : Number(charge.parentId),
  invoice_id: charge.invoiceId === null ? null : Number(charge.invoiceId),
  payment_status: charge.status,
  pay_address: charge.payAddress,
  payin_extra_id: null,
  price_amount: priceNumber(charge),
  price_currency: charge.priceCurrency,
  pay_amount: microNumber(charge.payMicro),
  actually_paid: paidNumber(charge, options),
  actually_paid_at_fiat: 0,
  pay_currency: charge.payCurrency,
  order_id: charge.orderId,
  order_description: charge.orderDescription,
  purchase_id: charge.purchaseId,
  outcome_amount: microNumber(outcomeMicro(charge)),
  outcome_currency: 'usdttrc20',
  payment_extra_ids: charge.childIds.length > 0 ? charge.childIds.map(Number) : null,
  updated_at: charge.updatedAt,
  fee: {
    currency: 'usdttrc20',
    depositFee: 0,
    withdrawalFee: 0,
    serviceFee: microNumber(feeMicro(charge)),
  },
})
