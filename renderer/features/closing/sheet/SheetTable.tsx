import type { ReactNode } from 'react'
import { useOverflow } from '../../../elements/use-overflow.ts'
import styles from './sheet.module.css'

export type SheetColumn = {
  readonly key: string
  readonly title: string
  /** Figures stand one below the other, at the end. */
  readonly isFigure?: boolean
}

export type SheetRow = {
  readonly key: string
  /** In the order of the columns; the first names the row. */
  readonly cells: readonly ReactNode[]
  /** The sum of those above. */
  readonly isWhole?: boolean
}

type SheetTableProps = {
  readonly label: string
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly SheetRow[]
}

/** A table of a report, moved sideways where there is no room for its figures. On narrow paper every row becomes a small list with the column's words before each figure. */
export function SheetTable({ label, columns, rows }: SheetTableProps) {
  const [box, isWide] = useOverflow<HTMLDivElement>()
  const stop = isWide ? { tabIndex: 0, role: 'group', 'aria-label': label } : {}
  return (
    <div ref={box} className={styles['wide']} {...stop}>
      <table className={styles['table']} data-many={columns.length > 5} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ key, title, isFigure }) => (
              <th key={key} scope="col" data-figure={isFigure}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells, isWhole }) => (
            <tr key={key} data-whole={isWhole}>
              {cells.map((cell, index) => (
                <Cell key={columns[index]?.key ?? index} column={columns[index]} isName={index === 0}>
                  {cell}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type CellProps = {
  readonly column: SheetColumn | undefined
  readonly isName: boolean
  readonly children: ReactNode
}

function Cell({ column, isName, children }: CellProps) {
  if (isName) return <th scope="row">{children}</th>
  return (
    <td data-title={column?.title} data-figure={column?.isFigure} data-empty={children === null}>
      <div>{children}</div>
    </td>
  )
}
