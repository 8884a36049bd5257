import { money } from '../../../shared/money/money.ts'
import type { Amount } from '../../../shared/sale/amount.ts'
import { useFormat } from '../../lib/use-format.ts'
import { usePercent } from '../../lib/use-percent.ts'
import { useTill } from '../../stores/app-stores.ts'

/** "10%" or "€2.50", as it was asked for. */
export function useDiscountText(): (discount: Amount) => string {
  const format = useFormat()
  const percent = usePercent()
  const currency = useTill((till) => till.settings.currency)
  return (discount) =>
    discount.kind === 'percent'
      ? percent(discount.basisPoints)
      : format.shortMoney(money(discount.minor, currency))
}
