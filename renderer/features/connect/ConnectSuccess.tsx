import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../shared/app-error.ts'
import type { GatewayView } from '../../../shared/contract/gateways.ts'
import type { RealMode } from '../../../shared/contract/secret.ts'
import { Button } from '../../elements/Button.tsx'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { RateOffer } from '../gateways/RateOffer.tsx'
import styles from './connect.module.css'
import { PinOffer } from './PinOffer.tsx'

type ConnectSuccessProps = {
  readonly gateway: GatewayView
  readonly mode: RealMode
  readonly minimumUsdt: string | null
  readonly onSwitched?: () => void
}

/** The key works and is stored; switching over is a decision of its own. */
export function ConnectSuccess({ gateway, mode, minimumUsdt, onSwitched }: ConnectSuccessProps) {
  const { t } = useTranslation('settings')
  const backend = useBackend()
  const isOn = useTill((till) => till.mode === mode)
  const [error, setError] = useState<AppError | null>(null)

  const use = async (): Promise<void> => {
    const result = await backend.till.setMode({ mode })
    if (!result.ok) return setError(result.error)
    setError(null)
    onSwitched?.()
  }
  return (
    <div className={styles['success']}>
      <div role="status">
        <h4 className={styles['successTitle']}>{t('connect.connected')}</h4>
        <p>{t('connect.connectedText')}</p>
        {minimumUsdt !== null && minimumUsdt !== '0.000000' && (
          <p>
            <Sentence text="settings:connect.minimum" values={{ amount: minimumUsdt }} />
          </p>
        )}
      </div>
      {gateway.pricesInUsdt && <RateOffer mode={mode} />}
      <PinOffer />
      {!isOn && (
        <div className={styles['goLive']}>
          <Button variant="primary" size="large" onPress={() => void use()}>
            {mode === 'live' ? t('connect.goLive') : t('connect.useSandbox')}
          </Button>
          <span>{mode === 'live' ? t('connect.goLiveText') : t('connect.useSandboxText')}</span>
        </div>
      )}
      {error && (
        <div role="alert">
          <ErrorText error={error} />
        </div>
      )}
    </div>
  )
}
