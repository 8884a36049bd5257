import type { CurrencyCode } from '../../../shared/money/currency.ts'
import { toDecimalText } from '../../../shared/money/money.ts'
import type { Payment } from '../../../shared/payment/payment.ts'
import { countsAsSale } from '../../../shared/payment/questions.ts'
import { countedSale } from '../../../shared/sale/counted.ts'
import { plainSale, type SaleDetails } from '../../../shared/sale/details.ts'
import type { TaxShare } from '../../../shared/sale/given-back.ts'

// What a sale is made of, in cells. A sale that took several payments stands in one row, so that each column adds up.

/** As every sum counts it; null where the payment does not count as a sale. */
export function soldOf(payment: Payment): SaleDetails | null {
  return countsAsSale(payment) ? countedSale(payment, payment.sale ?? plainSale(payment.price)) : null
}

export function taxOf({ taxes }: SaleDetails): number {
  return taxes === null ? 0 : taxIn(taxes.lines)
}

/** Of all rates together. */
export function taxIn(lines: readonly Pick<TaxShare, 'tax'>[]): number {
  return lines.reduce((sum, { tax }) => sum + tax, 0)
}

/** "VAT 19% inclusive: net 10.00, tax 1.90, gross 11.90", one for each rate, with a bar between. */
export function taxesText(lines: readonly TaxShare[], currency: CurrencyCode): string | null {
  const amount = (minor: number) => toDecimalText({ minor, currency })
  const texts = lines.map(
    ({ name, milliPercent, mode, net, tax, gross }) =>
      `${name} ${percentText(milliPercent)}% ${mode}: net ${amount(net)}, tax ${amount(tax)}, gross ${amount(gross)}`,
  )
  return texts.join(' | ') || null
}

export function taxCells({ taxes }: SaleDetails): TaxShare[] {
  return taxes === null ? [] : taxes.lines.map((line) => ({ ...line, mode: taxes.mode }))
}

/** Thousandths of a percent as decimal text: 19000 → "19", 8875 → "8.875". */
export function percentText(milliPercent: number): string {
  const digits = String(milliPercent).padStart(4, '0')
  return `${digits.slice(0, -3)}.${digits.slice(-3)}`.replace(/\.?0+$/, '')
}
