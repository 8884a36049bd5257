import type { CustomerView } from '../../shared/contract/customer.ts'
import type { DayTotals, PaymentsState, PaymentView } from '../../shared/contract/payments.ts'
import { defaultSettings, type Settings } from '../../shared/contract/settings.ts'
import { NO_SHIFTS_VIEW } from '../../shared/contract/shifts.ts'
import type { TillState } from '../../shared/contract/till.ts'
import type { TipQuestion } from '../../shared/contract/tip.ts'
import { money } from '../../shared/money/money.ts'
import { formatUsdt } from '../../shared/money/usdt.ts'
import { missingOf } from '../../shared/payment/evidence.ts'
import type { ChargedPayment, Payment } from '../../shared/payment/payment.ts'
import { canTopUp, choicesOf, restPrice } from '../../shared/payment/sale.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { gatewayViews } from './gateway-views.ts'

/** The moment at which the windows of UI tests live. */
export const NOW = '2026-11-21T14:02:00.000Z'
/** A real-looking TRON address with a valid checksum. */
export const ADDRESS = 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT'

export function aTillState(change: Partial<TillState> = {}, settings: Partial<Settings> = {}): TillState {
  const mode = change.mode ?? settings.mode ?? 'live'
  return {
    revision: 1,
    now: NOW,
    mode,
    settings: {
      ...defaultSettings('UTC'),
      mode,
      welcomed: true,
      ownerOffered: true,
      shopName: 'Corner Coffee',
      tillName: 'Till 2',
      tillNumber: 2,
      ...settings,
    },
    relayTokens: { sandbox: null, live: null },
    gateways: gatewayViews(mode, { nowpayments: { live: { 'api-key': 'K3Y9' } } }),
    keychain: null,
    gateway: { state: 'ok', error: null, checkedAt: NOW },
    relay: { connection: { state: 'off' }, refused: 0 },
    chain: { keyEnding: null, lookedAt: null, failure: null },
    account: { isThere: true, signedInUntil: null, practiceLogin: null },
    openPage: null,
    people: [],
    session: { kind: 'open' },
    shifts: NO_SHIFTS_VIEW,
    dayFiles: { missing: [], last: null },
    ownerPin: 'set',
    journal: null,
    clock: null,
    asleep: null,
    practicePanel: mode === 'practice' ? 'http://127.0.0.1:4444/' : null,
    version: '0.1.0',
    ...change,
  }
}

/** A charged payment of EUR 18.25, number 118, opened at NOW with 20 minutes to go. */
export function aPayment(change: Partial<ChargedPayment> = {}): ChargedPayment {
  return {
    id: '0b8f3a52-6a0e-4f6e-9d5c-8a4f5f6b7c10',
    saleId: '5c1d7f0e-0b3f-4f0b-8f5a-2f7f3c9d1e20',
    number: 118,
    price: money(1825, 'EUR'),
    reference: null,
    quote: { usdt: '19.874210', source: 'nowpayments', at: NOW },
    orderId: 'T2-118-x',
    createdAt: NOW,
    day: '2026-11-21',
    timeZone: 'UTC',
    till: 'Till 2',
    tillNumber: 2,
    toleranceBasisPoints: 0,
    receivedIsReported: true,
    topUpOf: null,
    releaseAt: null,
    cashier: null,
    shift: null,
    sale: null,
    status: 'awaiting',
    charge: {
      gateway: 'nowpayments',
      chargeId: '5077125051',
      address: ADDRESS,
      coin: 'usdttrc20',
      asked: '19.874210',
      orderId: 'T2-118-x',
      gatewayExpiresAt: '2026-11-28T14:02:00.000Z',
    },
    expiresAt: '2026-11-21T14:22:00.000Z',
    received: '0.000000',
    outcome: null,
    outcomeCoin: null,
    transactionId: null,
    childChargeIds: [],
    remarks: [],
    lastObserved: 'waiting',
    vendorStatus: 'waiting',
    seenAt: null,
    confirmedAt: null,
    paidAt: null,
    endedAt: null,
    children: [],
    settlement: null,
    releasedAt: null,
    handed: [],
    owed: [],
    closed: [],
    refunds: [],
    repaid: '0.000000',
    onChain: null,
    ...change,
  }
}

/** The intent is saved, the gateway is being asked. */
export function aCreatedPayment(): Payment {
  return { ...anIntent(), status: 'created' }
}

/** A payment whose charge never came about. */
export function anAbandonedPayment(reason: string): Payment {
  return { ...anIntent(), status: 'abandoned', endedAt: NOW, reason, cancelled: false }
}

function anIntent() {
  const { id, saleId, number, price, reference, quote, orderId, createdAt, day, timeZone, till } = aPayment()
  const base = { id, saleId, number, price, reference, quote, orderId, createdAt, day, timeZone, till }
  return {
    ...base,
    tillNumber: 2,
    toleranceBasisPoints: 0,
    receivedIsReported: true,
    topUpOf: null,
    releaseAt: null,
    cashier: null,
    shift: null,
    sale: null,
  }
}

export function aView(payment: Payment, change: Partial<PaymentView> = {}): PaymentView {
  return {
    payment,
    qr: payment.status === 'awaiting' ? payment.charge.address : null,
    checkedAt: NOW,
    checkError: null,
    choices: [...choicesOf(payment, [payment], true)],
    rest: restOf(payment),
    sale: {
      price: payment.price,
      received: isCharged(payment) ? payment.received : '0.000000',
      others: [],
    },
    ...change,
  }
}

function restOf(payment: Payment): PaymentView['rest'] {
  if (!canTopUp(payment, [payment])) return null
  return { price: restPrice(payment), usdt: formatUsdt(missingOf(payment)), minimumUsdt: null }
}

const NONE = { count: 0, minor: 0 } as const

export function totals(change: Partial<DayTotals> = {}): DayTotals {
  return {
    day: '2026-11-21',
    currency: 'EUR',
    payments: 0,
    paid: 0,
    paidMinor: 0,
    tipsMinor: 0,
    paidUsdt: '0.000000',
    receivedUsdt: '0.000000',
    attention: 0,
    byHand: NONE,
    acceptedShort: NONE,
    deliveredLate: NONE,
    releasedEarly: NONE,
    owedUsdt: '0.000000',
    refundedUsdt: '0.000000',
    refundingUsdt: '0.000000',
    ...change,
  }
}

export function aPaymentsState(change: Partial<PaymentsState> = {}): PaymentsState {
  return {
    revision: 1,
    current: null,
    tip: null,
    parked: [],
    recent: [],
    today: totals(),
    exceptions: 0,
    rings: { count: 0, for: 'paid' },
    ...change,
  }
}

/** Of EUR 18.25: 5, 10 and 15 %. */
export function tipOffers(): TipQuestion['offers'] {
  return [
    [500, 91],
    [1000, 183],
    [1500, 274],
  ].map(([basisPoints = 0, tip = 0]) => ({
    basisPoints,
    tip: money(tip, 'EUR'),
    total: money(1825 + tip, 'EUR'),
  }))
}

type CustomerKind = CustomerView['kind']
export function aCustomerView<K extends CustomerKind>(
  kind: K,
  change: Partial<Extract<CustomerView, { kind: K }>> = {},
): CustomerView {
  const shown = {
    revision: 1,
    mode: 'live',
    shopName: 'Corner Coffee',
    language: 'en',
    theme: 'light',
  } as const
  const sale = { price: money(1825, 'EUR'), number: 118 }
  const due = {
    asked: '19.874210',
    network: null,
    isExact: false,
    address: ADDRESS,
    qr: ADDRESS,
    expiresAt: '2026-11-21T14:22:00.000Z',
    leftMs: 20 * 60_000,
    isRest: false,
  }
  const extra = {
    idle: {},
    tip: { attempt: '0b8f3a52-6a0e-4f6e-9d5c-8a4f5f6b7c10', price: sale.price, offers: tipOffers() },
    due: { ...sale, ...due },
    seen: { ...sale, by: 'gateway' },
    short: { ...sale, missing: '0.705100' },
  }
  return {
    ...shown,
    kind,
    ...(kind in extra ? extra[kind as keyof typeof extra] : sale),
    ...change,
  } as CustomerView
}
