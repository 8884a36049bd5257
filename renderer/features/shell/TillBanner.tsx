import { useTranslation } from 'react-i18next'
import { Banner } from '../../elements/Banner.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { errorText } from '../../lib/error-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'
import { type BannerChoice, chooseBanner } from './banner-choice.ts'
import styles from './shell.module.css'

/** The place under the top bar: kept when empty, so that nothing moves when something goes wrong. */
export function TillBanner() {
  const choice = chooseBanner(useTill((till) => till))
  return <div className={styles['bannerPlace']}>{choice !== null && <BannerFor choice={choice} />}</div>
}

function BannerFor({ choice }: { readonly choice: BannerChoice }) {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  if (choice.kind === 'mode') return <Banner tone="practice">{t(`banner.${choice.mode}`)}</Banner>
  if (choice.kind === 'outage') {
    return (
      <Banner tone="warning">
        {choice.since === null
          ? t('banner.gatewayNever')
          : t('banner.gateway', { time: format.time(choice.since) })}
      </Banner>
    )
  }
  const { key, values } = errorText(choice.error)
  return (
    <Banner tone={choice.tone}>
      <Sentence text={`error:${key}.title`} values={values} />
      {'. '}
      <Sentence text={`error:${key}.next`} values={values} />
    </Banner>
  )
}
