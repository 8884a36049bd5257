import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { classNames } from '../lib/class-names.ts'
import styles from './css/button.module.css'
import { KeyCap } from './KeyCap.tsx'

export type ButtonProps = {
  readonly children: ReactNode
  readonly onPress?: () => void
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly size?: 'medium' | 'large'
  /** The key that does the same, shown on the button. */
  readonly keyCap?: string | undefined
  /** False while that key means something else; then the cap is dimmed. */
  readonly isKeyActive?: boolean
  readonly isDisabled?: boolean
  readonly isWide?: boolean
  /** Leaves the focus where it is when pressed with pointer or finger, so that the keyboard stays with the keypad. */
  readonly keepsFocus?: boolean
  readonly type?: 'button' | 'submit'
  readonly label?: string
  readonly className?: string | undefined
}

/** A press does something. `label` replaces the visible text as its name where that text is an icon. */
export function Button({
  children,
  onPress,
  variant = 'secondary',
  size = 'medium',
  keyCap,
  isKeyActive = true,
  isDisabled = false,
  isWide = false,
  keepsFocus = false,
  type = 'button',
  label,
  className,
}: ButtonProps) {
  return (
    <AriaButton
      className={classNames(
        styles['button'],
        styles[variant],
        styles[size],
        isWide && styles['wide'],
        className,
      )}
      isDisabled={isDisabled}
      preventFocusOnPress={keepsFocus}
      type={type}
      {...(onPress && { onPress })}
      {...(label !== undefined && { 'aria-label': label })}
    >
      <span className={styles['label']}>{children}</span>
      {keyCap !== undefined && <KeyCap isActive={isKeyActive && !isDisabled}>{keyCap}</KeyCap>}
    </AriaButton>
  )
}
