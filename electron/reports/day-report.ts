import type { DayTotals, Tally } from '../../shared/contract/payments.ts'
import type { DayReport } from '../../shared/contract/reports.ts'
import type { CurrencyCode } from '../../shared/money/currency.ts'
import { formatUsdt, type MicroUsdt, microUsdt } from '../../shared/money/usdt.ts'
import { owedOf } from '../../shared/payment/matters.ts'
import type { ChargedPayment, Payment, Settlement } from '../../shared/payment/payment.ts'
import { countsAsSale, isReleased, isSold, needsAttention } from '../../shared/payment/questions.ts'
import { refundSum } from '../../shared/payment/refunds.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { countedSale } from '../../shared/sale/counted.ts'
import { arrivedOf } from '../../shared/shift/arrived.ts'

/**
 * The sums of one business day; payments of other days are left out.
 *
 * USDT is one unit and is summed over everything. Prices are summed in `currency` alone: where the owner changed the
 * shop's currency during the day, the prices in another one stand in `others` and are never added to it.
 */
export function dayTotals(payments: readonly Payment[], day: string, currency: CurrencyCode): DayTotals {
  const ofDay = payments.filter((payment) => payment.day === day)
  return totalsOver(ofDay, day, currency)
}

/** The sums of these payments, whenever they began, under the name of a day: of a shift that goes on over midnight, too. */
export function totalsOver(payments: readonly Payment[], day: string, currency: CurrencyCode): DayTotals {
  const charged = payments.filter(isCharged)
  const sold = charged.filter(isSold)
  const sales = sold.filter(countsAsSale)
  const others = [...new Set(sales.map((payment) => payment.price.currency))].filter(
    (code) => code !== currency,
  )
  const settled = (how: Settlement['how']) => (payment: ChargedPayment) => payment.settlement?.how === how
  // Of a rest that was settled so, the rest's own price: its sale is not settled so as a whole.
  const tally = (isMeant: (payment: ChargedPayment) => boolean) => tallyOf(sold.filter(isMeant), currency)
  return {
    day,
    currency,
    payments: payments.length,
    paid: sales.length,
    paidMinor: sumIn(currency, sales, goodsOf),
    tipsMinor: sumIn(currency, sales, tipOf),
    paidUsdt: receivedSum(sold),
    receivedUsdt: usdtSum(charged, cameFor),
    attention: payments.filter(needsAttention).length,
    byHand: tally(settled('byHand')),
    acceptedShort: tally(settled('accepted')),
    deliveredLate: tally(settled('delivered')),
    releasedEarly: tally(isReleased),
    owedUsdt: usdtSum(charged, owedOf),
    refundedUsdt: usdtSum(charged, (payment) => refundSum(payment, 'sent')),
    refundingUsdt: usdtSum(charged, (payment) => refundSum(payment, 'open')),
    ...(others.length > 0 && { others: others.toSorted().map((code) => paidIn(sales, code)) }),
  }
}

function tallyOf(payments: readonly ChargedPayment[], currency: CurrencyCode): Tally {
  return { count: payments.length, minor: sumIn(currency, payments, goodsOf) }
}

/** Every payment begun on the day, oldest first, and the sums. */
export function dayReport(payments: readonly Payment[], day: string, currency: CurrencyCode): DayReport {
  const ofDay = payments.filter((payment) => payment.day === day)
  return {
    totals: dayTotals(ofDay, day, currency),
    payments: ofDay.toSorted((a, b) => a.number - b.number),
  }
}

function paidIn(paid: readonly ChargedPayment[], currency: CurrencyCode) {
  const count = paid.filter((payment) => payment.price.currency === currency).length
  return {
    currency,
    paid: count,
    paidMinor: sumIn(currency, paid, goodsOf),
    tipsMinor: sumIn(currency, paid, tipOf),
  }
}

function sumIn(
  currency: CurrencyCode,
  paid: readonly ChargedPayment[],
  of: (payment: ChargedPayment) => number,
): number {
  return paid
    .filter(({ price }) => price.currency === currency)
    .reduce((sum, payment) => sum + of(payment), 0)
}

/** A tip is no part of what was sold. */
function goodsOf({ sale, price }: ChargedPayment): number {
  return sale?.goods ?? price.minor
}

function tipOf(payment: ChargedPayment): number {
  const { sale } = payment
  return sale === null ? 0 : (countedSale(payment, sale).tip?.minor ?? 0)
}

/** As in X and Z: further deposits are the shop's to answer for, what the gateway gave back by itself is not. */
function cameFor(payment: ChargedPayment): MicroUsdt {
  const { own, further } = arrivedOf(payment)
  return own + further
}

function receivedSum(payments: readonly ChargedPayment[]): string {
  return usdtSum(payments, ({ received }) => microUsdt(received))
}

function usdtSum(payments: readonly ChargedPayment[], of: (payment: ChargedPayment) => MicroUsdt): string {
  return formatUsdt(payments.reduce((sum, payment) => sum + of(payment), 0n))
}
