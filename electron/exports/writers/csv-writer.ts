import { assertNever } from '../../../shared/assert-never.ts'
import { csvText } from '../../reports/csv.ts'
import type { ColumnKind, Table } from '../sheets/sheet.ts'
import type { TextFile } from './whole-file.ts'

/**
 * A table as CSV: UTF-8 with BOM, comma, CRLF, one heading row, dot decimals, no cell of it a formula. The form is that of
 * the till's other files, cell by cell (electron/reports/csv.ts).
 */
export function writeCsv({ columns, rows }: Table, file: Pick<TextFile, 'write'>): void {
  file.write(
    csvText(
      columns.map(({ key }) => key),
      [],
    ),
  )
  const writers = columns.map(({ kind }) => csvCellOf(kind))
  for (const row of rows) {
    let place = 0
    let line = ''
    for (const write of writers) {
      const cell = row[place] ?? null
      if (cell !== null) line += place === 0 ? write(cell) : `,${write(cell)}`
      else if (place > 0) line += ','
      place += 1
    }
    file.write(`${line}\r\n`)
  }
}

/** Begins with a letter or a digit and holds nothing that any program reads as more than text. */
const PLAIN = /^[A-Za-z0-9][\w ./:+%|-]*$/
/** The same with commas, for which it stands in quotes. */
const LISTED = /^[A-Za-z0-9][\w ./:+%|,-]*$/
const DECIMAL = /^-?\d+(?:\.\d+)?$/

type WriteCell = (cell: string | number) => string

/** Moments and days are in our own form; a negative number is one, and not a formula. The rest goes the way of the other files. */
function csvCellOf(kind: ColumnKind): WriteCell {
  switch (kind) {
    case 'instant':
    case 'local':
    case 'date':
      return String
    case 'integer':
    case 'decimal':
      return remembering((cell) => (DECIMAL.test(cell) ? cell : anyCell(cell)))
    case 'text':
      return remembering(textCell)
    default:
      return assertNever(kind)
  }
}

function textCell(cell: string): string {
  if (cell.endsWith(' ')) return anyCell(cell)
  if (PLAIN.test(cell)) return cell
  return LISTED.test(cell) ? `"${cell}"` : anyCell(cell)
}

/** Many columns say the same for thousands of rows: comparing is cheaper than looking at every letter again. */
function remembering(write: (cell: string) => string): WriteCell {
  let last = ''
  let written = ''
  return (cell) => {
    if (typeof cell === 'number') return String(cell)
    if (cell === last) return written
    last = cell
    written = write(cell)
    return written
  }
}

const HEADING = 'cell'
const AROUND = { before: csvText([HEADING], []).length, after: '\r\n'.length }

function anyCell(text: string): string {
  return csvText([HEADING], [[text]]).slice(AROUND.before, -AROUND.after)
}
