import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../shared/app-error.ts'
import { Button } from '../../elements/Button.tsx'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { useBackend } from '../../stores/backend-context.ts'

type Outcome =
  | { readonly kind: 'none' | 'running' }
  | { readonly kind: 'saved'; readonly file: string }
  | { readonly kind: 'failed'; readonly error: AppError }

/** A copy of the journal, made while the till goes on. */
export function BackupRow() {
  const { t } = useTranslation('settings')
  const backend = useBackend()
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' })

  async function save(): Promise<void> {
    setOutcome({ kind: 'running' })
    const result = await backend.reports.backUp()
    if (!result.ok) setOutcome({ kind: 'failed', error: result.error })
    else
      setOutcome(result.value.file === null ? { kind: 'none' } : { kind: 'saved', file: result.value.file })
  }

  return (
    <>
      <p>{t('about.backupText')}</p>
      <Button onPress={() => void save()} isDisabled={outcome.kind === 'running'}>
        {t('about.backup')}
      </Button>
      <div role="status">
        {outcome.kind === 'saved' && (
          <Sentence text="settings:about.backedUp" values={{ file: outcome.file }} />
        )}
        {outcome.kind === 'failed' && <ErrorText error={outcome.error} />}
      </div>
    </>
  )
}
