import type { SettingsPatch } from '../../../../shared/contract/settings.ts'
import { type Choice, ChoiceGroup } from './ChoiceGroup.tsx'
import styles from './fields.module.css'
import { SettingNote } from './SettingNote.tsx'
import { useSaveSetting } from './use-save-setting.ts'

type ChoiceSettingProps<T extends string> = {
  readonly label: string
  readonly value: T
  readonly choices: readonly Choice<T>[]
  readonly change: (value: T) => SettingsPatch
}

/** One of a few, saved when chosen. */
export function ChoiceSetting<T extends string>({ label, value, choices, change }: ChoiceSettingProps<T>) {
  const { state, save } = useSaveSetting()
  return (
    <div className={styles['setting']}>
      <ChoiceGroup
        label={label}
        value={value}
        choices={choices}
        onChange={(chosen) => void save(change(chosen))}
      />
      <SettingNote state={state} />
    </div>
  )
}
