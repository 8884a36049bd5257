import type { ReactNode } from 'react'
import styles from './css/surface.module.css'

type EmptyStateProps = {
  readonly title: string
  readonly children?: ReactNode
  readonly icon?: ReactNode
}

/** What stands where there is nothing yet, and what to do about it. */
export function EmptyState({ title, children, icon }: EmptyStateProps) {
  return (
    <div className={styles['empty']}>
      {icon !== undefined && <span aria-hidden="true">{icon}</span>}
      <p className={styles['emptyTitle']}>{title}</p>
      {children !== undefined && <p>{children}</p>}
    </div>
  )
}
