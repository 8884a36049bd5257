import { z } from 'zod'
import { microText } from '../amounts.ts'
import type { ChargeFacts, Tone } from '../control/charge-view.ts'
import { type PayOrder, pay, type Transfer } from '../customers.ts'
import type { ControlledCharge, Vendor, VendorDefinition, VendorParts } from '../vendor.ts'
import { type Charge, coin } from './charge.ts'
import { createFaults } from './faults.ts'
import { createGateway, type Gateway, type UsdtPaymentsOptions } from './gateway.ts'
import { createPath, createRoutes, statusPath, worded } from './routes.ts'
import { accountSchema, practiceApiKey, practiceApiSecret, settingsSchema } from './settings.ts'
import { amountText } from './wire.ts'

// USDT Payments as the rest of the simulator sees it.

const vendor = z.literal('usdt-payments')

const definition = {
  name: 'usdt-payments',
  title: 'USDT Payments',
  base: '/usdt-payments',
  settingsPatch: settingsSchema.partial().extend({ vendor }),
  accountPatch: accountSchema
    .omit({ name: true })
    .partial()
    .extend({ vendor, account: z.string().optional() }),
  calls: [
    [`POST ${createPath}`, 'create a payment'],
    [`GET ${statusPath}`, 'look at a payment'],
  ],
  credentials: [
    ['API key', practiceApiKey],
    ['API secret', practiceApiSecret],
  ],
} as const satisfies VendorDefinition

const tones: Readonly<Record<string, Tone>> = {
  pending: 'waiting',
  paid: 'paid',
  expired: 'expired',
  failed: 'over',
}

const iso = (ms: number): string => new Date(ms).toISOString()

const factsOf = (charge: Charge, canStep: boolean): ChargeFacts => ({
  paymentId: charge.id,
  status: charge.status,
  orderId: charge.orderId,
  orderDescription: charge.description,
  priceAmount: amountText(charge.amountMicro),
  priceCurrency: 'usdt',
  payAmount: microText(charge.payMicro),
  payCurrency: coin,
  actuallyPaid: microText(charge.paidMicro),
  address: charge.address,
  payinHash: charge.txid,
  parentPaymentId: null,
  childPaymentIds: [],
  originType: null,
  createdAt: iso(charge.createdAt),
  updatedAt: iso(charge.updatedAt),
  validUntil: iso(charge.expiresAt),
  canStep,
  tone: canStep ? 'moving' : (tones[charge.status] ?? 'moving'),
})

const controlled = (gateway: Gateway, charge: Charge): ControlledCharge => {
  const { payments } = gateway
  const asked: Transfer = { coin, micro: charge.payMicro }
  const payee = {
    asked,
    isWaiting: charge.status === 'pending' && charge.txid === null,
    hasDeposit: charge.txid !== null,
    expire: () => payments.setStatus(charge, 'expired'),
    receive: (transfer: Transfer) => payments.receive(charge, transfer),
  }
  return {
    id: charge.id,
    facts: () => factsOf(charge, payments.canStep(charge)),
    pay: (order: PayOrder) => controlled(gateway, pay(payee, order)),
    step: () => payments.step(charge),
    finish: () => {
      if (charge.txid === null) payments.receive(charge, asked)
      return payments.step(charge)
    },
    setStatus: (status) => payments.setStatus(charge, status),
    headersFor: (message, how) => {
      if (how === 'right') return message.headers()
      if (how === 'missing') return {}
      return how === 'wrong' ? { 'x-signature': '0'.repeat(64) } : null
    },
  }
}

const create = (parts: VendorParts, options: UsdtPaymentsOptions): Vendor => {
  const gateway = createGateway(parts, options, () => `${parts.origin()}${definition.base}`)
  const { accounts, payments, settings } = gateway
  return {
    routes: createRoutes(gateway),
    faults: createFaults((refusal) => worded(gateway, refusal)),
    endWords: { expire: 'expired', fail: 'failed', refund: null },
    charges: () => payments.list().map((charge) => controlled(gateway, charge)),
    charge: (id) => {
      const charge = payments.find(id)
      return charge && controlled(gateway, charge)
    },
    settings: settings.current,
    configure: settings.change,
    setAccount: accounts.change,
    dateSkewMs: () => settings.current().dateSkewMs,
    reset: () => {
      settings.reset()
      accounts.reset()
      payments.clear()
    },
  }
}

export const usdtPayments = { ...definition, create }
