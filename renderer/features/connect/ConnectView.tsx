import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RealMode } from '../../../shared/contract/secret.ts'
import { Button } from '../../elements/Button.tsx'
import { useTill } from '../../stores/app-stores.ts'
import { ConnectPanel } from './ConnectPanel.tsx'
import styles from './connect.module.css'

const ENVIRONMENTS = ['live', 'sandbox'] as const

type ConnectViewProps = {
  readonly onBack: () => void
  /** The till was switched over to the new key. */
  readonly onConnected: () => void
}

/** Set-up with a key as a view of its own: choose the environment, paste, test, go live. */
export function ConnectView({ onBack, onConnected }: ConnectViewProps) {
  const { t } = useTranslation('settings')
  const [mode, setMode] = useState<RealMode>('live')
  const gateway = useTill(({ gateways }) => gateways[0])
  return (
    <section className={styles['view']} aria-label={t('welcome.setUpTitle')}>
      <Button variant="quiet" onPress={onBack}>
        <ArrowLeft size={18} aria-hidden="true" className={styles['arrow']} />
        {t('connect.back')}
      </Button>
      <h2 className={styles['viewTitle']}>{t('welcome.setUpTitle')}</h2>
      <fieldset className={styles['environments']} aria-label={t('connect.environment')}>
        {ENVIRONMENTS.map((environment) => (
          <button
            key={environment}
            type="button"
            className={styles['environment']}
            aria-pressed={environment === mode}
            onClick={() => setMode(environment)}
          >
            {t(`connect.environment_${environment}`)}
          </button>
        ))}
      </fieldset>
      <p className={styles['lead']}>{t(`connect.text_${mode}`)}</p>
      {gateway && <ConnectPanel key={mode} gateway={gateway} mode={mode} onSwitched={onConnected} />}
    </section>
  )
}
