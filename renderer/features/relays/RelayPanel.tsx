import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../shared/assert-never.ts'
import type { RelayLoss } from '../../../shared/contract/relay.ts'
import type { RealMode } from '../../../shared/contract/secret.ts'
import { useTill } from '../../stores/app-stores.ts'
import { ConnectFailure } from '../connect/ConnectFailure.tsx'
import { MissingSecret } from './MissingSecret.tsx'
import { RelayForm } from './RelayForm.tsx'
import { RelaySummary } from './RelaySummary.tsx'
import styles from './relays.module.css'
import { type RelayAttempt, useRelay } from './use-relay.ts'

/** One mode's relay: enter, test, see how it is, take it off. */
export function RelayPanel({ mode }: { readonly mode: RealMode }) {
  const address = useTill((till) => till.settings.relays[mode])
  const tokenEnding = useTill((till) => till.relayTokens[mode])
  const keychain = useTill((till) => till.keychain)
  const { attempt, connect, forget } = useRelay(mode)
  const [isChanging, setChanging] = useState(false)
  const isBusy = attempt.kind === 'connecting' || attempt.kind === 'forgetting'
  const showsForm = address === null || isChanging

  const submit = async (typed: string, token: string | null): Promise<boolean> => {
    const connected = await connect(typed, token)
    if (connected) setChanging(false)
    return connected
  }
  return (
    <div className={styles['panel']}>
      {keychain && attempt.kind === 'none' && <ConnectFailure error={keychain} mode={mode} />}
      {showsForm ? (
        <RelayForm
          address={address}
          hasToken={tokenEnding !== null}
          isBusy={isBusy}
          onSubmit={submit}
          onCancel={address === null ? undefined : () => setChanging(false)}
        />
      ) : (
        <RelaySummary
          mode={mode}
          address={address}
          tokenEnding={tokenEnding}
          isBusy={isBusy}
          onTest={() => void connect(address, null)}
          onChange={() => setChanging(true)}
          onForget={() => void forget()}
        />
      )}
      <Outcome attempt={attempt} mode={mode} isNew={showsForm} />
      <MissingSecret mode={mode} />
    </div>
  )
}

type OutcomeProps = {
  readonly attempt: RelayAttempt
  readonly mode: RealMode
  /** What was tried would have been kept. */
  readonly isNew: boolean
}

function Outcome({ attempt, mode, isNew }: OutcomeProps) {
  const { t } = useTranslation('settings')
  switch (attempt.kind) {
    case 'none':
    case 'connecting':
    case 'forgetting':
      return null
    case 'connected':
      return (
        <div ref={intoView} className={styles['success']} role="status">
          <h4 className={styles['outcomeTitle']}>{t('relay.connected')}</h4>
          <p>{t('relay.connectedText')}</p>
        </div>
      )
    case 'forgotten':
      return <p role="status">{t('relay.disconnected')}</p>
    case 'lost':
      return <Lost reason={attempt.reason} isNew={isNew} />
    case 'failed':
      return (
        <div ref={intoView}>
          <ConnectFailure error={attempt.error} mode={mode} nothingSaved={isNew} />
        </div>
      )
    default:
      return assertNever(attempt)
  }
}

/** Why the relay did not greet, and what to do about it. */
function Lost({ reason, isNew }: { readonly reason: RelayLoss; readonly isNew: boolean }) {
  const { t } = useTranslation('settings')
  return (
    <div ref={intoView} className={styles['failure']} role="alert">
      <h4 className={styles['outcomeTitle']}>{t(`relay.loss.${reason}.title`)}</h4>
      <p>{t(`relay.loss.${reason}.next`)}</p>
      {isNew && <p className={styles['kept']}>{t('connect.notStored')}</p>}
    </div>
  )
}

/** The outcome of a press must not stay below the fold. */
function intoView(outcome: HTMLElement | null): void {
  outcome?.scrollIntoView({ block: 'nearest' })
}
