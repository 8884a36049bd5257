import { useState } from 'react'
import type { AppError } from '../../../../shared/app-error.ts'
import type { SettingsPatch } from '../../../../shared/contract/settings.ts'
import { useBackend } from '../../../stores/backend-context.ts'

/** What stands below a setting: its hint, or what became of the last change. */
export type SaveState =
  | { readonly kind: 'hint' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'failed'; readonly error: AppError }

/** Saves one setting at a time; the screen itself follows main's word, not the form's. */
export function useSaveSetting() {
  const backend = useBackend()
  const [state, setState] = useState<SaveState>({ kind: 'hint' })

  const save = async (patch: SettingsPatch): Promise<boolean> => {
    setState({ kind: 'saving' })
    const result = await backend.till.saveSettings(patch)
    setState(result.ok ? { kind: 'saved' } : { kind: 'failed', error: result.error })
    return result.ok
  }
  return { state, setState, save }
}
