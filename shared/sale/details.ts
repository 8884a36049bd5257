import { z } from 'zod'
import type { Money } from '../money/money.ts'
import {
  MOST_MINOR,
  MOST_NOTE,
  MOST_RATES,
  MOST_TAX_NAME,
  WHOLE_BASIS_POINTS,
  WHOLE_MILLI_PERCENT,
} from './limits.ts'

const Minor = z.int().min(0).max(MOST_MINOR)

/** 500 is 5 %. */
export const BasisPoints = z.int().min(0).max(WHOLE_BASIS_POINTS)

/** What a tax is called on a receipt ("VAT", "Mehrwertsteuer", "ضريبة"). */
export const TaxName = z.string().trim().min(1).max(MOST_TAX_NAME)

/**
 * A tax rate in thousandths of a percent: 19 % is 19000. Basis points would not do: New York City's sales tax is 8.875 %,
 * Quebec's 9.975 %.
 */
export const MilliPercent = z.int().min(0).max(WHOLE_MILLI_PERCENT)

/** `inclusive`: the price that is typed has the tax in it. `exclusive`: it comes on top. */
export const TaxMode = z.enum(['inclusive', 'exclusive'])
export type TaxMode = z.infer<typeof TaxMode>

/** An amount, and the percentage it was asked for as; null where somebody typed the amount. */
const PartOfSale = z.strictObject({ minor: Minor, basisPoints: z.nullable(BasisPoints) })

/** What one rate has of a sale: `gross` is `net` and `tax`, exactly. */
export const TaxLine = z.strictObject({
  name: TaxName,
  milliPercent: MilliPercent,
  subtotal: Minor,
  discount: Minor,
  net: Minor,
  tax: Minor,
  gross: Minor,
})
export type TaxLine = Readonly<z.infer<typeof TaxLine>>

const Taxes = z.strictObject({ mode: TaxMode, lines: z.array(TaxLine).min(1).max(MOST_RATES) })

/**
 * What one sale is made of, in the minor unit of the payment's currency. **Stored** with the payment; the amounts are those
 * of the moment and never computed anew. That they add up is a part of the format; how they were rounded is not, so that
 * a later rule leaves what was stored readable. Fields that come later have a default.
 */
export const SaleDetails = z
  .strictObject({
    /** What the cashier typed. */
    subtotal: Minor,
    discount: z.nullable(PartOfSale),
    taxes: z.nullable(Taxes),
    /** What is paid for the goods: the subtotal less the discount, and exclusive taxes. */
    goods: Minor,
    /** Given by the customer on top of the goods; it is no part of the sale in any sum. */
    tip: z.nullable(PartOfSale),
    /** Goods and tip: the payment's price. */
    total: Minor,
    note: z.string().trim().min(1).max(MOST_NOTE).nullable().default(null),
  })
  .refine(addsUp, 'the parts of a sale do not add up')
export type SaleDetails = Readonly<z.infer<typeof SaleDetails>>

/** For the payment's record: absent in payments that know a price only. */
export const StoredSaleDetails = z.nullable(SaleDetails).default(null)

/** A price and nothing else, which is what a payment without details stands for. */
export function plainSale({ minor }: Money): SaleDetails {
  return { subtotal: minor, discount: null, taxes: null, goods: minor, tip: null, total: minor, note: null }
}

type Sums = {
  readonly subtotal: number
  readonly discount: z.infer<typeof PartOfSale> | null
  readonly taxes: z.infer<typeof Taxes> | null
  readonly goods: number
  readonly tip: z.infer<typeof PartOfSale> | null
  readonly total: number
}

function addsUp({ subtotal, discount, taxes, goods, tip, total }: Sums): boolean {
  if (total !== goods + (tip?.minor ?? 0)) return false
  const less = discount?.minor ?? 0
  if (taxes === null) return subtotal - less === goods
  const sum = (field: 'subtotal' | 'discount' | 'gross') =>
    taxes.lines.reduce((all, line) => all + line[field], 0)
  const isWhole = sum('subtotal') === subtotal && sum('discount') === less && sum('gross') === goods
  return isWhole && taxes.lines.every((line) => lineAddsUp(line, taxes.mode))
}

function lineAddsUp({ subtotal, discount, net, tax, gross }: TaxLine, mode: TaxMode): boolean {
  return net + tax === gross && subtotal - discount === (mode === 'inclusive' ? gross : net)
}
