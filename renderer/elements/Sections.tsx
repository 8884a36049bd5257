import type { ReactNode } from 'react'
import styles from './css/sections.module.css'

type SectionsProps<S extends string> = {
  /** What the list is of, for screen readers. */
  readonly label: string
  /** In their order, each with its words. */
  readonly sections: readonly { readonly key: S; readonly title: string }[]
  readonly current: S
  readonly onChoose: (section: S) => void
  readonly children: ReactNode
}

/** The whole body under the top bar: a plain list of sections at the start, one section beside it. */
export function Sections<S extends string>({
  label,
  sections,
  current,
  onChoose,
  children,
}: SectionsProps<S>) {
  return (
    <div className={styles['screen']}>
      <nav className={styles['nav']} aria-label={label}>
        <ul>
          {sections.map(({ key, title }) => (
            <li key={key}>
              <button
                type="button"
                className={styles['navItem']}
                data-section={key}
                aria-current={key === current ? 'page' : undefined}
                onClick={() => onChoose(key)}
              >
                {title}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </div>
  )
}
