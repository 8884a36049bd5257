import type { SaleDetails } from '../../../shared/sale/details.ts'
import { reckonSale } from '../../../shared/sale/reckon.ts'

// Sales with taxes of several rates, and how the merged report's file says them.

export const TAX_RATES = [
  { name: 'VAT', milliPercent: 19_000, shareBasisPoints: 6000 },
  { name: 'Reduced VAT', milliPercent: 7000, shareBasisPoints: 3000 },
  { name: 'Sales tax', milliPercent: 8875, shareBasisPoints: 1000 },
]

type Parts = { readonly isDiscounted: boolean; readonly isTipped: boolean }

/** `subtotal` in the minor unit, taxes in the price; a tenth off, and a tip of 35. */
export function aTaxedSale(subtotal: number, { isDiscounted, isTipped }: Parts): SaleDetails {
  const asked = {
    ...{ subtotal, shares: null, note: null },
    discount: isDiscounted ? { kind: 'percent' as const, basisPoints: 1000 } : null,
    tip: isTipped ? { kind: 'amount' as const, minor: 35 } : null,
  }
  const rules = { taxes: { mode: 'inclusive' as const, rates: TAX_RATES }, tips: { presets: [] } }
  const sale = reckonSale(asked, rules)
  if (!sale.ok) throw new Error(sale.error.code)
  return sale.value
}

export type CsvRow = Readonly<Record<string, string>>

/** "12.30" as 1230, of a currency with two decimals. */
export const minorIn = (decimal = '') => Number(decimal.replace('.', ''))

/** The numbered columns added up, as `taxesOfPayments` has them; those of refunds as `refundedTaxesOfPayments`. */
export function taxesInCsv(
  rows: readonly CsvRow[],
  prefix: 'tax' | 'refunded_tax' = 'tax',
): Record<string, { net: number; tax: number }> {
  const sums: Record<string, { net: number; tax: number }> = {}
  for (const row of rows) {
    for (const place of [1, 2, 3]) {
      const cell = (what: string) => row[`${prefix}_${place}_${what}`] ?? ''
      if (cell('name') === '') continue
      const rate = `${row['currency']} ${cell('name')} ${cell('percent')}`
      const { net, tax } = sums[rate] ?? { net: 0, tax: 0 }
      sums[rate] = { net: net + minorIn(cell('net')), tax: tax + minorIn(cell('tax')) }
    }
  }
  return sums
}
