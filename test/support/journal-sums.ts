import { DatabaseSync } from 'node:sqlite'
import { formatUsdt, microUsdt } from '../../shared/money/usdt.ts'
import { PaymentEvent } from '../../shared/payment/event.ts'
import type { ChargedPayment, Payment } from '../../shared/payment/payment.ts'
import { countsAsSale } from '../../shared/payment/questions.ts'
import { isCharged, transition } from '../../shared/payment/transition.ts'
import { plainSale } from '../../shared/sale/details.ts'

// What a journal's events come to, read from its file and added here by hand: none of the till's sums has a part in it.

/** In the minor unit of one currency. */
export type MoneySums = Readonly<Record<(typeof MONEY)[number], number>>

const MONEY = ['sales', 'subtotal', 'discount', 'goods', 'tax', 'tip', 'total'] as const
const NOTHING: MoneySums = { sales: 0, subtotal: 0, discount: 0, goods: 0, tax: 0, tip: 0, total: 0 }

export type JournalSums = {
  readonly numbers: readonly number[]
  /** Of what was sold, by currency. */
  readonly money: Readonly<Record<string, MoneySums>>
  /** USDT of every payment, sold or not. */
  readonly received: string
}

/** Every payment of that journal, in the order of their numbers. */
export function paymentsIn(file: string): Payment[] {
  const database = new DatabaseSync(file, { readOnly: true })
  const payments = new Map<string, Payment>()
  const rows = database.prepare(
    'SELECT payment_id AS id, body FROM events WHERE payment_id IS NOT NULL ORDER BY seq',
  )
  for (const { id, body } of rows.all()) {
    const event = PaymentEvent.parse(JSON.parse(String(body)))
    payments.set(String(id), transition(payments.get(String(id)), event))
  }
  database.close()
  return [...payments.values()].toSorted((a, b) => a.number - b.number)
}

export function sumsOfPayments(payments: readonly Payment[]): JournalSums {
  const money: Record<string, MoneySums> = {}
  let received = 0n
  for (const payment of payments) {
    if (isCharged(payment)) received += microUsdt(payment.received)
    if (!countsAsSale(payment)) continue
    const { currency } = payment.price
    const { subtotal, discount, goods, taxes, tip, total } = payment.sale ?? plainSale(payment.price)
    money[currency] = plus(money[currency] ?? NOTHING, {
      ...{ sales: 1, subtotal, discount: discount?.minor ?? 0, goods, tip: tip?.minor ?? 0, total },
      tax: (taxes?.lines ?? []).reduce((sum, line) => sum + line.tax, 0),
    })
  }
  return { numbers: payments.map(({ number }) => number), money, received: formatUsdt(received) }
}

/** The taxes of what was sold: net and tax in the minor unit, by currency, name and percentage: "EUR VAT 19". */
export function taxesOfPayments(payments: readonly Payment[]): Record<string, { net: number; tax: number }> {
  const sums: Record<string, { net: number; tax: number }> = {}
  for (const payment of payments) {
    if (!countsAsSale(payment)) continue
    for (const { name, milliPercent, net, tax } of payment.sale?.taxes?.lines ?? []) {
      const rate = `${payment.price.currency} ${name} ${milliPercent / 1000}`
      const before = sums[rate] ?? { net: 0, tax: 0 }
      sums[rate] = { net: before.net + net, tax: before.tax + tax }
    }
  }
  return sums
}

/** Of those, what refunds gave back: money beyond the price first, then goods, the tip last. */
export function refundedTaxesOfPayments(
  payments: readonly Payment[],
): Record<string, { net: number; tax: number }> {
  const sums: Record<string, { net: number; tax: number }> = {}
  for (const payment of payments) {
    if (!countsAsSale(payment)) continue
    const lines = payment.sale?.taxes?.lines ?? []
    const weights = lines.map(({ gross }) => gross)
    const parts = cut(goodsBack(payment), weights)
    for (const [place, { name, milliPercent, net, tax }] of lines.entries()) {
      const [netBack = 0, taxBack = 0] = cut(parts[place] ?? 0, [net, tax])
      if (netBack + taxBack === 0) continue
      const rate = `${payment.price.currency} ${name} ${milliPercent / 1000}`
      const before = sums[rate] ?? { net: 0, tax: 0 }
      sums[rate] = { net: before.net + netBack, tax: before.tax + taxBack }
    }
  }
  return sums
}

/** Of a payment without further deposits, of which nothing was closed. */
function goodsBack({ refunds, received, charge, price, quote, sale }: ChargedPayment): number {
  const [came, asked, quoted] = [microUsdt(received), microUsdt(charge.asked), microUsdt(quote.usdt)]
  const sent = refunds.filter(({ standing }) => standing === 'sent')
  const beyond = came > asked ? came - asked : 0n
  const back = sent.reduce((sum, { amount }) => sum + microUsdt(amount), -beyond)
  const goods = sale?.goods ?? price.minor
  if (back <= 0n) return 0
  if (back >= came - beyond) return goods
  return Math.min(goods, Math.floor((2 * price.minor * Number(back) + Number(quoted)) / (2 * Number(quoted))))
}

/** By the largest remainder. */
function cut(whole: number, weights: readonly number[]): number[] {
  const together = weights.reduce((sum, weight) => sum + weight, 0)
  if (whole === 0 || together === 0) return weights.map(() => 0)
  const parts = weights.map((weight) => Math.floor((whole * weight) / together))
  const rest = (place: number) => (whole * (weights[place] ?? 0)) % together
  const inTurn = weights.map((_, place) => place).toSorted((a, b) => rest(b) - rest(a) || a - b)
  const left = whole - parts.reduce((sum, part) => sum + part, 0)
  return parts.map((part, place) => part + (inTurn.indexOf(place) < left ? 1 : 0))
}

export const journalSums = (file: string): JournalSums => sumsOfPayments(paymentsIn(file))

function plus(a: MoneySums, b: MoneySums): MoneySums {
  const sums = MONEY.map((key) => [key, a[key] + b[key]] as const)
  return Object.fromEntries(sums) as Record<(typeof MONEY)[number], number>
}
