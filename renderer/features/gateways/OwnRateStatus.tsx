import { useTranslation } from 'react-i18next'
import type { OwnRate } from '../../../shared/contract/gateways.ts'
import { OWN_RATE_MAX_AGE_MS } from '../../../shared/own-rate.ts'
import { Sentence } from '../../elements/Sentence.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { usePayments, useTill } from '../../stores/app-stores.ts'
import styles from './gateways.module.css'
import { useOwnRateStanding } from './use-rate.ts'

/** The owner's rate as it was set, since when, and until when it holds or why it does not. */
export function OwnRateStatus() {
  const { t } = useTranslation('gateways')
  const own = useTill((till) => till.settings.ownRate)
  if (own === null) return <p className={styles['blockText']}>{t('rate.none')}</p>
  return <Status own={own} />
}

function Status({ own }: { readonly own: OwnRate }) {
  const { t } = useTranslation('gateways')
  const format = useFormat()
  const today = usePayments((payments) => payments.today.day)
  const currency = useTill((till) => till.settings.currency)
  const standing = useOwnRateStanding()
  const until = new Date(Date.parse(own.setAt) + OWN_RATE_MAX_AGE_MS).toISOString()
  const values = {
    setAt: format.moment(own.setAt, today),
    until: format.moment(until, today),
    was: own.currency,
    currency,
  }
  return (
    <div className={styles['rate']} data-standing={standing} role="status">
      <p className={styles['rateText']}>
        <Sentence text="gateways:rate.is" values={{ rate: `${own.perUsdt} ${own.currency}` }} />
      </p>
      <p>{standing !== 'none' && t(`rate.${standing}`, values)}</p>
    </div>
  )
}
