import { type ReactNode, useId } from 'react'
import styles from './sheet.module.css'

type SheetPartProps = {
  readonly title: string
  /** How it is meant, in one line. */
  readonly note?: string | undefined
  readonly children?: ReactNode
}

/** One subject of a report, under its heading. */
export function SheetPart({ title, note, children }: SheetPartProps) {
  const id = useId()
  return (
    <section className={styles['part']} aria-labelledby={id}>
      <h4 id={id} className={styles['partTitle']}>
        {title}
      </h4>
      {children}
      {note !== undefined && <p className={styles['note']}>{note}</p>}
    </section>
  )
}

type SheetLineProps = {
  readonly name: string
  readonly children: ReactNode
  /** The line that the others lead to. */
  readonly isWhole?: boolean
}

/** One figure with its words, inside a list of them. */
export function SheetLine({ name, children, isWhole = false }: SheetLineProps) {
  return (
    <div className={styles['line']} data-whole={isWhole}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
