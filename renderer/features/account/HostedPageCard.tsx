import { useTranslation } from 'react-i18next'
import { useTill } from '../../stores/app-stores.ts'
import { ChoiceSetting } from '../settings/fields/ChoiceSetting.tsx'
import styles from './account.module.css'

/** Whether charges come with the gateway's own page. */
export function HostedPageCard() {
  const { t } = useTranslation('account')
  const isOn = useTill((till) => till.settings.hostedPage)
  return (
    <section className={styles['block']} aria-label={t('page.title')}>
      <h3 className={styles['blockTitle']}>{t('page.title')}</h3>
      <p>{t('page.text')}</p>
      <ChoiceSetting
        label={t('page.label')}
        value={isOn ? 'on' : 'off'}
        choices={[
          { value: 'off', text: t('page.off') },
          { value: 'on', text: t('page.on') },
        ]}
        change={(chosen) => ({ hostedPage: chosen === 'on' })}
      />
    </section>
  )
}
