import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../shared/assert-never.ts'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { useTill } from '../../stores/app-stores.ts'
import { ChainKeyForm } from './ChainKeyForm.tsx'
import { ChainKeySummary } from './ChainKeySummary.tsx'
import styles from './chain.module.css'
import { type ChainAttempt, useChain } from './use-chain.ts'

/** The key for TronGrid: enter, test, see how it goes, forget. */
export function ChainKey() {
  const keyEnding = useTill((till) => till.chain.keyEnding)
  const { attempt, connect, forget } = useChain()
  const [isChanging, setChanging] = useState(false)
  const isBusy = attempt.kind === 'testing' || attempt.kind === 'forgetting'
  const showsForm = keyEnding === null || isChanging

  const submit = async (key: string): Promise<boolean> => {
    const works = await connect(key)
    if (works) setChanging(false)
    return works
  }
  return (
    <div className={styles['panel']}>
      {showsForm ? (
        <ChainKeyForm
          isBusy={isBusy}
          onSubmit={submit}
          onCancel={keyEnding === null ? undefined : () => setChanging(false)}
        />
      ) : (
        <ChainKeySummary
          keyEnding={keyEnding}
          isBusy={isBusy}
          onTest={() => void connect(null)}
          onChange={() => setChanging(true)}
          onForget={() => void forget()}
        />
      )}
      <Outcome attempt={attempt} isNew={showsForm} />
    </div>
  )
}

type OutcomeProps = {
  readonly attempt: ChainAttempt
  /** What was tried would have been kept. */
  readonly isNew: boolean
}

function Outcome({ attempt, isNew }: OutcomeProps) {
  const { t } = useTranslation('settings')
  switch (attempt.kind) {
    case 'none':
    case 'testing':
    case 'forgetting':
      return null
    case 'works':
      return (
        <div ref={intoView} className={styles['success']} role="status">
          <h4 className={styles['outcomeTitle']}>{t('chain.kept')}</h4>
          <p>{t('chain.keptText')}</p>
        </div>
      )
    case 'forgotten':
      return <p role="status">{t('chain.forgotten')}</p>
    case 'refused':
      return (
        <div ref={intoView} className={styles['failure']} role="alert">
          <h4 className={styles['outcomeTitle']}>{t(`chain.trouble.${attempt.trouble}.title`)}</h4>
          <p>{t(`chain.trouble.${attempt.trouble}.next`)}</p>
          {isNew && <p className={styles['kept']}>{t('connect.notStored')}</p>}
        </div>
      )
    case 'failed':
      return (
        <div ref={intoView} className={styles['failure']} role="alert">
          <ErrorText error={attempt.error} />
        </div>
      )
    default:
      return assertNever(attempt)
  }
}

/** The outcome of a press must not stay below the fold. */
function intoView(outcome: HTMLElement | null): void {
  outcome?.scrollIntoView({ block: 'nearest' })
}
