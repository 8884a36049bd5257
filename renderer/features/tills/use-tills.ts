import { useCallback, useState } from 'react'
import type { AppError } from '../../../shared/app-error.ts'
import type { ImportedFile, MergedPeriod } from '../../../shared/contract/tills.ts'
import type { Result } from '../../../shared/result.ts'
import { useAnswer } from '../../lib/use-answer.ts'
import { useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'

/** What a press of a button came to. */
export type Done<T> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: AppError }

/** All tills, and how often what is known of them has changed: whoever shows something of it asks anew then. */
export function useTills() {
  const backend = useBackend()
  const { lastZ, mode } = useLastZ()
  const [changes, setChanges] = useState(0)
  const [imported, setImported] = useState<Done<readonly ImportedFile[]>>({ kind: 'idle' })
  const known = `${mode} ${lastZ} ${changes}`
  const ask = useCallback(() => backend.tills.list(), [backend])
  const view = useAnswer(known, ask)

  const again = useCallback(() => setChanges((before) => before + 1), [])

  async function importFiles(): Promise<void> {
    setImported({ kind: 'busy' })
    const result = await backend.tills.import()
    setImported(
      result.ok ? { kind: 'done', value: result.value.files } : { kind: 'failed', error: result.error },
    )
    again()
  }

  async function choose(bundle: string): Promise<void> {
    await backend.tills.choose({ bundle })
    again()
  }

  return { view, known, imported, importFiles, choose, again }
}

function useLastZ() {
  const lastZ = useTill((till) => till.shifts.lastZ)
  const mode = useTill((till) => till.mode)
  return { lastZ, mode }
}

/** The report of a period; null while the first answer for it is on its way. */
export function useMerged(period: MergedPeriod, known: string) {
  const backend = useBackend()
  const { from, to } = period
  const ask = useCallback(() => backend.tills.merged({ from, to }), [backend, from, to])
  const report = useAnswer(`${from} ${to} ${known}`, ask)
  const isOther = report?.ok === true && (report.value.period.from !== from || report.value.period.to !== to)
  return isOther ? null : report
}

/** Runs one call at a time and keeps what came of it. */
export function useDone<T>() {
  const [done, setDone] = useState<Done<T>>({ kind: 'idle' })
  const run = useCallback(async (call: () => Promise<Result<T>>) => {
    setDone({ kind: 'busy' })
    const result = await call()
    setDone(result.ok ? { kind: 'done', value: result.value } : { kind: 'failed', error: result.error })
  }, [])
  return { done, run }
}
