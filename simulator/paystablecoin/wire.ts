import { microText } from '../amounts.ts'
import { isFinal, type Order, paidMicro } from './order.ts'
import type { Settings } from './settings.ts'

// The vendor's bodies, field by field.

/** `2026-12-31T23:59:59Z` */
const iso = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`

/** At least two decimals and no more than needed: 100.50, 13.493. */
export const amountText = (micro: bigint): string => microText(micro).replace(/(\.\d\d\d*?)0+$/, '$1')

/** The newest transfer. The vendor's pages name the object but not what is in it. */
const detailOf = (order: Order, { hashField }: Settings) => {
  const newest = order.deposits.at(-1)
  if (newest === undefined) return null
  return {
    [hashField]: newest.hash,
    network: order.network,
    cryptoCurrency: order.currency,
    amount: amountText(newest.micro),
    toAddress: order.depositAddress,
    confirmed: !order.isConfirming,
    transactionTime: iso(newest.at),
  }
}

const paidAmount = (order: Order) =>
  order.deposits.length === 0 ? null : { value: amountText(paidMicro(order)), currency: order.currency }

const withoutEmpty = <T extends object>(fields: T, { emptyFields }: Settings): object =>
  emptyFields === 'null'
    ? fields
    : Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))

const orderFields = (order: Order, merchantId: string, settings: Settings) => ({
  acquiringOrderId: order.acquiringOrderId,
  paymentOrderId: order.paymentOrderId,
  merchantId,
  merchantOrderId: order.merchantOrderId,
  status: order.status,
  finalStatus: isFinal(order.status),
  orderAmount: { value: order.amountText, currency: order.currency },
  cryptoPaymentAmount: { value: order.payText, currency: order.currency },
  cryptoPaidAmount: paidAmount(order),
  depositAddress: order.depositAddress,
  network: order.network,
  networkDisplayName: order.networkDisplayName,
  cryptoPaymentDetail: detailOf(order, settings),
  paymentMethodType: 'ON_CHAIN_TRANSFER',
  paymentMethodValue: null,
  createdTime: iso(order.createdAt),
  paidTime: order.paidAt === null ? null : iso(order.paidAt),
})

/** An order as creating it and asking for it answer. */
export const orderBody = (order: Order, merchantId: string, settings: Settings): object =>
  withoutEmpty({ ...orderFields(order, merchantId, settings), expiresAt: iso(order.expiresAt) }, settings)

export const webhookBody = (order: Order, merchantId: string, settings: Settings): object =>
  withoutEmpty(orderFields(order, merchantId, settings), settings)

export const successBody = (data: object, settings: Settings): object => {
  const head = { code: settings.successCode, [settings.messageField]: 'success' }
  return settings.reply === 'wrapped' || Array.isArray(data) ? { ...head, data } : { ...head, ...data }
}
