import { z } from 'zod'
import { BasisPoints, MilliPercent, TaxMode, TaxName } from './details.ts'
import { isWhole, MOST_RATES, MOST_TIPS, WHOLE_BASIS_POINTS } from './limits.ts'

/**
 * A rate and how much of a sale it usually has: the till takes one sum and knows no goods. Where two taxes are on the
 * same goods (a federal one and a province's), they are one rate with both names.
 */
export const TaxRate = z.strictObject({
  name: TaxName,
  milliPercent: MilliPercent,
  shareBasisPoints: BasisPoints,
})
export type TaxRate = Readonly<z.infer<typeof TaxRate>>

/** The shop's taxes. The shares make a whole. **Stored** in settings. */
export const TaxRules = z
  .strictObject({ mode: TaxMode, rates: z.array(TaxRate).min(1).max(MOST_RATES) })
  .refine(({ rates }) => isWhole(rates.map(({ shareBasisPoints }) => shareBasisPoints)), 'shares')
  .refine(({ rates }) => new Set(rates.map(({ name }) => name)).size === rates.length, 'names')
export type TaxRules = Readonly<z.infer<typeof TaxRules>>

/** The percentages a customer is offered; a typed amount is possible beside them. **Stored** in settings. */
export const TipRules = z.strictObject({
  presets: z.array(z.int().min(1).max(WHOLE_BASIS_POINTS)).max(MOST_TIPS),
})
export type TipRules = Readonly<z.infer<typeof TipRules>>

/** Null: no taxes are shown, nobody is asked for a tip. Both are so until the owner says otherwise. */
export const SaleRules = z.strictObject({
  taxes: z.nullable(TaxRules).default(null),
  tips: z.nullable(TipRules).default(null),
})
export type SaleRules = Readonly<z.infer<typeof SaleRules>>
