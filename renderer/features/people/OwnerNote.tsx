import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../shared/app-error.ts'
import { openPeopleSettings } from '../../commands/screen-commands.ts'
import { useCommand } from '../../commands/use-command.ts'
import { Button } from '../../elements/Button.tsx'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { useBackend } from '../../stores/backend-context.ts'
import styles from './people.module.css'

/** Said once to a till that takes real money from before there were people, which is refused nothing. */
export function OwnerNote() {
  const { t } = useTranslation('people')
  const backend = useBackend()
  const { run } = useCommand(openPeopleSettings)
  const [error, setError] = useState<AppError | null>(null)

  const told = async (): Promise<void> => {
    const result = await backend.till.saveSettings({ ownerOffered: true })
    setError(result.ok ? null : result.error)
  }
  return (
    <section className={styles['note']} aria-labelledby="owner-note">
      <h3 className={styles['noteTitle']} id="owner-note">
        {t('first.noteTitle')}
      </h3>
      <p className={styles['noteText']}>{t('first.note')}</p>
      <div className={styles['actions']}>
        <Button
          onPress={() => {
            void told()
            run()
          }}
        >
          {t('first.noteAdd')}
        </Button>
        <Button variant="quiet" onPress={() => void told()} keepsFocus>
          {t('first.noteLater')}
        </Button>
      </div>
      {error !== null && (
        <div role="alert">
          <ErrorText error={error} />
        </div>
      )}
    </section>
  )
}
