import type { ReactNode } from 'react'
import styles from './css/surface.module.css'

type StatusLineProps = {
  /** The one sentence; announced when it changes. */
  readonly children: ReactNode
  /** Times that run on; not announced. */
  readonly aside?: ReactNode
  readonly isWarning?: boolean
}

export function StatusLine({ children, aside, isWarning = false }: StatusLineProps) {
  return (
    <div className={styles['status']}>
      <p className={styles['statusText']} role="status" aria-live="polite">
        {children}
      </p>
      <p className={styles['statusAside']} data-warning={isWarning}>
        {aside}
      </p>
    </div>
  )
}
