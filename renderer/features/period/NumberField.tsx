import { useState } from 'react'
import { Field } from '../../elements/Field.tsx'
import { asciiDigits } from '../../lib/ascii-digits.ts'
import styles from './period.module.css'

type NumberFieldProps = {
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
}

const NUMBER = /^[1-9]\d{0,8}$/

/** A whole number to be typed; what is none stays until the field is left, and changes nothing. */
export function NumberField({ label, value, onChange }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null)
  return (
    <div className={styles['number']}>
      <Field
        label={label}
        value={draft ?? String(value)}
        inputMode="numeric"
        onChange={(text) => {
          const digits = asciiDigits(text.trim())
          setDraft(text)
          if (NUMBER.test(digits)) onChange(Number(digits))
        }}
        onBlur={() => setDraft(null)}
      />
    </div>
  )
}
