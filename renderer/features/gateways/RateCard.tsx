import { useTranslation } from 'react-i18next'
import { useLocale } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'
import { ChoiceSetting } from '../settings/fields/ChoiceSetting.tsx'
import styles from './gateways.module.css'
import { OwnRateStatus } from './OwnRateStatus.tsx'
import { RateForm } from './RateForm.tsx'
import { useOwnRateStanding, useRateGateways } from './use-rate.ts'

/** Only where a gateway is set up that takes USDT amounts: where its rate comes from, and the owner's own. */
export function RateCard() {
  const { needing } = useRateGateways()
  return needing.length === 0 ? null : <Card needing={needing} />
}

function Card({ needing }: { readonly needing: readonly string[] }) {
  const { t } = useTranslation('gateways')
  const locale = useLocale()
  const titles = new Intl.ListFormat(locale, { type: 'conjunction' }).format(needing)
  const isMissing = useIsMissing()
  return (
    <section className={styles['block']} aria-labelledby="rate-title">
      <h3 className={styles['blockTitle']} id="rate-title">
        {t('rate.title')}
      </h3>
      <p className={styles['blockText']}>{t('rate.why', { titles })}</p>
      {isMissing && (
        <p className={styles['warning']} role="status">
          {t('rate.missing', { titles })}
        </p>
      )}
      <Source />
      <h4 className={styles['subtitle']}>{t('rate.own')}</h4>
      <OwnRateStatus />
      <RateForm canClear />
    </section>
  )
}

/** Nothing that the owner chose gives a rate at this moment. */
function useIsMissing(): boolean {
  const own = useOwnRateStanding()
  const { answering } = useRateGateways()
  const rateFrom = useTill((till) => till.settings.rateFrom)
  return own !== 'holds' && !(rateFrom === 'gateway' && answering)
}

function Source() {
  const { t } = useTranslation('gateways')
  const { pricing } = useRateGateways()
  const { rateFrom, currency } = useTill((till) => till.settings)
  return (
    <ChoiceSetting
      label={t('rate.from')}
      value={rateFrom}
      choices={[
        {
          value: 'gateway',
          text: pricing === null ? t('rate.gateway') : t('rate.gatewayNamed', { title: pricing }),
          hint: pricing === null ? t('rate.gatewayNone', { currency }) : t('rate.gatewayHint'),
        },
        { value: 'owner', text: t('rate.owner'), hint: t('rate.ownerHint') },
      ]}
      change={(chosen) => ({ rateFrom: chosen })}
    />
  )
}
