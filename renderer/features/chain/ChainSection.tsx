import { useTranslation } from 'react-i18next'
import { useTill } from '../../stores/app-stores.ts'
import { ChoiceSetting } from '../settings/fields/ChoiceSetting.tsx'
import { ChainKey } from './ChainKey.tsx'
import styles from './chain.module.css'

/** What looking on the chain is worth, whether the till does, and with which key. */
export function ChainSection() {
  const { t } = useTranslation('settings')
  const isLive = useTill((till) => till.mode === 'live')
  const isOn = useTill((till) => till.settings.chainEvidence)
  return (
    <div className={styles['section']}>
      <p className={styles['what']}>{t('chain.what')}</p>
      <p className={styles['what']}>{t('chain.private')}</p>
      {!isLive && <p className={styles['note']}>{t('chain.onlyLive')}</p>}
      <ChoiceSetting
        label={t('chain.use')}
        value={isOn ? 'on' : 'off'}
        choices={[
          { value: 'on', text: t('chain.on'), hint: t('chain.onHint') },
          { value: 'off', text: t('chain.off'), hint: t('chain.offHint') },
        ]}
        change={(chosen) => ({ chainEvidence: chosen === 'on' })}
      />
      <section className={styles['block']} aria-labelledby="chain-key">
        <h3 id="chain-key" className={styles['blockTitle']}>
          {t('chain.title')}
        </h3>
        <ChainKey />
      </section>
    </div>
  )
}
