import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import styles from './fields.module.css'

export type Choice<T extends string> = {
  readonly value: T
  readonly text: string
  readonly hint?: string
}

type ChoiceGroupProps<T extends string> = {
  readonly label: string
  readonly value: T
  readonly choices: readonly Choice<T>[]
  readonly onChange: (value: T) => void
}

/** One of a few, all in sight. */
export function ChoiceGroup<T extends string>({ label, value, choices, onChange }: ChoiceGroupProps<T>) {
  return (
    <RadioGroup
      className={styles['choice'] ?? ''}
      value={value}
      orientation="horizontal"
      onChange={(key) => {
        const chosen = choices.find((choice) => choice.value === key)
        if (chosen) onChange(chosen.value)
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
  )
}
