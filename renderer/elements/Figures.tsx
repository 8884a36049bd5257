import { Children, type ReactNode } from 'react'
import styles from './css/figures.module.css'

type FiguresProps = { readonly label: string; readonly children: ReactNode }

/** The few figures that say most, large and in a row. */
export function Figures({ label, children }: FiguresProps) {
  return (
    <div className={styles['figures']}>
      <dl className={styles['list']} aria-label={label} data-many={Children.count(children) > 4}>
        {children}
      </dl>
    </div>
  )
}

type FigureProps = {
  readonly name: string
  /** It wants to be looked at. */
  readonly isWarning?: boolean
  readonly children: ReactNode
}

export function Figure({ name, isWarning = false, children }: FigureProps) {
  return (
    <div className={styles['figure']}>
      <dt>{name}</dt>
      <dd data-warning={isWarning}>{children}</dd>
    </div>
  )
}
