import { type ReactNode, useRef } from 'react'
import styles from './css/sections.module.css'
import { KeyCap } from './KeyCap.tsx'
import { SECTION_KEYS, useSectionKeys } from './use-section-keys.ts'

type SectionsProps<S extends string> = {
  /** What the list is of, for screen readers. */
  readonly label: string
  /** In their order, each with its words. */
  readonly sections: readonly { readonly key: S; readonly title: string }[]
  readonly current: S
  readonly onChoose: (section: S) => void
  readonly children: ReactNode
}

/** The whole body under the top bar: a plain list of sections at the start, each with its key, one section beside it. */
export function Sections<S extends string>({
  label,
  sections,
  current,
  onChoose,
  children,
}: SectionsProps<S>) {
  const nav = useRef<HTMLElement>(null)
  useSectionKeys(sections.length, (place) => {
    const chosen = sections[place]
    if (!chosen) return
    // What had the focus goes away with its section.
    nav.current?.querySelector<HTMLElement>(`[data-section="${chosen.key}"]`)?.focus()
    onChoose(chosen.key)
  })
  return (
    <div className={styles['screen']}>
      <nav className={styles['nav']} aria-label={label} ref={nav}>
        <ul>
          {sections.map(({ key, title }, place) => (
            <li key={key}>
              <button
                type="button"
                className={styles['navItem']}
                data-section={key}
                aria-current={key === current ? 'page' : undefined}
                aria-keyshortcuts={SECTION_KEYS[place]}
                onClick={() => onChoose(key)}
              >
                {title}
                <SectionCap place={place} />
              </button>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </div>
  )
}

/** None where there are more sections than keys. */
function SectionCap({ place }: { readonly place: number }) {
  const key = SECTION_KEYS[place]
  return key === undefined ? null : <KeyCap>{key}</KeyCap>
}
