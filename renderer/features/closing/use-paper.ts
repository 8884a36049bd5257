import { useCallback, useMemo, useState } from 'react'
import type { AppError } from '../../../shared/app-error.ts'
import type { PaperSubject } from '../../../shared/contract/paper.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { useDayKeys } from '../day/use-day-keys.ts'

export type PaperState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'printing' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'printed' }
  | { readonly kind: 'saved'; readonly file: string | null }
  | { readonly kind: 'failed'; readonly error: AppError }

/** Puts one thing on paper or into a PDF, one at a time. What came of it is forgotten with the subject. */
export function usePaper(subject: PaperSubject) {
  const backend = useBackend()
  const key = JSON.stringify(subject)
  const [run, setRun] = useState<{ readonly key: string; readonly state: PaperState }>()
  const state: PaperState = run?.key === key ? run.state : { kind: 'idle' }
  const isBusy = run?.state.kind === 'printing' || run?.state.kind === 'saving'

  const print = useCallback(async () => {
    if (isBusy) return
    setRun({ key, state: { kind: 'printing' } })
    const result = await backend.paper.print(subject)
    setRun({ key, state: result.ok ? { kind: 'printed' } : { kind: 'failed', error: result.error } })
  }, [backend, isBusy, key, subject])

  const savePdf = useCallback(async () => {
    if (isBusy) return
    setRun({ key, state: { kind: 'saving' } })
    const result = await backend.paper.savePdf(subject)
    setRun({
      key,
      state: result.ok ? { kind: 'saved', file: result.value.file } : { kind: 'failed', error: result.error },
    })
  }, [backend, isBusy, key, subject])

  return { state, isBusy, print, savePdf }
}

/** P and F, as they stand on the buttons. */
export function usePaperKeys({
  print,
  savePdf,
}: Pick<ReturnType<typeof usePaper>, 'print' | 'savePdf'>): void {
  useDayKeys(useMemo(() => ({ p: () => void print(), f: () => void savePdf() }), [print, savePdf]))
}
