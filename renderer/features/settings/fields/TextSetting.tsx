import { type KeyboardEvent, useState } from 'react'
import type { SettingsPatch } from '../../../../shared/contract/settings.ts'
import { Field } from '../../../elements/Field.tsx'
import styles from './fields.module.css'
import { SettingNote } from './SettingNote.tsx'
import { useSaveSetting } from './use-save-setting.ts'

type TextSettingProps = {
  readonly label: string
  readonly hint: string
  readonly value: string
  /** The change that the typed text stands for; undefined when it does not fit. */
  readonly read: (text: string) => SettingsPatch | undefined
  /** Says what fits. */
  readonly invalid: string
  readonly inputMode?: 'text' | 'numeric' | 'decimal'
  readonly isShort?: boolean
}

/** Saved when it is left, or with Enter. Text that does not fit stays as it was typed, with the reason below. */
export function TextSetting({ label, hint, value, read, invalid, inputMode, isShort }: TextSettingProps) {
  const { state, setState, save } = useSaveSetting()
  const [draft, setDraft] = useState<string | null>(null)

  const commit = async (): Promise<void> => {
    if (draft === null || state.kind === 'saving') return
    const patch = read(draft)
    if (!patch) return setState({ kind: 'invalid' })
    if (draft.trim() === value) return setDraft(null)
    if (await save(patch)) setDraft(null)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') void commit()
    if (event.key !== 'Escape') return
    // The first Escape takes back what was typed, the next one leaves the field.
    if (draft === null) (event.target as HTMLElement).blur()
    setDraft(null)
    setState({ kind: 'hint' })
  }
  return (
    <div className={styles['setting']} data-short={isShort}>
      <Field
        label={label}
        value={draft ?? value}
        description={hint}
        error={state.kind === 'invalid' ? invalid : undefined}
        onKeyDown={onKeyDown}
        onBlur={() => void commit()}
        {...(inputMode && { inputMode })}
        onChange={(text) => {
          setDraft(text)
          setState({ kind: 'hint' })
        }}
      />
      <SettingNote state={state} />
    </div>
  )
}
