import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../shared/app-error.ts'
import { Button } from '../../elements/Button.tsx'
import { Failure } from '../../elements/Failure.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { useBackend } from '../../stores/backend-context.ts'
import styles from './books.module.css'

type Export =
  | { readonly kind: 'none' | 'running' }
  | { readonly kind: 'done'; readonly file: string | null }
  | { readonly kind: 'failed'; readonly error: AppError }

/** Saves the whole list as CSV where the person says. `asOf`: whose list; another one has not been saved. */
export function ExportDifferences({ asOf }: { readonly asOf: string }) {
  return <ExportOne key={asOf} />
}

function ExportOne() {
  const { t } = useTranslation('books')
  const backend = useBackend()
  const [state, setState] = useState<Export>({ kind: 'none' })
  const save = async (): Promise<void> => {
    setState({ kind: 'running' })
    const saved = await backend.reconciliation.exportCsv()
    setState(saved.ok ? { kind: 'done', file: saved.value.file } : { kind: 'failed', error: saved.error })
  }
  return (
    <div className={styles['export']}>
      <Button onPress={() => void save()} isDisabled={state.kind === 'running'}>
        {state.kind === 'running' ? t('export.running') : t('export.start')}
      </Button>
      {state.kind === 'done' && (
        <p className={styles['saved']} role="status">
          {state.file === null ? (
            t('export.none')
          ) : (
            <Sentence text="books:export.done" values={{ file: state.file }} />
          )}
        </p>
      )}
      {state.kind === 'failed' && <Failure error={state.error} />}
    </div>
  )
}
