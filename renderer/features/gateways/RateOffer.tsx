import { useTranslation } from 'react-i18next'
import type { RealMode } from '../../../shared/contract/secret.ts'
import { isSetUpIn } from '../../lib/gateway-standing.ts'
import { useTill } from '../../stores/app-stores.ts'
import styles from './gateways.module.css'
import { OwnRateStatus } from './OwnRateStatus.tsx'
import { RateForm } from './RateForm.tsx'
import { useOwnRateStanding } from './use-rate.ts'

/** A gateway that prices in USDT was connected: the moment for a rate, also where a gateway gives it, which may go down. */
export function RateOffer({ mode }: { readonly mode: RealMode }) {
  const { t } = useTranslation('gateways')
  const standing = useOwnRateStanding()
  const isGiven = useTill(
    ({ gateways, settings }) =>
      settings.rateFrom === 'gateway' && gateways.some((one) => !one.pricesInUsdt && isSetUpIn(one, mode)),
  )
  if (isGiven && standing === 'holds') return null
  return (
    <section className={styles['offer']} aria-label={t('rate.title')}>
      {standing === 'holds' ? <OwnRateStatus /> : <p>{t(isGiven ? 'rate.forOutage' : 'rate.needed')}</p>}
      {standing !== 'holds' && <RateForm />}
    </section>
  )
}
