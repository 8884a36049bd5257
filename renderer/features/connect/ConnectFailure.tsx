import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../shared/app-error.ts'
import { Button } from '../../elements/Button.tsx'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { useBackend } from '../../stores/backend-context.ts'
import styles from './connect.module.css'
import { type HelpLink, nextStepFor } from './next-step.ts'
import type { RealMode } from './use-connection.ts'

const LINK_TEXTS = {
  dashboardKeys: 'connect.openKeys',
  dashboardCoins: 'connect.openCoins',
  gatewayStatus: 'connect.openStatus',
} as const satisfies Record<HelpLink, string>

type ConnectFailureProps = {
  readonly error: AppError
  readonly mode: RealMode
  readonly nothingSaved?: boolean
}

/** What went wrong, where exactly to put it right, and a way to get there. */
export function ConnectFailure({ error, mode, nothingSaved = false }: ConnectFailureProps) {
  const { t } = useTranslation('settings')
  const backend = useBackend()
  const [linkFailed, setLinkFailed] = useState(false)
  const next = nextStepFor(error, mode)
  const link = next?.link ?? null

  const open = async (page: HelpLink): Promise<void> => {
    const result = await backend.till.openLink({ link: page })
    setLinkFailed(!result.ok)
  }
  return (
    <div className={styles['failure']} role="alert">
      <ErrorText error={error} />
      {next && <p className={styles['where']}>{t(next.text)}</p>}
      {link && (
        <div className={styles['actions']}>
          <Button onPress={() => void open(link)}>{t(LINK_TEXTS[link])}</Button>
          {linkFailed && <span>{t('connect.openFailed')}</span>}
        </div>
      )}
      {nothingSaved && <p className={styles['kept']}>{t('connect.notStored')}</p>}
    </div>
  )
}
