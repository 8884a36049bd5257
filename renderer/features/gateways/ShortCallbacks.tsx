import { useTranslation } from 'react-i18next'
import { useTill } from '../../stores/app-stores.ts'
import { ChoiceSetting } from '../settings/fields/ChoiceSetting.tsx'
import styles from './gateways.module.css'

/** Only PayStablecoin's papers show two ways of signing. */
export function ShortCallbacks() {
  const { t } = useTranslation('gateways')
  const takesThem = useTill((till) => till.settings.takesShortCallbacks)
  return (
    <section className={styles['block']} aria-label={t('short.label')}>
      <ChoiceSetting
        label={t('short.label')}
        value={takesThem ? 'yes' : 'no'}
        choices={[
          { value: 'no', text: t('short.no'), hint: t('short.noHint') },
          { value: 'yes', text: t('short.yes'), hint: t('short.yesHint') },
        ]}
        change={(chosen) => ({ takesShortCallbacks: chosen === 'yes' })}
      />
      <p className={styles['blockText']}>{t('short.text')}</p>
    </section>
  )
}
