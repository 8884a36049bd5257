// What happens to the payments of a shop over the years, as the events the till records: most are paid, some in another
// way, and a person has dealt with nearly all that was not right. Made from a seed.

import { v7 } from 'uuid'
import { CURRENCY_CODES, type CurrencyCode } from '../../shared/money/currency.ts'
import { formatUsdt, type MicroUsdt } from '../../shared/money/usdt.ts'
import type { PaymentEvent } from '../../shared/payment/event.ts'
import type { Charge, Decision, Observation, ObservedStatus } from '../../shared/payment/payment.ts'
import type { NamedPerson } from '../../shared/people/named.ts'
import type { SaleDetails } from '../../shared/sale/details.ts'
import { reckonSale } from '../../shared/sale/reckon.ts'
import type { SaleRules } from '../../shared/sale/rules.ts'
import type { Random } from '../watch/shop-week.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const WEEK = 7 * 24 * 60 * MINUTE

/** Who charged it, in which shift. */
export type Seller = { readonly cashier: NamedPerson; readonly shift: number }

export type Told = { readonly id: string; readonly number: number; readonly events: readonly PaymentEvent[] }

/** In percent of all payments; the rest is paid as asked. */
const KINDS = {
  expired: 5,
  cancelled: 3,
  abandoned: 2,
  short: 3,
  overpaid: 1.5,
  late: 1,
  repeated: 0.5,
} as const
type Kind = keyof typeof KINDS | 'paid'

/** How much of what is sold has taxes, a discount, a tip. */
const TAXED = 0.6
const DISCOUNTED = 0.08
const TIPPED = 0.15

/** With two rates, of which most of a sale is at the first. */
const RULES: SaleRules = {
  taxes: {
    mode: 'inclusive',
    rates: [
      { name: 'VAT', milliPercent: 21_000, shareBasisPoints: 8_000 },
      { name: 'VAT reduced', milliPercent: 10_000, shareBasisPoints: 2_000 },
    ],
  },
  tips: { presets: [10] },
}

/** How many of the exceptions nobody has dealt with yet. */
const LEFT_OPEN = 0.02

const CURRENCIES: readonly CurrencyCode[] = [
  'EUR',
  'EUR',
  'EUR',
  'EUR',
  'EUR',
  'EUR',
  'EUR',
  'EUR',
  'EUR',
  'USD',
]

/** One payment that begins at a moment (milliseconds since the epoch) of a business day. */
export function tellPayment(number: number, begun: number, random: Random, seller: Seller): Told {
  const kind = kindBy(random() * 100)
  const at = (ms: number) => new Date(begun + ms).toISOString()
  const text = createText(random)
  const currency = CURRENCIES[Math.floor(random() * CURRENCIES.length)] ?? CURRENCY_CODES[0]
  const sale = saleOf(100 + Math.floor(random() ** 3 * 20_000), random)
  const minor = sale.total
  const asked = (BigInt(minor) * 10_870n * BigInt(9_990 + Math.floor(random() * 20))) / 10_000n
  const charge: Charge = {
    gateway: 'nowpayments',
    chargeId: String(5_000_000_000 + number),
    address: `T${text.base58(33)}`,
    coin: 'usdttrc20',
    asked: formatUsdt(asked),
    orderId: `T1-${String(number).padStart(4, '0')}-${text.hex(4)}`,
    gatewayExpiresAt: at(WEEK),
  }
  const base: Extract<PaymentEvent, { kind: 'intended' }>['payment'] = {
    id: text.id(begun),
    saleId: text.id(begun),
    number,
    price: { minor, currency },
    reference:
      random() < 0.3 ? `A-${number}` : random() < 0.1 ? `Table ${1 + Math.floor(random() * 40)}` : null,
    quote: { usdt: formatUsdt(asked), source: 'nowpayments', at: at(-SECOND) },
    orderId: charge.orderId,
    createdAt: at(0),
    day: at(0).slice(0, 10),
    timeZone: 'Europe/Madrid',
    till: 'Till 1',
    tillNumber: 1,
    toleranceBasisPoints: 0,
    receivedIsReported: true,
    topUpOf: null,
    releaseAt: null,
    ...seller,
    sale,
  }
  const teller: Teller = { at, charge, asked, text, random, transactionId: text.hex(64) }
  return {
    id: base.id,
    number,
    events: [{ kind: 'intended', at: at(0), payment: base, gateway: 'nowpayments' }, ...rest(kind, teller)],
  }
}

function saleOf(subtotal: number, random: Random): SaleDetails {
  const rules = random() < TAXED ? RULES : { ...RULES, taxes: null }
  const percent = (share: number, basisPoints: number) =>
    random() < share ? ({ kind: 'percent', basisPoints } as const) : null
  const asked = { subtotal, discount: percent(DISCOUNTED, 1000), tip: percent(TIPPED, 1000) }
  const sale = reckonSale({ ...asked, shares: null, note: null }, rules)
  if (!sale.ok) throw new Error(sale.error.code)
  return sale.value
}

type Teller = {
  readonly at: (ms: number) => string
  readonly charge: Charge
  readonly asked: MicroUsdt
  readonly text: Text
  readonly random: Random
  readonly transactionId: string
}

function kindBy(percent: number): Kind {
  let left = percent
  for (const [kind, share] of Object.entries(KINDS)) {
    left -= share
    if (left < 0) return kind as Kind
  }
  return 'paid'
}

function rest(kind: Kind, teller: Teller): PaymentEvent[] {
  const { at, charge, asked, random } = teller
  if (kind === 'abandoned') {
    return [{ kind: 'abandoned', at: at(8 * SECOND), reason: 'gatewayTimeout', maybe: true, raw: null }]
  }
  const charged: PaymentEvent = {
    kind: 'charged',
    at: at(SECOND),
    charge,
    expiresAt: at(20 * MINUTE),
    raw: rawOf(teller, 'waiting', 0n),
  }
  const seenAfter = (20 + 160 * random()) * SECOND
  const deposit = (end: ObservedStatus, came: MicroUsdt, from = seenAfter, children: string[] = []) => [
    look(teller, from, 'confirming', came),
    look(teller, from + 30 * SECOND, 'confirmed', came),
    look(teller, from + 45 * SECOND, 'sending', came),
    look(teller, from + 90 * SECOND, end, came, children),
  ]
  const isLeftOpen = random() < LEFT_OPEN
  const unlessLeft = (decision: Decision, by: 'cashier' | 'owner', ms: number): PaymentEvent[] =>
    isLeftOpen ? [] : [decided(teller, decision, by, ms)]
  switch (kind) {
    case 'paid':
      return [charged, ...deposit('finished', asked)]
    case 'expired':
      return [charged, { kind: 'expired', at: at(20 * MINUTE) }, look(teller, WEEK, 'expired', 0n)]
    case 'cancelled':
      return [charged, { kind: 'cancelled', at: at(seenAfter) }, look(teller, WEEK, 'expired', 0n)]
    case 'short':
      return [
        charged,
        ...deposit('partiallyPaid', asked - 1_000_000n),
        ...unlessLeft('accepted', 'owner', 5 * MINUTE),
      ]
    case 'overpaid':
      return [
        charged,
        ...deposit('finished', asked + 2_500_000n),
        ...unlessLeft('closed', 'owner', 60 * MINUTE),
      ]
    case 'late':
      return [
        charged,
        { kind: 'expired', at: at(20 * MINUTE) },
        ...deposit('finished', asked, 30 * MINUTE),
        ...unlessLeft('delivered', 'cashier', 34 * MINUTE),
      ]
    case 'repeated': {
      const child = String(Number(charge.chargeId) + 1_000_000_000)
      return [
        charged,
        ...deposit('finished', asked, seenAfter, [child]),
        childLook(teller, child),
        ...unlessLeft('closed', 'owner', 3 * 60 * MINUTE),
      ]
    }
  }
}

function look(
  teller: Teller,
  ms: number,
  status: ObservedStatus,
  came: MicroUsdt,
  childChargeIds: string[] = [],
): PaymentEvent {
  const observation = observationOf(teller, status, came, childChargeIds)
  const raw = rawOf(teller, observation.vendorStatus, came)
  return { kind: 'observed', at: teller.at(ms), source: 'poll', observation, raw }
}

function childLook(teller: Teller, chargeId: string): PaymentEvent {
  const { charge, at, text } = teller
  const seen = observationOf(teller, 'finished', 5_000_000n, [])
  const observation = { ...seen, chargeId, parentChargeId: charge.chargeId, transactionId: text.hex(64) }
  return {
    kind: 'childObserved',
    at: at(10 * MINUTE),
    observation,
    raw: rawOf(teller, 'finished', 5_000_000n),
  }
}

function observationOf(
  { charge, transactionId }: Teller,
  status: ObservedStatus,
  came: MicroUsdt,
  childChargeIds: string[],
): Observation {
  const isOver = status === 'finished' || status === 'partiallyPaid'
  return {
    chargeId: charge.chargeId,
    status,
    vendorStatus: status === 'partiallyPaid' ? 'partially_paid' : status,
    parentChargeId: null,
    childChargeIds,
    orderId: charge.orderId,
    coin: 'usdttrc20',
    address: charge.address,
    asked: charge.asked,
    received: formatUsdt(came),
    outcome: isOver ? formatUsdt((came * 995n) / 1000n) : null,
    outcomeCoin: isOver ? 'usdttrc20' : null,
    transactionId: came > 0n ? transactionId : null,
    gatewayUpdatedAt: null,
  }
}

function decided({ at }: Teller, decision: Decision, by: 'cashier' | 'owner', ms: number): PaymentEvent {
  return { kind: 'decided', at: at(ms), decision, by, reason: by === 'owner' ? 'A regular customer' : null }
}

/** As long as what a gateway really answers. */
function rawOf({ charge, at }: Teller, status: string, came: MicroUsdt): string {
  return JSON.stringify({
    payment_id: Number(charge.chargeId),
    payment_status: status,
    pay_address: charge.address,
    price_amount: 18.25,
    price_currency: 'eur',
    pay_amount: Number(charge.asked),
    actually_paid: Number(formatUsdt(came)),
    pay_currency: charge.coin,
    order_id: charge.orderId,
    purchase_id: charge.chargeId.slice(2),
    created_at: at(0),
    updated_at: at(MINUTE),
    network: 'trx',
    type: 'crypto2crypto',
  })
}

type Text = ReturnType<typeof createText>

function bytes(random: Random): Uint8Array {
  return Uint8Array.from({ length: 16 }, () => Math.floor(256 * random()))
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

function createText(random: Random) {
  const of = (alphabet: string, length: number) => {
    let text = ''
    for (let at = 0; at < length; at += 1) text += alphabet[Math.floor(random() * alphabet.length)]
    return text
  }
  const hex = (length: number) => of('0123456789abcdef', length)
  return {
    hex,
    base58: (length: number) => of(BASE58, length),
    /** As the till makes them, of that moment. */
    id: (ms: number) => v7({ msecs: ms, random: bytes(random) }),
  }
}
