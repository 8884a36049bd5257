import { useTranslation } from 'react-i18next'
import { formatShortMoney } from '../../lib/format.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'
import styles from './search.module.css'

const WAYS = ['amount', 'usdt', 'reference', 'number', 'address', 'transaction', 'cashier'] as const

/** What may be typed, before anything is. */
export function HowToSearch() {
  const { t } = useTranslation('search')
  const format = useFormat()
  const currency = useTill((till) => till.settings.currency)
  const price = { minor: 1825, currency }
  return (
    <section className={styles['how']} aria-labelledby="search-how">
      <h3 id="search-how" className={styles['howTitle']}>
        {t('how')}
      </h3>
      <dl className={styles['ways']}>
        {WAYS.map((way) => (
          <div key={way}>
            <dt>{t(`way.${way}.what`)}</dt>
            <dd>
              <bdi>{way === 'amount' ? formatShortMoney(price, format.locale) : t(`way.${way}.example`)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <p>{t('beginnings')}</p>
    </section>
  )
}
