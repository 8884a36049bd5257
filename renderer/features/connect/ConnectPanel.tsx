import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CredentialsView } from '../../../shared/contract/till.ts'
import { useTill } from '../../stores/app-stores.ts'
import { ConnectFailure } from './ConnectFailure.tsx'
import { ConnectSteps } from './ConnectSteps.tsx'
import { ConnectSuccess } from './ConnectSuccess.tsx'
import styles from './connect.module.css'
import { stepStates } from './connection-steps.ts'
import { KeyForm } from './KeyForm.tsx'
import { KeySummary } from './KeySummary.tsx'
import { type Connection, type RealMode, useConnection } from './use-connection.ts'

type ConnectPanelProps = {
  readonly mode: RealMode
  readonly stored: CredentialsView
  /** The mode was switched over. */
  readonly onSwitched?: () => void
}

/** One environment's key: enter, test, see what is stored, forget. */
export function ConnectPanel({ mode, stored, onSwitched }: ConnectPanelProps) {
  const { t } = useTranslation('settings')
  const keychain = useTill((till) => till.keychain)
  const { connection, connect, forget } = useConnection(mode)
  const [isReplacing, setReplacing] = useState(false)
  const isTesting = connection.kind === 'testing'
  const showsForm = stored.apiKeyEnding === null || isReplacing

  const submit = async (apiKey: string, ipnSecret: string | null): Promise<boolean> => {
    const passed = await connect(apiKey, ipnSecret)
    if (passed) setReplacing(false)
    return passed
  }
  return (
    <div className={styles['panel']}>
      {keychain && connection.kind === 'idle' && <ConnectFailure error={keychain} mode={mode} />}
      {showsForm ? (
        <KeyForm
          isTesting={isTesting}
          onSubmit={submit}
          onCancel={stored.apiKeyEnding === null ? undefined : () => setReplacing(false)}
        />
      ) : (
        <KeySummary
          stored={stored}
          isTesting={isTesting}
          onTest={() => void connect(null, null)}
          onReplace={() => setReplacing(true)}
          onForget={() => void forget()}
        />
      )}
      {connection.kind !== 'idle' && connection.kind !== 'forgotten' && (
        <ConnectSteps steps={stepStates(reportOf(connection), isTesting)} />
      )}
      {connection.kind === 'forgotten' && <p role="status">{t('connect.forgotten')}</p>}
      {connection.kind === 'failed' && (
        <div ref={intoView} className={styles['outcome']}>
          <ConnectFailure error={connection.error} mode={mode} nothingSaved={showsForm} />
        </div>
      )}
      {connection.kind === 'passed' && (
        <div ref={intoView} className={styles['outcome']}>
          <ConnectSuccess
            mode={mode}
            minimumUsdt={connection.report.minimumUsdt}
            {...(onSwitched && { onSwitched })}
          />
        </div>
      )}
    </div>
  )
}

/** The outcome of a press must not stay below the fold. */
function intoView(outcome: HTMLElement | null): void {
  outcome?.scrollIntoView({ block: 'nearest' })
}

function reportOf(connection: Connection) {
  return connection.kind === 'failed' || connection.kind === 'passed' ? connection.report : null
}
