import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../shared/app-error.ts'
import type { TillBackend } from '../../../shared/contract/contract.ts'
import { Button } from '../../elements/Button.tsx'
import { Failure } from '../../elements/Failure.tsx'
import { Outcome } from '../../elements/Page.tsx'
import { Sentence } from '../../elements/Sentence.tsx'

export type ExportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly file: string | null; readonly rows: number }
  | { readonly kind: 'failed'; readonly error: AppError }

/** Writes the day as CSV where the person says. One run at a time. */
export function useExport(backend: TillBackend, day: string) {
  const [run, setRun] = useState<{ readonly day: string; readonly state: ExportState }>()
  const state: ExportState = run?.day === day ? run.state : { kind: 'idle' }

  const start = async (): Promise<void> => {
    if (state.kind === 'running') return
    setRun({ day, state: { kind: 'running' } })
    const result = await backend.reports.exportCsv({ day })
    setRun({
      day,
      state: result.ok ? { kind: 'done', ...result.value } : { kind: 'failed', error: result.error },
    })
  }
  return { state, start }
}

type ExportButtonProps = { readonly state: ExportState; readonly onPress: () => void }

export function ExportButton({ state, onPress }: ExportButtonProps) {
  const { t } = useTranslation('day')
  const isRunning = state.kind === 'running'
  return (
    <Button onPress={onPress} isDisabled={isRunning} keyCap={t('key.export')}>
      {isRunning ? t('exporting') : t('export')}
    </Button>
  )
}

/** Where the file went, or why there is none. */
export function ExportOutcome({ state }: { readonly state: ExportState }) {
  const { t } = useTranslation('day')
  if (state.kind === 'failed') {
    return <Failure error={state.error} />
  }
  return (
    <Outcome>
      {state.kind === 'done' && state.file === null && t('notExported')}
      {state.kind === 'done' && state.file !== null && (
        <Sentence text="day:exported" values={{ count: state.rows, file: state.file }} />
      )}
    </Outcome>
  )
}
