import type { KeyboardEvent } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextField } from 'react-aria-components/TextField'
import styles from './css/field.module.css'

export type FieldProps = {
  readonly label: string
  /** The label is the placeholder too and takes no place of its own. */
  readonly isLabelInside?: boolean
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onKeyDown?: (event: KeyboardEvent) => void
  readonly onBlur?: () => void
  readonly type?: 'text' | 'password'
  readonly inputMode?: 'text' | 'numeric' | 'decimal'
  readonly placeholder?: string
  readonly description?: string | undefined
  /** Words that say what does not fit; set means invalid. */
  readonly error?: string | undefined
  readonly maxLength?: number
  readonly isDisabled?: boolean
  /** Codes, keys and references read left to right in every language. */
  readonly isCode?: boolean
  /** Has the keyboard as soon as it is on the screen. */
  readonly hasFocus?: boolean
}

export function Field({
  label,
  isLabelInside = false,
  value,
  onChange,
  onKeyDown,
  onBlur,
  type = 'text',
  inputMode = 'text',
  placeholder,
  description,
  error,
  maxLength,
  isDisabled = false,
  isCode = false,
  hasFocus = false,
}: FieldProps) {
  return (
    <TextField
      className={styles['field'] ?? ''}
      value={value}
      onChange={onChange}
      type={type}
      inputMode={inputMode}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      autoComplete="off"
      spellCheck="false"
      autoFocus={hasFocus}
      {...(isLabelInside && { 'aria-label': label })}
      {...(onKeyDown && { onKeyDown })}
      {...(onBlur && { onBlur })}
      {...(maxLength !== undefined && { maxLength })}
    >
      {!isLabelInside && <Label className={styles['label'] ?? ''}>{label}</Label>}
      <Input
        className={styles['input'] ?? ''}
        placeholder={isLabelInside ? label : (placeholder ?? '')}
        {...directionOf({ value, type, inputMode, isCode })}
      />
      {description !== undefined && error === undefined && (
        <Text slot="description" className={styles['description'] ?? ''}>
          {description}
        </Text>
      )}
      <FieldError className={styles['error'] ?? ''}>{error}</FieldError>
    </TextField>
  )
}

type Typed = Pick<FieldProps, 'value' | 'type' | 'inputMode' | 'isCode'>

/** Words go the way of their first letter, codes from left to right; an empty field is as the window, for its placeholder. */
function directionOf({ value, type, inputMode, isCode }: Typed): { readonly dir?: 'ltr' | 'auto' } {
  if (value === '') return {}
  if (isCode) return { dir: 'ltr' }
  return type === 'text' && inputMode === 'text' ? { dir: 'auto' } : {}
}
