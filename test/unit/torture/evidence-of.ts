import { formatUsdt, microUsdt } from '../../../shared/money/usdt.ts'
import type { PaymentEvent } from '../../../shared/payment/event.ts'
import type { Payment } from '../../../shared/payment/payment.ts'
import { isCharged, transition } from '../../../shared/payment/transition.ts'
import type { ChargeView } from '../../../simulator/control/contract.ts'
import { ASKED, aCharge, anId, anObservation, aPaymentBase, at, EXPIRES_AT } from '../../support/builders.ts'
import type { Evidence } from '../../support/torture/evidence.ts'

// One till's evidence in which everything agrees; each test doctors one thing in it.

const word = {
  waiting: 'waiting',
  finished: 'finished',
  partially_paid: 'partiallyPaid',
  failed: 'failed',
  refunded: 'refunded',
} as const

export type SaleTold = {
  readonly number: number
  readonly status: keyof typeof word
  readonly paid?: string
  readonly saleId?: string
  readonly children?: readonly string[]
}

/** What is the payment's own everywhere: its charge, order and address, all made from its number. */
export const chargeIdOf = (number: number) => String(5_000_000_000 + number)
export const addressOf = (number: number) =>
  `TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1v${String(number).padStart(3, '1')}`
const orderIdOf = (number: number) => `Till1-${number}`

function eventsOf({ number, status, paid, saleId, children = [] }: SaleTold): PaymentEvent[] {
  const orderId = orderIdOf(number)
  const own = { chargeId: chargeIdOf(number), address: addressOf(number), orderId }
  const payment = aPaymentBase({ id: anId(number), number, orderId, saleId: saleId ?? anId(number + 900) })
  const observation = anObservation({
    ...own,
    status: word[status],
    received: paid ?? '0.000000',
    childChargeIds: [...children],
  })
  return [
    { kind: 'intended', at: at(0), payment },
    { kind: 'charged', at: at(1), charge: aCharge(own), expiresAt: EXPIRES_AT, raw: '{}' },
    { kind: 'observed', at: at(60), source: 'poll', observation, raw: '{}' },
  ]
}

export function chargeView(number: number, over: Partial<ChargeView> = {}): ChargeView {
  return {
    vendor: 'nowpayments',
    paymentId: chargeIdOf(number),
    status: 'waiting',
    orderId: orderIdOf(number),
    orderDescription: null,
    priceAmount: '18.25',
    priceCurrency: 'eur',
    payAmount: ASKED,
    payCurrency: 'usdttrc20',
    actuallyPaid: '0.000000',
    address: addressOf(number),
    payinHash: null,
    parentPaymentId: null,
    childPaymentIds: [],
    originType: null,
    createdAt: at(0),
    updatedAt: at(60),
    validUntil: EXPIRES_AT,
    canStep: false,
    ...over,
  }
}

/** Journal, gateway and screens of these sales, all of one mind. */
export function evidenceOf(...sales: readonly SaleTold[]): Evidence {
  const recorded = sales.flatMap((sale) =>
    eventsOf(sale).map((event) => ({ paymentId: anId(sale.number), event })),
  )
  return fromEvents(
    recorded.map((one, index) => ({ seq: index + 1, ...one })),
    sales.flatMap(({ number, status, paid = '0.000000', children = [] }) => [
      chargeView(number, { status, actuallyPaid: paid, childPaymentIds: [...children] }),
      ...children.map((paymentId) =>
        chargeView(number, {
          paymentId,
          status: 'partially_paid',
          parentPaymentId: chargeIdOf(number),
          actuallyPaid: paid,
        }),
      ),
    ]),
  )
}

/** Payments and screens follow from the events, as in a till in order. */
export function fromEvents(events: Evidence['journal']['events'], charges: readonly ChargeView[]): Evidence {
  const payments = new Map<string, Payment>()
  for (const { paymentId, event } of events) {
    payments.set(paymentId, transition(payments.get(paymentId), event))
  }
  const all = [...payments.values()]
  const paid = all.filter(({ status }) => status === 'paid')
  return {
    journal: { events, payments: all, replayed: all },
    charges,
    shown: all
      .filter(isCharged)
      .map(({ charge }) => ({ window: 'customer', address: charge.address, wasRecorded: true })),
    deposited: charges
      .filter(({ actuallyPaid }) => microUsdt(actuallyPaid) > 0n)
      .map(({ paymentId }) => paymentId),
    told: {
      payments: all,
      today: {
        day: paid[0]?.day ?? '2026-11-21',
        paid: paid.length,
        paidMinor: paid.reduce((sum, { price }) => sum + price.minor, 0),
      },
    },
  }
}

export const MORE = formatUsdt(microUsdt(ASKED) + 1n)
export const LESS = formatUsdt(microUsdt(ASKED) - 1_000_000n)
