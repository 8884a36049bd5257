import type { Dashboard } from '../../../shared/contract/dashboard.ts'
import type { CurrencyCode } from '../../../shared/money/currency.ts'
import { useTill } from '../../stores/app-stores.ts'
import { drawnCurrency } from './measure.ts'

export function useDrawnCurrency(figures: Dashboard): CurrencyCode {
  return drawnCurrency(
    figures,
    useTill((till) => till.settings.currency),
  )
}
