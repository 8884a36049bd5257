import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../shared/app-error.ts'
import { Banner } from '../../elements/Banner.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { errorText } from '../../lib/error-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useNow } from '../../lib/use-now.ts'
import { useTill } from '../../stores/app-stores.ts'
import { type BannerChoice, chooseBanner } from './banner-choice.ts'
import styles from './shell.module.css'

/** The place under the top bar: kept when empty, so that nothing moves when something goes wrong. */
export function TillBanner() {
  const now = useNow()
  const choice = chooseBanner(
    useTill((till) => till),
    now,
  )
  return <div className={styles['bannerPlace']}>{choice !== null && <BannerFor choice={choice} />}</div>
}

function BannerFor({ choice }: { readonly choice: BannerChoice }) {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  switch (choice.kind) {
    case 'mode':
      return <Banner tone="practice">{t(`banner.${choice.mode}`)}</Banner>
    case 'asleep':
      return (
        <Banner tone="warning">
          {choice.minutes < 60
            ? t('banner.asleepMinutes', { value: format.count(choice.minutes) })
            : t('banner.asleepHours', { value: format.count(Math.round(choice.minutes / 60)) })}
        </Banner>
      )
    case 'outage':
      return (
        <Banner tone="warning">
          <ErrorTitle error={choice.error} />
          {choice.since === null
            ? t('banner.notCheckedYet')
            : t('banner.notCheckedSince', { time: format.time(choice.since) })}
        </Banner>
      )
    case 'failover':
      return (
        <Banner tone="warning">
          <Sentence
            text={`gateways:banner.${choice.trouble}`}
            values={{ first: choice.first, title: choice.next }}
          />
        </Banner>
      )
    case 'relay':
      return <Banner tone="warning">{t(`banner.relay.${choice.trouble}`)}</Banner>
    case 'setUp':
      return (
        <Banner tone="warning">
          <ErrorTitle error={choice.error} />
          {t('banner.setUp')}
        </Banner>
      )
    case 'dayFile':
      return (
        <Banner tone="warning">
          <ErrorTitle error={choice.error} />
          {t('banner.dayFile')}
        </Banner>
      )
    case 'error': {
      const { key, values } = errorText(choice.error)
      return (
        <Banner tone={choice.tone}>
          <ErrorTitle error={choice.error} />
          <Sentence text={`error:${key}.next`} values={values} />
        </Banner>
      )
    }
  }
}

function ErrorTitle({ error }: { readonly error: AppError }) {
  const { key, values } = errorText(error)
  return (
    <>
      <Sentence text={`error:${key}.title`} values={values} />
      {'. '}
    </>
  )
}
