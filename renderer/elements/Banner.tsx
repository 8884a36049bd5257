import type { ReactNode } from 'react'
import { classNames } from '../lib/class-names.ts'
import styles from './css/surface.module.css'

type BannerProps = {
  readonly tone: 'warning' | 'danger' | 'practice'
  readonly children: ReactNode
  readonly action?: ReactNode
}

/** One line under the top bar. Never two: the caller chooses the gravest. */
export function Banner({ tone, children, action }: BannerProps) {
  return (
    <div className={classNames(styles['banner'], styles[`banner-${tone}`])} role="status">
      <p>{children}</p>
      {action}
    </div>
  )
}
