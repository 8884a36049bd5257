import { useTranslation } from 'react-i18next'
import { useTill } from '../../stores/app-stores.ts'
import { ConnectPanel } from '../connect/ConnectPanel.tsx'
import { ModeSwitch } from './ModeSwitch.tsx'
import styles from './settings.module.css'

/** Where the money comes in: the mode, and a key for each environment that needs one. */
export function GatewaySection() {
  const { t } = useTranslation('settings')
  const gateway = useTill(({ gateways }) => gateways[0])
  return (
    <div className={styles['fields']}>
      <ModeSwitch />
      {(['live', 'sandbox'] as const).map((mode) => (
        <section key={mode} className={styles['block']} aria-label={t(`connect.title_${mode}`)}>
          <h3 className={styles['blockTitle']}>{t(`connect.title_${mode}`)}</h3>
          <p className={styles['blockText']}>{t(`connect.text_${mode}`)}</p>
          {gateway && <ConnectPanel gateway={gateway} mode={mode} />}
        </section>
      ))}
    </div>
  )
}
