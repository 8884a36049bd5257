import type { AppError } from '../../../shared/app-error.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import { type Money, money, toDecimalText } from '../../../shared/money/money.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Amount } from '../../../shared/sale/amount.ts'
import type { SaleDetails } from '../../../shared/sale/details.ts'
import { MOST_MINOR } from '../../../shared/sale/limits.ts'
import { reckonSale, type SaleRefusal } from '../../../shared/sale/reckon.ts'

/** What somebody asks to be charged. */
export type SaleAsked = {
  /** What was typed. */
  readonly price: Money
  readonly discount: Amount | null
  readonly tip: Amount | null
  readonly note: string | null
}

/** What follows from it by the owner's rules. */
export type SaleTerms = {
  /** What is charged. */
  readonly total: Money
  /** Of it, what is paid for the goods. */
  readonly goods: Money
  readonly details: SaleDetails
  /** To be stored with the payment; null for a price and nothing else. */
  readonly sale: SaleDetails | null
}

/**
 * Reckons a sale by the rules of this moment; what follows is stored and never computed anew.
 *
 * Errors: `amountZero`, `amountTooLarge`, `discountAboveSubtotal`, `nothingToPay`, `invalidInput`.
 */
export function saleTerms(asked: SaleAsked, rules: Pick<Settings, 'taxes' | 'tips'>): Result<SaleTerms> {
  const { price, discount, tip, note } = asked
  const { currency } = price
  const reckoned = reckonSale({ subtotal: price.minor, discount, tip, note, shares: null }, rules)
  if (!reckoned.ok) return err(errorOf(reckoned.error, currency))
  const details = reckoned.value
  const isPlain =
    details.discount === null && details.taxes === null && details.tip === null && details.note === null
  return ok({
    total: money(details.total, currency),
    goods: money(details.goods, currency),
    details,
    sale: isPlain ? null : details,
  })
}

function errorOf(refusal: SaleRefusal, currency: Money['currency']): AppError {
  switch (refusal.code) {
    case 'subtotalZero':
      return { code: 'amountZero' }
    case 'tooLarge':
      return { code: 'amountTooLarge', maximum: toDecimalText(money(MOST_MINOR, currency)), currency }
    case 'discountAboveSubtotal':
      return { code: 'discountAboveSubtotal', most: toDecimalText(money(refusal.most, currency)), currency }
    case 'nothingToPay':
      return { code: 'nothingToPay' }
    case 'notAnAmount':
      if (refusal.field === 'subtotal') return { code: 'amountZero' }
      return { code: 'invalidInput', field: refusal.field }
    case 'tipOff':
    case 'tipAboveGoods':
      return { code: 'invalidInput', field: 'tip' }
    case 'sharesOff':
      return { code: 'invalidInput', field: 'shares' }
    case 'noteTooLong':
      return { code: 'invalidInput', field: 'note' }
  }
}
