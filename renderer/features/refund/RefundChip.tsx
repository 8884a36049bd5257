import { useTranslation } from 'react-i18next'
import type { RefundView } from '../../../shared/contract/refunds.ts'
import { openRemarks } from '../../../shared/refund/questions.ts'
import { Chip } from '../../elements/Chip.tsx'
import { wordOf } from './refund-standing.ts'

/** Where a refund stands, in a word; danger only where somebody may have been paid twice or not at all. */
export function RefundChip({ refund }: Pick<RefundView, 'refund'>) {
  const { t } = useTranslation('refund')
  const { word, tone } = wordOf(refund)
  const isStrange = openRemarks(refund).length > 0
  return <Chip tone={isStrange ? 'danger' : tone}>{t(`status.${word}`)}</Chip>
}
