import type { DayTotals } from '../../shared/contract/payments.ts'
import type { DayReport } from '../../shared/contract/reports.ts'
import type { CurrencyCode } from '../../shared/money/currency.ts'
import { add, money } from '../../shared/money/money.ts'
import { formatUsdt, microUsdt } from '../../shared/money/usdt.ts'
import type { ChargedPayment, Payment } from '../../shared/payment/payment.ts'
import { isPaid, needsAttention } from '../../shared/payment/questions.ts'
import { isCharged } from '../../shared/payment/transition.ts'

/**
 * The sums of one business day; payments of other days are left out.
 *
 * USDT is one unit and is summed over everything. Prices are summed in `currency` alone: where the owner changed the
 * shop's currency during the day, the prices in another one stand in `others` and are never added to it.
 */
export function dayTotals(payments: readonly Payment[], day: string, currency: CurrencyCode): DayTotals {
  const ofDay = payments.filter((payment) => payment.day === day)
  const charged = ofDay.filter(isCharged)
  const paid = charged.filter(isPaid)
  const others = [...new Set(paid.map((payment) => payment.price.currency))].filter(
    (code) => code !== currency,
  )
  return {
    day,
    currency,
    payments: ofDay.length,
    paid: paid.length,
    paidMinor: priceSum(paid, currency),
    paidUsdt: receivedSum(paid),
    receivedUsdt: receivedSum(charged),
    attention: ofDay.filter(needsAttention).length,
    ...(others.length > 0 && { others: others.toSorted().map((code) => paidIn(paid, code)) }),
  }
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
  return { currency, paid: count, paidMinor: priceSum(paid, currency) }
}

function priceSum(paid: readonly ChargedPayment[], currency: CurrencyCode): number {
  const prices = paid.map((payment) => payment.price).filter((price) => price.currency === currency)
  return prices.reduce((sum, price) => add<CurrencyCode>(sum, price), money<CurrencyCode>(0, currency)).minor
}

function receivedSum(payments: readonly ChargedPayment[]): string {
  return formatUsdt(payments.reduce((sum, payment) => sum + microUsdt(payment.received), 0n))
}
