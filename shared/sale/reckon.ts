import { assertNever } from '../assert-never.ts'
import { err, ok, type Result } from '../result.ts'
import type { Amount } from './amount.ts'
import type { SaleDetails, TaxLine, TaxMode } from './details.ts'
import { isWhole, MOST_MINOR, MOST_NOTE, WHOLE_BASIS_POINTS, WHOLE_MILLI_PERCENT } from './limits.ts'
import type { SaleRules, TaxRate, TaxRules } from './rules.ts'
import { proportion, spread } from './spread.ts'

// One sum, once around: subtotal, less discount, with taxes, with tip. Everything is an integer of the minor unit.
//
// - A percentage is rounded to the nearest unit, half up: what every customer expects who checks it in their head.
// - Subtotal and discount are spread over the rates by the largest remainder (`spread`), so that no unit is lost.
// - A tax is rounded once for each rate, on that rate's whole sum and not on goods, which a till without goods cannot do
//   and which the European invoice norm (EN 16931, BT-117) asks for: what a receipt shows can be checked from itself.
// - Of inclusive prices the tax is rounded and the net is the rest, of exclusive ones the gross is the sum: either way
//   gross = net + tax, and what the customer pays is never changed by rounding a tax.

export type AskedSale = {
  /** What the cashier typed, in the minor unit. */
  readonly subtotal: number
  readonly discount: Amount | null
  /** A percentage of what is paid for the goods, taxes included; never of itself. */
  readonly tip: Amount | null
  /** How much of this sale each rate has, in basis points and in the order of the rates; null: as usual. */
  readonly shares: readonly number[] | null
  readonly note: string | null
}

/**
 * Why there is no such sale. `most`: the largest discount or tip there can be. `nothingToPay`: given away, so that there
 * is nothing to ask a gateway for. `sharesOff`: not one share for each rate, or no whole.
 */
export type SaleRefusal =
  | { readonly code: 'subtotalZero' }
  | { readonly code: 'tooLarge' }
  | { readonly code: 'notAnAmount'; readonly field: 'subtotal' | 'discount' | 'tip' }
  | { readonly code: 'discountAboveSubtotal'; readonly most: number }
  | { readonly code: 'nothingToPay' }
  | { readonly code: 'tipOff' }
  | { readonly code: 'tipAboveGoods'; readonly most: number }
  | { readonly code: 'sharesOff' }
  | { readonly code: 'noteTooLong'; readonly most: number }

/** What the sale comes to, or why it makes no sense. A discount or tip of zero is none. */
export function reckonSale(asked: AskedSale, rules: SaleRules): Result<SaleDetails, SaleRefusal> {
  const { subtotal } = asked
  if (!isAmount(subtotal)) return err({ code: 'notAnAmount', field: 'subtotal' })
  if (subtotal === 0) return err({ code: 'subtotalZero' })
  const discount = discountOf(asked.discount, subtotal)
  if (!discount.ok) return discount
  const taxed = taxesOf(asked, rules.taxes, discount.value?.minor ?? 0)
  if (!taxed.ok) return taxed
  const { taxes, goods } = taxed.value
  if (goods === 0) return err({ code: 'nothingToPay' })
  const tip = tipOf(asked.tip, goods, rules)
  if (!tip.ok) return tip
  const total = goods + (tip.value?.minor ?? 0)
  if (subtotal > MOST_MINOR || total > MOST_MINOR) return err({ code: 'tooLarge' })
  const note = asked.note?.trim() || null
  if (note !== null && note.length > MOST_NOTE) return err({ code: 'noteTooLong', most: MOST_NOTE })
  return ok({ subtotal, discount: discount.value, taxes, goods, tip: tip.value, total, note })
}

type Part = { readonly minor: number; readonly basisPoints: number | null }

function discountOf(asked: Amount | null, subtotal: number): Result<Part | null, SaleRefusal> {
  if (asked === null) return ok(null)
  if (!isAmount(numberIn(asked))) return err({ code: 'notAnAmount', field: 'discount' })
  const discount = partOf(asked, subtotal)
  if (discount.minor > subtotal) return err({ code: 'discountAboveSubtotal', most: subtotal })
  return ok(numberIn(asked) === 0 ? null : discount)
}

/** Twice what the goods cost is no tip but a slip of the finger. */
function tipOf(asked: Amount | null, goods: number, { tips }: SaleRules): Result<Part | null, SaleRefusal> {
  if (asked === null) return ok(null)
  if (!isAmount(numberIn(asked))) return err({ code: 'notAnAmount', field: 'tip' })
  if (numberIn(asked) === 0) return ok(null)
  if (tips === null) return err({ code: 'tipOff' })
  const tip = partOf(asked, goods)
  return tip.minor > goods ? err({ code: 'tipAboveGoods', most: goods }) : ok(tip)
}

type Taxed = Pick<SaleDetails, 'taxes' | 'goods'>

function taxesOf(asked: AskedSale, rules: TaxRules | null, discount: number): Result<Taxed, SaleRefusal> {
  const { subtotal, shares } = asked
  if (rules === null) {
    return shares === null ? ok({ taxes: null, goods: subtotal - discount }) : err({ code: 'sharesOff' })
  }
  const { mode, rates } = rules
  const weights = shares ?? rates.map(({ shareBasisPoints }) => shareBasisPoints)
  if (weights.length !== rates.length || !weights.every(isAmount) || !isWhole(weights)) {
    return err({ code: 'sharesOff' })
  }
  const subtotals = spread(subtotal, weights)
  // By what each rate has of the sum, not by its share: so that no rate is discounted by more than it has.
  const discounts = spread(discount, subtotals)
  const lines = rates.map((rate, index) => lineOf(rate, mode, subtotals[index] ?? 0, discounts[index] ?? 0))
  return ok({ taxes: { mode, lines }, goods: lines.reduce((sum, { gross }) => sum + gross, 0) })
}

function lineOf(rate: TaxRate, mode: TaxMode, subtotal: number, discount: number): TaxLine {
  const { name, milliPercent } = rate
  const charged = subtotal - discount
  const head = { name, milliPercent, subtotal, discount }
  switch (mode) {
    case 'inclusive': {
      const tax = proportion(charged, milliPercent, WHOLE_MILLI_PERCENT + milliPercent)
      return { ...head, net: charged - tax, tax, gross: charged }
    }
    case 'exclusive': {
      const tax = proportion(charged, milliPercent, WHOLE_MILLI_PERCENT)
      return { ...head, net: charged, tax, gross: charged + tax }
    }
    default:
      return assertNever(mode)
  }
}

function partOf(asked: Amount, whole: number): Part {
  switch (asked.kind) {
    case 'amount':
      return { minor: asked.minor, basisPoints: null }
    case 'percent':
      return {
        minor: proportion(whole, asked.basisPoints, WHOLE_BASIS_POINTS),
        basisPoints: asked.basisPoints,
      }
    default:
      return assertNever(asked)
  }
}

function numberIn(asked: Amount): number {
  return asked.kind === 'amount' ? asked.minor : asked.basisPoints
}

function isAmount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}
