import type { Dashboard } from '../../../shared/contract/dashboard.ts'
import { type CurrencyCode, decimalsOf } from '../../../shared/money/currency.ts'

/** What the length of a bar stands for. */
export type Measure = 'money' | 'sales'

export type Sold = Dashboard['whole']['sold']

/**
 * How long a bar is: sales of all currencies, or money of one, for two are never added. Money as a number of whole units is for
 * drawing alone.
 */
export function lengthOf(sold: Sold, measure: Measure, currency: CurrencyCode): number {
  if (measure === 'sales') return sold.reduce((sum, { sales }) => sum + sales, 0)
  const money = sold.find((one) => one.currency === currency)
  return money === undefined ? 0 : money.minor / 10 ** decimalsOf(currency)
}

/** The shop's own, or the one most was sold in where the shop had another one then. */
export function drawnCurrency({ whole }: Dashboard, ofShop: CurrencyCode): CurrencyCode {
  if (whole.sold.some(({ currency }) => currency === ofShop)) return ofShop
  const [most] = whole.sold.toSorted((a, b) => b.sales - a.sales)
  return most?.currency ?? ofShop
}
