import styles from './css/button.module.css'

type KeyCapProps = {
  readonly children: string
  /** False dims it while the key means something else, or nothing. */
  readonly isActive?: boolean
}

/** The key that does what the control beside it does. Not part of its name: a screen reader announces shortcuts itself. */
export function KeyCap({ children, isActive = true }: KeyCapProps) {
  return (
    <span className={styles['cap']} data-active={isActive} aria-hidden="true">
      {children}
    </span>
  )
}
