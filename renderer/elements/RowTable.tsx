import type { ReactNode } from 'react'
import styles from './css/rows.module.css'

type Look = {
  /** Figures stand one below the other, at their end. */
  readonly isFigure?: boolean
  /** What the row is looked at for, or what stands beside that. */
  readonly tone?: 'strong' | 'quiet'
  /** Takes the room that the others leave, and is cut where that is too little. One column at most. */
  readonly isRest?: boolean
  /** Words: they go on in a second line where there is no room for them. */
  readonly isName?: boolean
}

/** A cell of it looks as its column does. */
export type RowColumn<C extends string> = Look & { readonly key: C }

type RowTableProps<C extends string> = {
  readonly label: string
  readonly columns: readonly RowColumn<C>[]
  readonly titleOf: (column: C) => string
  readonly children: ReactNode
}

/** Things one below the other, each row of which leads to more about it. */
export function RowTable<C extends string>({ label, columns, titleOf, children }: RowTableProps<C>) {
  return (
    <div className={styles['box']}>
      <table className={styles['table']} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ key, isFigure = false, isRest = false }) => (
              <th key={key} scope="col" data-figure={isFigure} data-rest={isRest}>
                {titleOf(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}

/** One cell. */
export function RowCell({
  isFigure = false,
  isRest = false,
  isName = false,
  tone,
  children,
}: Look & { readonly children?: ReactNode }) {
  return (
    <td data-figure={isFigure} data-rest={isRest} data-name={isName} {...(tone && { 'data-tone': tone })}>
      {children}
    </td>
  )
}

type RowKeyProps = {
  readonly onOpen: () => void
  readonly children: ReactNode
  /** Of the payment that it leads to: whoever comes back goes on there. */
  readonly payment?: string
  /** Below it, smaller. */
  readonly aside?: ReactNode
}

/** The name of the row, and the way to what it is about: a press anywhere in the row is one on it. */
export function RowKey({ onOpen, children, payment, aside }: RowKeyProps) {
  return (
    <th scope="row">
      <button
        type="button"
        className={styles['open']}
        onClick={onOpen}
        {...(payment !== undefined && { 'data-payment': payment })}
      >
        {children}
      </button>
      {aside !== undefined && <p className={styles['aside']}>{aside}</p>}
    </th>
  )
}

type CutTextProps = {
  readonly children: ReactNode
  /** Of a name: whichever way its letters go. */
  readonly dir?: 'ltr' | 'auto'
}

/** Written left to right in every language, and cut where there is no room for it. */
export function CutText({ children, dir = 'ltr' }: CutTextProps) {
  return (
    <bdi dir={dir} className={styles['cut']}>
      {children}
    </bdi>
  )
}

/** A second line, smaller. */
export function RowAside({ children }: { readonly children: ReactNode }) {
  return <p className={styles['aside']}>{children}</p>
}
