import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GatewayView } from '../../../shared/contract/gateways.ts'
import type { Word } from '../../../shared/contract/pin.ts'
import type { RealMode } from '../../../shared/contract/secret.ts'
import type { Result } from '../../../shared/result.ts'
import { isSetUpIn, secretsIn } from '../../lib/gateway-standing.ts'
import { useTill } from '../../stores/app-stores.ts'
import { ConnectFailure } from './ConnectFailure.tsx'
import { ConnectSteps } from './ConnectSteps.tsx'
import { ConnectSuccess } from './ConnectSuccess.tsx'
import styles from './connect.module.css'
import { stepStates } from './connection-steps.ts'
import { intoView } from './into-view.ts'
import { OwnerOffer } from './OwnerOffer.tsx'
import { SecretForm } from './SecretForm.tsx'
import { SecretSummary } from './SecretSummary.tsx'
import { type Connection, type TypedSecrets, useConnection } from './use-connection.ts'

type ConnectPanelProps = {
  readonly gateway: GatewayView
  readonly mode: RealMode
  /** The mode was switched over. */
  readonly onSwitched?: () => void
}

/** One environment of a gateway: enter its secrets, test, see what is stored, forget. */
export function ConnectPanel({ gateway, mode, onSwitched }: ConnectPanelProps) {
  const { t } = useTranslation('settings')
  const keychain = useTill((till) => till.keychain)
  const { connection, connect, forget } = useConnection(gateway.id, mode)
  const [isReplacing, setReplacing] = useState(false)
  const isTesting = connection.kind === 'testing'
  const secrets = secretsIn(gateway, mode)
  const isSetUp = isSetUpIn(gateway, mode)
  const showsForm = !isSetUp || isReplacing
  const isOwnerNeeded = connection.kind === 'failed' && connection.error.code === 'ownerFirst'

  const submit = async (typed: TypedSecrets, word: Word | null): Promise<Result<boolean>> => {
    const tested = await connect(typed, word)
    if (tested.ok && tested.value) setReplacing(false)
    return tested
  }
  return (
    <div className={styles['panel']}>
      {keychain && connection.kind === 'idle' && <ConnectFailure error={keychain} mode={mode} />}
      {mode === 'live' && !isSetUp && <OwnerOffer isNeeded={isOwnerNeeded} />}
      {showsForm ? (
        <SecretForm
          gateway={gateway.id}
          secrets={secrets}
          isTesting={isTesting}
          onSubmit={submit}
          onCancel={isSetUp ? () => setReplacing(false) : undefined}
        />
      ) : (
        <SecretSummary
          gateway={gateway.id}
          secrets={secrets}
          isTesting={isTesting}
          onTest={() => void connect({}, null)}
          onReplace={() => setReplacing(true)}
          onForget={forget}
        />
      )}
      {connection.kind !== 'idle' && connection.kind !== 'forgotten' && !isOwnerNeeded && (
        <ConnectSteps gateway={gateway} steps={stepStates(gateway.steps, reportOf(connection), isTesting)} />
      )}
      {connection.kind === 'forgotten' && <p role="status">{t('connect.forgotten')}</p>}
      {connection.kind === 'failed' && !isOwnerNeeded && (
        <div ref={intoView} className={styles['outcome']}>
          <ConnectFailure error={connection.error} mode={mode} gateway={gateway} nothingSaved={showsForm} />
        </div>
      )}
      {connection.kind === 'passed' && (
        <div ref={intoView} className={styles['outcome']}>
          <ConnectSuccess
            gateway={gateway}
            mode={mode}
            minimumUsdt={connection.report.minimumUsdt}
            {...(onSwitched && { onSwitched })}
          />
        </div>
      )}
    </div>
  )
}

function reportOf(connection: Connection) {
  return connection.kind === 'failed' || connection.kind === 'passed' ? connection.report : null
}
