import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { EmptyState } from '../../elements/EmptyState.tsx'
import { Failure } from '../../elements/Failure.tsx'
import { Wait } from '../../elements/Page.tsx'
import { useTill } from '../../stores/app-stores.ts'
import { CallbackTable } from './CallbackTable.tsx'
import type { ShownCallbacks } from './callback-log.ts'
import styles from './callbacks.module.css'
import type { Callbacks } from './use-callbacks.ts'

type CallbackListProps = {
  readonly callbacks: Callbacks
  /** Something is searched for: none may mean that nothing fits. */
  readonly isNarrowed: boolean
  readonly onOpen: (callback: number, payment: string) => void
}

/** The rows, or why there are none. */
export function CallbackList({ callbacks, isNarrowed, onOpen }: CallbackListProps) {
  const { t } = useTranslation(['settings', 'common'])
  const { shown, isAsking, again } = callbacks
  if (shown === null) return <Wait>{t('common:loading')}</Wait>
  if (!shown.ok) {
    const retry = { text: t('common:retry'), onPress: again, isDisabled: isAsking }
    return <Failure error={shown.error} again={retry} />
  }
  if (shown.value.rows.length === 0) return <None isNarrowed={isNarrowed} />
  return (
    <div className={styles['log']} aria-busy={isAsking}>
      <CallbackTable rows={shown.value.rows} onOpen={onOpen} />
      <Older callbacks={callbacks} shown={shown.value} />
    </div>
  )
}

function None({ isNarrowed }: { readonly isNarrowed: boolean }) {
  const { t } = useTranslation('settings')
  const isPractice = useTill((till) => till.mode === 'practice')
  if (isNarrowed) {
    return (
      <div role="status">
        <EmptyState title={t('callbacks.noMatch')}>{t('callbacks.noMatchText')}</EmptyState>
      </div>
    )
  }
  return (
    <EmptyState title={t('callbacks.none')}>
      {t(isPractice ? 'callbacks.nonePractice' : 'callbacks.noneText')}
    </EmptyState>
  )
}

type OlderProps = { readonly callbacks: Callbacks; readonly shown: ShownCallbacks }

function Older({ callbacks, shown }: OlderProps) {
  const { t } = useTranslation(['settings', 'common'])
  const { olderError, isAskingOlder, showOlder } = callbacks
  return (
    <div className={styles['older']}>
      {olderError !== null && <Failure error={olderError} />}
      {shown.hasMore ? (
        <Button onPress={showOlder} isDisabled={isAskingOlder}>
          {isAskingOlder ? t('common:loading') : t('callbacks.showOlder')}
        </Button>
      ) : (
        <p className={styles['end']}>{t('callbacks.end')}</p>
      )}
    </div>
  )
}
