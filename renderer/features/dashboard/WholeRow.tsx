import { useTranslation } from 'react-i18next'
import type { Dashboard } from '../../../shared/contract/dashboard.ts'
import { useFormat } from '../../lib/use-format.ts'
import { formatDuration } from '../latency/duration.ts'
import styles from './dashboard.module.css'
import { SoldMoney } from './SoldCells.tsx'

/** The period in four figures. */
export function WholeRow({ figures }: { readonly figures: Dashboard }) {
  const { t } = useTranslation('dashboard')
  const format = useFormat()
  const { sold, timeToPaid } = figures.whole
  const open = figures.exceptions.reduce((sum, one) => sum + one.open, 0)
  return (
    <dl className={styles['wholes']} aria-label={t('whole.label')}>
      <div className={styles['whole']}>
        <dt>{t('whole.sales')}</dt>
        <dd>{format.count(sold.reduce((sum, { sales }) => sum + sales, 0))}</dd>
      </div>
      <div className={styles['whole']}>
        <dt>{t('whole.money')}</dt>
        <dd>
          <SoldMoney sold={sold} />
        </dd>
      </div>
      <div className={styles['whole']}>
        <dt>{t('whole.time')}</dt>
        <dd>{timeToPaid === null ? '–' : formatDuration(timeToPaid.medianMs, format.locale)}</dd>
      </div>
      <div className={styles['whole']}>
        <dt>{t('whole.open')}</dt>
        <dd data-warning={open > 0}>{format.count(open)}</dd>
      </div>
    </dl>
  )
}
