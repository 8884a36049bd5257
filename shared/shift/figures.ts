import { z } from 'zod'
import { CurrencyCode } from '../money/currency.ts'
import { formatUsdt, microUsdt, UsdtText } from '../money/usdt.ts'
import { MilliPercent, TaxMode, TaxName } from '../sale/details.ts'

// The sums of a report, as something that can be added and taken away: a correction is what a payment is now less what it
// was. So amounts may be below zero here, and nowhere else. Entries without any amount are left out and the rest is in one order:
// equal sums are equal records.

const Minor = z.int()

/** One tax of a shop, by name, rate and whether it is in the prices: a rate that was changed is another one. */
export const TaxFigures = z.strictObject({
  name: TaxName,
  milliPercent: MilliPercent,
  mode: TaxMode,
  net: Minor,
  tax: Minor,
  gross: Minor,
})
export type TaxFigures = Readonly<z.infer<typeof TaxFigures>>

/** What was sold in one currency, in its minor unit. Two currencies are never added. */
export const MoneyFigures = z.strictObject({
  currency: CurrencyCode,
  /** As typed, and what was let off of it. */
  subtotal: Minor,
  discount: Minor,
  /** What the goods cost, with every tax and without tips. */
  goods: Minor,
  tip: Minor,
  /** Goods and tips: what the customers were asked for. */
  total: Minor,
  /** What was given back, at the rate its sale was made at. */
  refunded: Minor,
  /** Goods that were sold with taxes; the rest was sold without. */
  taxes: z.array(TaxFigures),
  /** Of `refunded`, goods that were sold with taxes; absent where there are none, and in Zs that do not say it (`counting`). */
  refundedTaxes: z.array(TaxFigures).exactOptional(),
})
export type MoneyFigures = Readonly<z.infer<typeof MoneyFigures>>

/** **Stored** in Z reports. `received` is `net`, `fees` and `netUnknown`. */
export const Figures = z.strictObject({
  /** Payments that came to an end, paid or not; and sales, each once however many payments it took. */
  ended: z.int(),
  sales: z.int(),
  currencies: z.array(MoneyFigures),
  /** Everything that arrived for them, further deposits included, less what the gateway gave back by itself. */
  received: UsdtText,
  /** What the shop got of it after the gateway's fees, the fees, and what no gateway has accounted for in USDT. */
  net: UsdtText,
  fees: UsdtText,
  netUnknown: UsdtText,
  /** Refunds that were sent, and how much. */
  refunds: z.int(),
  refunded: UsdtText,
})
export type Figures = Readonly<z.infer<typeof Figures>>

const NO_USDT = '0.000000'

export const NO_FIGURES: Figures = {
  ended: 0,
  sales: 0,
  currencies: [],
  received: NO_USDT,
  net: NO_USDT,
  fees: NO_USDT,
  netUnknown: NO_USDT,
  refunds: 0,
  refunded: NO_USDT,
}

/** @throws when a sum leaves the safe integers: no shop's does. */
export function plus(a: Figures, b: Figures): Figures {
  return a === NO_FIGURES ? b : combined(a, b, 1)
}

export function minus(a: Figures, b: Figures): Figures {
  return combined(a, b, -1)
}

/** The taxes of what was sold, less those of what was given back, by rate; a rate of which nothing is left stays. */
export function taxesAfterRefunds({ taxes, refundedTaxes = [] }: MoneyFigures): TaxFigures[] {
  return merged(taxes, refundedTaxes, taxKey, (sold, back) => taxSum(sold, back, -1))
}

export function sumOf(all: Iterable<Figures>): Figures {
  let sum = NO_FIGURES
  for (const figures of all) sum = plus(sum, figures)
  return sum
}

/** There is nothing in it. */
export function isNothing(figures: Figures): boolean {
  const { ended, sales, refunds, currencies, received, net, fees, netUnknown, refunded } = figures
  const isUncounted = ended === 0 && sales === 0 && refunds === 0 && currencies.length === 0
  return isUncounted && [received, net, fees, netUnknown, refunded].every((usdt) => usdt === NO_USDT)
}

type Sign = 1 | -1

function combined(a: Figures, b: Figures, sign: Sign): Figures {
  // Reading amounts is most of the work over a whole journal, and most changes have few of them.
  if (b === NO_FIGURES) return a
  const usdt = (field: 'received' | 'net' | 'fees' | 'netUnknown' | 'refunded') =>
    b[field] === NO_USDT ? a[field] : formatUsdt(microUsdt(a[field]) + BigInt(sign) * microUsdt(b[field]))
  return {
    ended: a.ended + sign * b.ended,
    sales: a.sales + sign * b.sales,
    currencies: merged(a.currencies, b.currencies, ({ currency }) => currency, moneyWith(sign)),
    received: usdt('received'),
    net: usdt('net'),
    fees: usdt('fees'),
    netUnknown: usdt('netUnknown'),
    refunds: a.refunds + sign * b.refunds,
    refunded: usdt('refunded'),
  }
}

function moneyWith(sign: Sign) {
  return (a: MoneyFigures | undefined, b: MoneyFigures): MoneyFigures | null => {
    const sum = (field: 'subtotal' | 'discount' | 'goods' | 'tip' | 'total' | 'refunded') =>
      added(a?.[field] ?? 0, sign * b[field])
    const back = merged(a?.refundedTaxes ?? [], b.refundedTaxes ?? [], taxKey, taxWith(sign))
    const together: MoneyFigures = {
      currency: b.currency,
      subtotal: sum('subtotal'),
      discount: sum('discount'),
      goods: sum('goods'),
      tip: sum('tip'),
      total: sum('total'),
      refunded: sum('refunded'),
      taxes: merged(a?.taxes ?? [], b.taxes, taxKey, taxWith(sign)),
      ...(back.length > 0 && { refundedTaxes: back }),
    }
    const { currency: _currency, taxes, refundedTaxes: _back, ...amounts } = together
    return taxes.length === 0 && back.length === 0 && isAllZero(amounts) ? null : together
  }
}

function taxWith(sign: Sign) {
  return (a: TaxFigures | undefined, b: TaxFigures): TaxFigures | null => {
    const sum = taxSum(a, b, sign)
    const { net, tax, gross } = sum
    return isAllZero({ net, tax, gross }) ? null : sum
  }
}

function taxSum(a: TaxFigures | undefined, b: TaxFigures, sign: Sign): TaxFigures {
  const sum = (field: 'net' | 'tax' | 'gross') => added(a?.[field] ?? 0, sign * b[field])
  return { ...b, net: sum('net'), tax: sum('tax'), gross: sum('gross') }
}

function taxKey({ name, milliPercent, mode }: TaxFigures): string {
  return `${mode} ${String(milliPercent).padStart(6, '0')} ${name}`
}

/** One entry for each key, in the order of the keys; `join` answers null for an entry that is nothing any more. */
function merged<T>(
  before: readonly T[],
  change: readonly T[],
  keyOf: (entry: T) => string,
  join: (a: T | undefined, b: T) => T | null,
): T[] {
  const byKey = new Map(before.map((entry) => [keyOf(entry), entry]))
  for (const entry of change) {
    const key = keyOf(entry)
    const sum = join(byKey.get(key), entry)
    if (sum === null) byKey.delete(key)
    else byKey.set(key, sum)
  }
  return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry)
}

function added(a: number, b: number): number {
  const sum = a + b
  if (!Number.isSafeInteger(sum)) throw new Error('figures: not an integer in range')
  // No minus zero: it is another text in JSON's reading back, and another value to a comparison.
  return sum === 0 ? 0 : sum
}

function isAllZero(amounts: Readonly<Record<string, number>>): boolean {
  return Object.values(amounts).every((amount) => amount === 0)
}
