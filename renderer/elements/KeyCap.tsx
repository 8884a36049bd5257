import styles from './css/button.module.css'

type KeyCapProps = {
  readonly children: string
  /** False keeps the place while the key means something else. */
  readonly isShown?: boolean
}

/** The key that does what the control beside it does. Not part of its name: a screen reader announces shortcuts itself. */
export function KeyCap({ children, isShown = true }: KeyCapProps) {
  return (
    <span className={styles['cap']} data-shown={isShown} aria-hidden="true">
      {children}
    </span>
  )
}
