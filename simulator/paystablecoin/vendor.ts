import { z } from 'zod'
import { microText } from '../amounts.ts'
import type { CallbackMessage } from '../callbacks.ts'
import type { ChargeFacts, Signing, Tone } from '../control/charge-view.ts'
import { type PayOrder, pay, type Transfer } from '../customers.ts'
import type { ControlledCharge, Vendor, VendorDefinition, VendorParts } from '../vendor.ts'
import { createFaults } from './faults.ts'
import { createGateway, type Gateway, type PaystablecoinOptions } from './gateway.ts'
import { coinOf, isFinal, type Order, paidMicro } from './order.ts'
import { worded } from './replies.ts'
import { checkoutPath, createRoutes } from './routes.ts'
import { accountSchema, practiceApiSecret, practiceMerchantId, settingsSchema } from './settings.ts'

// PayStablecoin's API Checkout as the rest of the simulator sees it.

const vendor = z.literal('paystablecoin')

const definition = {
  name: 'paystablecoin',
  title: 'PayStablecoin',
  base: '/paystablecoin',
  settingsPatch: settingsSchema.partial().extend({ vendor }),
  accountPatch: accountSchema
    .omit({ name: true })
    .partial()
    .extend({ vendor, account: z.string().optional() }),
  calls: [
    [`POST ${checkoutPath}/orders`, 'create an order'],
    [`GET ${checkoutPath}/orders/:id`, 'look at an order'],
    [`GET ${checkoutPath}/payment-methods`, 'payment methods'],
  ],
  credentials: [
    ['Merchant ID', practiceMerchantId],
    ['API secret', practiceApiSecret],
  ],
} as const satisfies VendorDefinition

const tones: Readonly<Record<string, Tone>> = { SUCCEEDED: 'paid', FAILED: 'over', CLOSED: 'expired' }

const toneOf = (order: Order): Tone => {
  if (order.isConfirming) return 'moving'
  if (order.status === 'PROCESSING') return order.deposits.length > 0 ? 'short' : 'waiting'
  return tones[order.status] ?? 'moving'
}

const iso = (ms: number): string => new Date(ms).toISOString()

const factsOf = (order: Order): ChargeFacts => ({
  paymentId: order.acquiringOrderId,
  status: order.status,
  orderId: order.merchantOrderId,
  orderDescription: null,
  priceAmount: order.amountText,
  priceCurrency: order.currency.toLowerCase(),
  payAmount: microText(order.payMicro),
  payCurrency: coinOf(order.currency, order.network),
  actuallyPaid: microText(paidMicro(order)),
  address: order.depositAddress,
  payinHash: order.deposits.at(-1)?.hash ?? null,
  parentPaymentId: null,
  childPaymentIds: [],
  originType: null,
  createdAt: iso(order.createdAt),
  updatedAt: iso(order.updatedAt),
  validUntil: iso(order.expiresAt),
  canStep: order.isConfirming,
  tone: toneOf(order),
})

const wrongSignature = Buffer.alloc(32).toString('base64')

const controlled = (gateway: Gateway, order: Order): ControlledCharge => {
  const { orders } = gateway
  const coin = coinOf(order.currency, order.network)
  const payee = {
    asked: { coin, micro: order.payMicro },
    isWaiting: !isFinal(order.status) && order.deposits.length === 0,
    hasDeposit: order.deposits.length > 0,
    expire: () => orders.setStatus(order, 'CLOSED'),
    receive: (transfer: Transfer) => {
      orders.receive(order, transfer)
      return order
    },
  }
  const headersFor = (message: CallbackMessage, how: Signing) => {
    if (how === 'right') return message.headers()
    if (how === 'missing') return {}
    const form = how === 'legacy' ? 'short' : 'path'
    const headers = gateway.webhookHeaders(message, gateway.accountOf(order), form)
    return how === 'wrong' ? { ...headers, 'x-signature': wrongSignature } : headers
  }
  return {
    id: order.acquiringOrderId,
    facts: () => factsOf(order),
    pay: (asked: PayOrder) => controlled(gateway, pay(payee, asked)),
    step: () => orders.step(order),
    finish: () => {
      if (isFinal(order.status)) return false
      if (!order.isConfirming) orders.receive(order, { coin, micro: order.payMicro - paidMicro(order) })
      return orders.step(order)
    },
    setStatus: (status) => orders.setStatus(order, status),
    headersFor,
  }
}

const create = (parts: VendorParts, options: PaystablecoinOptions): Vendor => {
  const gateway = createGateway(parts, options)
  const { accounts, orders, settings } = gateway
  return {
    routes: createRoutes(gateway, definition.base),
    faults: createFaults((error) => worded(gateway, error)),
    endWords: { expire: 'CLOSED', fail: 'FAILED', refund: null },
    charges: () => orders.list().map((order) => controlled(gateway, order)),
    charge: (id) => {
      const order = orders
        .list()
        .findLast(({ acquiringOrderId, merchantOrderId }) => [acquiringOrderId, merchantOrderId].includes(id))
      return order && controlled(gateway, order)
    },
    settings: settings.current,
    configure: settings.change,
    setAccount: accounts.change,
    dateSkewMs: () => settings.current().dateSkewMs,
    reset: () => {
      settings.reset()
      accounts.reset()
      orders.clear()
    },
  }
}

export const paystablecoin = { ...definition, create }
