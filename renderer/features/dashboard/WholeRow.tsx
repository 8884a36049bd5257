import { useTranslation } from 'react-i18next'
import type { Dashboard } from '../../../shared/contract/dashboard.ts'
import { Figure, Figures } from '../../elements/Figures.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { formatDuration } from '../latency/duration.ts'
import { SoldMoney } from './SoldCells.tsx'

/** The period in four figures. */
export function WholeRow({ figures }: { readonly figures: Dashboard }) {
  const { t } = useTranslation('dashboard')
  const format = useFormat()
  const { sold, timeToPaid } = figures.whole
  const open = figures.exceptions.reduce((sum, one) => sum + one.open, 0)
  return (
    <Figures label={t('whole.label')}>
      <Figure name={t('whole.sales')}>{format.count(sold.reduce((sum, { sales }) => sum + sales, 0))}</Figure>
      <Figure name={t('whole.money')}>
        <SoldMoney sold={sold} />
      </Figure>
      <Figure name={t('whole.time')}>
        {timeToPaid === null ? '–' : formatDuration(timeToPaid.medianMs, format.locale)}
      </Figure>
      <Figure name={t('whole.open')} isWarning={open > 0}>
        {format.count(open)}
      </Figure>
    </Figures>
  )
}
