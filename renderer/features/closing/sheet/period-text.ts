import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../../shared/assert-never.ts'
import type { PeriodSummary } from '../../../../shared/contract/summary.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { formatDays } from './sheet-time.ts'

/** Names a period as it was asked for; how far its days have come is said beside it. */
export function usePeriodText(): (scope: PeriodSummary['scope']) => string {
  const { t } = useTranslation(['exports', 'closing'])
  const format = useFormat()
  return (scope) => {
    switch (scope.kind) {
      case 'days': {
        const { from, until } = scope
        if (from === null || until === null) return t('period.words.everything')
        return formatDays({ from, to: until }, format.locale)
      }
      case 'z':
      case 'shift':
        return t(`closing:sheet.kind.${scope.kind}`, { number: format.paymentNumber(scope.number) })
      case 'sinceZ':
        return t('period.words.sinceZ')
      default:
        return assertNever(scope)
    }
  }
}
