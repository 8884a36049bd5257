import { Hono } from 'hono'
import { z } from 'zod'
import { microText, parseMicro } from '../amounts.ts'
import type { ChargeFacts, Signing, Tone } from '../control/charge-view.ts'
import { controlError } from '../control/error.ts'
import { type PayOrder, pay } from '../customers.ts'
import type { ControlledCharge, Vendor, VendorDefinition, VendorParts } from '../vendor.ts'
import type { Charge } from './charge.ts'
import { nowpaymentsFaults } from './faults.ts'
import { createNowpayments, type Nowpayments } from './gateway.ts'
import { createHostedPage } from './hosted-page.ts'
import { createNowpaymentsRoutes } from './routes.ts'
import {
  type Account,
  accountSchema,
  defaultAccounts,
  practiceApiKey,
  practiceIpnSecret,
  type Settings,
  settingsSchema,
} from './settings.ts'
import { legacySignature } from './signature.ts'

// NOWPayments as the rest of the simulator sees it.

export type NowpaymentsOptions = {
  settings?: Partial<Settings>
  accounts?: readonly Account[]
  /** Charges are kept in this file from one start to the next. */
  stateFile?: string | undefined
}

const vendor = z.literal('nowpayments').optional()

const definition = {
  name: 'nowpayments',
  title: 'NOWPayments',
  base: '/nowpayments/v1',
  settingsPatch: settingsSchema.partial().extend({ vendor }),
  accountPatch: accountSchema
    .omit({ name: true, apiKey: true })
    .partial()
    .extend({ vendor, account: z.string().optional() }),
  calls: [
    ['POST /payment', 'create a payment'],
    ['GET /payment/:id', 'look at a payment'],
    ['GET /estimate', 'estimate'],
    ['GET /min-amount', 'minimum amount'],
    ['GET /merchant/coins', 'enabled coins'],
    ['GET /status', 'gateway status'],
  ],
  credentials: [
    ['API key', practiceApiKey],
    ['IPN secret', practiceIpnSecret],
  ],
} as const satisfies VendorDefinition

const tones: Readonly<Record<string, Tone>> = {
  waiting: 'waiting',
  finished: 'paid',
  partially_paid: 'short',
  expired: 'expired',
  failed: 'over',
  refunded: 'over',
}

const iso = (ms: number): string => new Date(ms).toISOString()

const factsOf = (charge: Charge, canStep: boolean): ChargeFacts => ({
  paymentId: charge.id,
  status: charge.status,
  orderId: charge.orderId,
  orderDescription: charge.orderDescription,
  priceAmount: charge.priceText,
  priceCurrency: charge.priceCurrency,
  payAmount: microText(charge.payMicro),
  payCurrency: charge.payCurrency,
  actuallyPaid: microText(charge.paidMicro),
  address: charge.payAddress,
  payinHash: charge.payinHash,
  parentPaymentId: charge.parentId,
  childPaymentIds: charge.childIds,
  originType: charge.originType,
  createdAt: iso(charge.createdAt),
  updatedAt: iso(charge.updatedAt),
  validUntil: iso(charge.validUntil),
  canStep,
  tone: tones[charge.status] ?? 'moving',
})

const headersOf = (body: string, how: Exclude<Signing, 'right'>, secret: string): Record<string, string> => {
  if (how === 'missing') return {}
  return { 'x-nowpayments-sig': how === 'wrong' ? '0'.repeat(128) : legacySignature(body, secret) }
}

const controlled = (gateway: Nowpayments, charge: Charge): ControlledCharge => {
  const { stages } = gateway
  const payee = {
    asked: { coin: charge.payCurrency, micro: charge.payMicro },
    isWaiting: charge.status === 'waiting',
    hasDeposit: charge.paidMicro !== 0n,
    expire: () => stages.setStatus(charge, 'expired'),
    receive: (transfer: { coin: string; micro: bigint }) => stages.receive(charge, transfer),
  }
  return {
    id: charge.id,
    facts: () => factsOf(charge, stages.canStep(charge)),
    pay: (order: PayOrder) => controlled(gateway, pay(payee, order)),
    step: () => stages.step(charge),
    finish: () => stages.finish(charge),
    setStatus: (status) => stages.setStatus(charge, status),
    headersFor: (message, how) =>
      how === 'right'
        ? message.headers()
        : headersOf(message.body, how, gateway.accountOf(charge).ipnSecret ?? ''),
  }
}

const create = (parts: VendorParts, options: NowpaymentsOptions): Vendor => {
  const gateway = createNowpayments({
    ...parts,
    accounts: options.accounts ?? defaultAccounts(),
    settings: options.settings ?? {},
    stateFile: options.stateFile,
  })
  const { accounts, payments, rates } = gateway
  const nameOr = (name: string | undefined) => name ?? accounts.first().name
  return {
    routes: new Hono().route('/', createNowpaymentsRoutes(gateway, parts.origin)),
    pages: { path: '/payment/', routes: createHostedPage(gateway) },
    faults: nowpaymentsFaults,
    endWords: { expire: 'expired', fail: 'failed', refund: 'refunded' },
    charges: () => payments.list().map((charge) => controlled(gateway, charge)),
    charge: (id) => {
      const charge = payments.find(id)
      return charge && controlled(gateway, charge)
    },
    settings: gateway.settings,
    configure: gateway.configure,
    setAccount: (name, patch) => accounts.change(nameOr(name), patch),
    rotateKey: (name, apiKey) =>
      accounts.change(nameOr(name), { apiKey: apiKey ?? accounts.newKey() })?.apiKey,
    setRate: (currency, usdt) => {
      const rate = parseMicro(usdt)
      if (rate === null || rate === 0n) throw controlError(400, 'A rate is a decimal above zero.')
      rates.set(currency, usdt)
    },
    dateSkewMs: () => gateway.settings().dateSkewMs,
    reset: gateway.reset,
  }
}

export const nowpayments = { ...definition, create }
