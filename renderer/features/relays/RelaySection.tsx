import { useTranslation } from 'react-i18next'
import { useTill } from '../../stores/app-stores.ts'
import { RelayPanel } from './RelayPanel.tsx'
import styles from './relays.module.css'

/** What a relay is for, and the one of each mode that may have one. */
export function RelaySection() {
  const { t } = useTranslation('settings')
  const isPractice = useTill((till) => till.mode === 'practice')
  return (
    <div className={styles['section']}>
      <p className={styles['what']}>{t('relay.what')}</p>
      {isPractice && <p className={styles['note']}>{t('relay.practice')}</p>}
      {(['live', 'sandbox'] as const).map((mode) => (
        <section key={mode} className={styles['block']} aria-label={t(`relay.title_${mode}`)}>
          <h3 className={styles['blockTitle']}>{t(`relay.title_${mode}`)}</h3>
          <RelayPanel mode={mode} />
        </section>
      ))}
    </div>
  )
}
