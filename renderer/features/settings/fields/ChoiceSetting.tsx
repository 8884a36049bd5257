import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { SettingsPatch } from '../../../../shared/contract/settings.ts'
import styles from './fields.module.css'
import { SettingNote } from './SettingNote.tsx'
import { useSaveSetting } from './use-save-setting.ts'

export type Choice<T extends string> = {
  readonly value: T
  readonly text: string
  readonly hint?: string
}

type ChoiceSettingProps<T extends string> = {
  readonly label: string
  readonly value: T
  readonly choices: readonly Choice<T>[]
  readonly change: (value: T) => SettingsPatch
}

/** One of a few, all in sight; saved when chosen. */
export function ChoiceSetting<T extends string>({ label, value, choices, change }: ChoiceSettingProps<T>) {
  const { state, save } = useSaveSetting()
  return (
    <div className={styles['setting']}>
      <RadioGroup
        className={styles['choice'] ?? ''}
        value={value}
        orientation="horizontal"
        onChange={(key) => {
          const chosen = choices.find((choice) => choice.value === key)
          if (chosen) void save(change(chosen.value))
        }}
      >
        <Label className={styles['choiceLabel'] ?? ''}>{label}</Label>
        <div className={styles['radios']}>
          {choices.map((choice) => (
            <Radio key={choice.value} value={choice.value} className={styles['radio'] ?? ''}>
              <span className={styles['dot']} aria-hidden="true" />
              <span>
                <span className={styles['radioText']}>{choice.text}</span>
                {choice.hint !== undefined && <span className={styles['radioHint']}>{choice.hint}</span>}
              </span>
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <SettingNote state={state} />
    </div>
  )
}
