import { useTranslation } from 'react-i18next'
import { INTERVALS } from '../../../shared/latency/interval.ts'
import styles from './latency.module.css'

/** What each figure measures, and what it cannot. */
export function LatencyMeaning() {
  const { t } = useTranslation('latency')
  return (
    <section className={styles['meaning']} aria-labelledby="latency-meaning">
      <h3 id="latency-meaning" className={styles['meaningTitle']}>
        {t('meaning')}
      </h3>
      <p>{t('large')}</p>
      <dl className={styles['meanings']}>
        {[...INTERVALS, 'failed' as const].map((column) => (
          <div key={column}>
            <dt>{t(`column.${column}`)}</dt>
            <dd>{t(`explain.${column}`)}</dd>
          </div>
        ))}
      </dl>
      <p>{t('limits')}</p>
    </section>
  )
}
