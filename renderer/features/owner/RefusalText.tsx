import { useTranslation } from 'react-i18next'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { openOwnerSettings } from '../../commands/screen-commands.ts'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useNow } from '../../lib/use-now.ts'
import { useTill } from '../../stores/app-stores.ts'
import styles from './owner.module.css'
import type { Refusal } from './use-owners-word.ts'

/** Why the owner's word was not taken, beside the field that it is about. */
export function RefusalText({ refusal }: { readonly refusal: Refusal }) {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const { error } = refusal
  switch (error.code) {
    case 'pinWrong':
      return (
        <p className={styles['refusal']} role="alert">
          {t('owner.pinWrong', { value: format.count(error.left) })}
        </p>
      )
    case 'pinLocked':
      return <Locked until={refusal.at + error.seconds * 1000} />
    case 'pinNotSet':
      return (
        <div className={styles['failure']} role="alert">
          <ErrorText error={error} />
          <CommandButton command={openOwnerSettings} />
        </div>
      )
    default:
      return (
        <div className={styles['failure']} role="alert">
          <ErrorText error={error} />
        </div>
      )
  }
}

function Locked({ until }: { readonly until: number }) {
  const { t } = useTranslation(['cashier', 'lock'])
  const format = useFormat()
  const isOwners = useTill(({ people }) => people.length === 0)
  const left = until - useNow()
  if (left <= 0) return <p className={styles['meaning']}>{t(isOwners ? 'owner.unlocked' : 'lock:again')}</p>
  return (
    <p className={styles['refusal']} role="alert">
      {t('owner.pinLocked', { time: format.countdown(left) })}
    </p>
  )
}
