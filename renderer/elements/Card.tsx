import type { ReactNode } from 'react'
import { classNames } from '../lib/class-names.ts'
import styles from './css/surface.module.css'

type CardProps = {
  readonly children: ReactNode
  readonly tone?: 'plain' | 'warning' | 'danger' | 'paid'
  /** Names the card as a region for screen readers and tests. */
  readonly label?: string
  readonly className?: string | undefined
}

/** A surface for one thing. */
export function Card({ children, tone = 'plain', label, className }: CardProps) {
  const name = classNames(styles['card'], styles[tone], className)
  if (label === undefined) return <div className={name}>{children}</div>
  return (
    <section className={name} aria-label={label}>
      {children}
    </section>
  )
}
