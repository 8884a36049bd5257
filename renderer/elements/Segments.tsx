import type { ReactNode } from 'react'
import styles from './css/segments.module.css'

type SegmentsProps<K extends string> = {
  /** What is chosen, for screen readers. */
  readonly label: string
  readonly options: readonly { readonly key: K; readonly text: ReactNode }[]
  readonly current: K | null
  readonly onChoose: (key: K) => void
}

/** One of a few, all of them in view. */
export function Segments<K extends string>({ label, options, current, onChoose }: SegmentsProps<K>) {
  return (
    <fieldset className={styles['segments']} aria-label={label}>
      {options.map(({ key, text }) => (
        <button
          key={key}
          type="button"
          className={styles['segment']}
          aria-pressed={key === current}
          onClick={() => onChoose(key)}
        >
          {text}
        </button>
      ))}
    </fieldset>
  )
}
