import { useCallback, useEffect, useState } from 'react'
import type { AppError } from '../../../shared/app-error.ts'
import type { TillState } from '../../../shared/contract/till.ts'
import type { FolderLook } from '../../../shared/contract/tills.ts'
import type { Result } from '../../../shared/result.ts'
import { useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import type { Done } from './use-tills.ts'

type Looked = { readonly question: string; readonly result: Result<FolderLook> }

/** The folder that other tills' files come from: looked into when it is shown, and as often as somebody asks. */
export function useBundleFolder(onTaken: () => void) {
  const backend = useBackend()
  const folder = useTill((till) => till.settings.bundleFolder)
  const mode = useTill((till) => till.mode)
  const [looks, setLooks] = useState(0)
  const [looked, setLooked] = useState<Looked | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const question = folder === null ? null : `${looks} ${mode} ${folder}`

  useEffect(() => {
    if (question === null) return
    let isCurrent = true
    void backend.tills.lookInFolder().then((result) => {
      if (!isCurrent) return
      setLooked({ question, result })
      if (result.ok && result.value.kind === 'looked' && result.value.files.length > 0) onTaken()
    })
    return () => {
      isCurrent = false
    }
  }, [question, backend, onTaken])

  const again = useCallback(() => setLooks((before) => before + 1), [])

  async function change(call: () => Promise<Result<TillState>>): Promise<void> {
    const answer = await call()
    setError(answer.ok ? null : answer.error)
  }

  return {
    folder,
    looked: doneOf(question, looked),
    error,
    again,
    choose: () => void change(() => backend.tills.chooseFolder()),
    forget: () => void change(() => backend.tills.forgetFolder()),
  }
}

function doneOf(question: string | null, looked: Looked | null): Done<FolderLook> {
  if (question === null) return { kind: 'idle' }
  if (looked?.question !== question) return { kind: 'busy' }
  const { result } = looked
  return result.ok ? { kind: 'done', value: result.value } : { kind: 'failed', error: result.error }
}
