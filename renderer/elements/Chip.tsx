import type { ReactNode } from 'react'
import { classNames } from '../lib/class-names.ts'
import styles from './css/surface.module.css'

export type Tone = 'neutral' | 'seen' | 'paid' | 'warning' | 'danger'

/** A word about something. The word carries the meaning; the colour only repeats it. */
export function Chip({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={classNames(styles['chip'], styles[`chip-${tone}`])}>{children}</span>
}
