import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RealMode } from '../../../shared/contract/secret.ts'
import { Button } from '../../elements/Button.tsx'
import { Segments } from '../../elements/Segments.tsx'
import { useTill } from '../../stores/app-stores.ts'
import { ConnectPanel } from './ConnectPanel.tsx'
import styles from './connect.module.css'

const ENVIRONMENTS = ['live', 'sandbox'] as const

type ConnectViewProps = {
  readonly onBack: () => void
  /** The till was switched over to the new gateway. */
  readonly onConnected: () => void
}

/** Set-up as a view of its own: choose the gateway and its environment, paste, test, go live. */
export function ConnectView({ onBack, onConnected }: ConnectViewProps) {
  const { t } = useTranslation(['settings', 'gateways'])
  const gateways = useTill((till) => till.gateways)
  const [chosen, setChosen] = useState(gateways[0]?.id)
  const [wanted, setMode] = useState<RealMode>('live')
  const gateway = gateways.find(({ id }) => id === chosen)
  if (!gateway) return null
  const environments = ENVIRONMENTS.filter((mode) => gateway.secrets[mode] !== null)
  const mode = environments.includes(wanted) ? wanted : 'live'
  return (
    <section className={styles['view']} aria-label={t('welcome.setUpTitle')}>
      <Button variant="quiet" onPress={onBack}>
        <ArrowLeft size={18} aria-hidden="true" className={styles['arrow']} />
        {t('connect.back')}
      </Button>
      <h2 className={styles['viewTitle']}>{t('welcome.setUpTitle')}</h2>
      <Segments
        label={t('gateways:choose')}
        options={gateways.map(({ id, title }) => ({ key: id, text: title }))}
        current={gateway.id}
        onChoose={setChosen}
      />
      <p className={styles['lead']}>
        {t(`gateways:about.${gateway.id}`)} {t('gateways:chooseText')}
      </p>
      {environments.length > 1 && (
        <Segments
          label={t('connect.environment')}
          options={environments.map((key) => ({ key, text: t(`connect.environment_${key}`) }))}
          current={mode}
          onChoose={setMode}
        />
      )}
      <p className={styles['lead']}>{t(`gateways:${mode}Text`)}</p>
      <ConnectPanel key={`${gateway.id} ${mode}`} gateway={gateway} mode={mode} onSwitched={onConnected} />
    </section>
  )
}
