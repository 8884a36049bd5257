import type { CurrencyCode } from '../money/currency.ts'

/** What was sold in one currency: how many sales, and what the goods came to in its minor unit. */
export type Sold = { readonly currency: CurrencyCode; readonly sales: number; readonly minor: number }

/** Adds sales up, each currency by itself: two are never added. */
export type SoldSum = {
  add(currency: CurrencyCode, minor: number): void
  /** By currency; empty where nothing was sold. */
  all(): Sold[]
  count(): number
}

/** @throws where a sum leaves the safe integers: no shop's does. */
export function createSoldSum(): SoldSum {
  const byCurrency = new Map<CurrencyCode, { sales: number; minor: number }>()
  return {
    add(currency, minor) {
      const sum = byCurrency.get(currency) ?? { sales: 0, minor: 0 }
      sum.sales += 1
      sum.minor += minor
      if (!Number.isSafeInteger(sum.minor)) throw new Error('sold: not an integer in range')
      byCurrency.set(currency, sum)
    },
    all: () =>
      [...byCurrency]
        .map(([currency, sum]) => ({ currency, ...sum }))
        .toSorted((a, b) => (a.currency < b.currency ? -1 : 1)),
    count: () => [...byCurrency.values()].reduce((all, { sales }) => all + sales, 0),
  }
}
