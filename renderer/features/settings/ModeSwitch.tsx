import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../shared/app-error.ts'
import type { Mode } from '../../../shared/mode.ts'
import { Button } from '../../elements/Button.tsx'
import { Chip } from '../../elements/Chip.tsx'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { anySetUpIn } from '../../lib/gateway-standing.ts'
import { useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { OwnerOffer } from '../connect/OwnerOffer.tsx'
import styles from './settings.module.css'

const MODES = ['practice', 'sandbox', 'live'] as const

/** Practice, sandbox, live: each with what it means. Switching is a button of its own, never a side effect of a choice. */
export function ModeSwitch() {
  const { t } = useTranslation('settings')
  const backend = useBackend()
  const couldGoLive = useTill((till) => till.mode !== 'live' && anySetUpIn(till, 'live'))
  const [error, setError] = useState<AppError | null>(null)

  const change = async (mode: Mode): Promise<void> => {
    const result = await backend.till.setMode({ mode })
    setError(result.ok ? null : result.error)
  }
  return (
    <section className={styles['block']} aria-label={t('mode.title')}>
      <h3 className={styles['blockTitle']}>{t('mode.title')}</h3>
      <ul className={styles['modes']}>
        {MODES.map((mode) => (
          <ModeRow key={mode} mode={mode} onChange={() => void change(mode)} />
        ))}
      </ul>
      <p className={styles['blockText']}>{t('mode.separate')}</p>
      {couldGoLive && <OwnerOffer />}
      {error && (
        <div className={styles['alert']} role="alert">
          <ErrorText error={error} />
        </div>
      )}
    </section>
  )
}

function ModeRow({ mode, onChange }: { readonly mode: Mode; readonly onChange: () => void }) {
  const { t } = useTranslation('settings')
  const isOn = useTill((till) => till.mode === mode)
  const needsKey = useTill((till) => mode !== 'practice' && !anySetUpIn(till, mode))
  return (
    <li className={styles['mode']} data-on={isOn} data-mode={mode}>
      <div>
        <p className={styles['modeName']}>
          {t(`mode.${mode}`)}{' '}
          {isOn && <Chip tone={mode === 'live' ? 'seen' : 'warning'}>{t('mode.now')}</Chip>}
        </p>
        <p className={styles['blockText']}>{t(`mode.${mode}Text`)}</p>
        {needsKey && <p className={styles['modeNeeds']}>{t('mode.needsKey')}</p>}
      </div>
      {!isOn && (
        <Button onPress={onChange} isDisabled={needsKey}>
          {t(`mode.switch_${mode}`)}
        </Button>
      )}
    </li>
  )
}
