import { type Cell, csvText } from '../../reports/csv.ts'
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
  const kinds = columns.map(({ kind }) => kind)
  for (const row of rows) {
    let line = csvCell(row[0] ?? null, kinds[0])
    for (let place = 1; place < kinds.length; place += 1) {
      line += `,${csvCell(row[place] ?? null, kinds[place])}`
    }
    file.write(`${line}\r\n`)
  }
}

/** Begins with a letter or a digit and holds nothing that any program reads as more than text. */
const PLAIN = /^[A-Za-z0-9][\w ./:+-]*$/
const DECIMAL = /^-?\d+(?:\.\d+)?$/

/** Moments and days are in our own form; a negative number is one, and not a formula. The rest goes the way of the other files. */
function csvCell(cell: Cell, kind: ColumnKind | undefined): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  switch (kind) {
    case 'instant':
    case 'local':
    case 'date':
      return cell
    case 'decimal':
      return DECIMAL.test(cell) ? cell : anyCell(cell)
    default:
      return PLAIN.test(cell) && !cell.endsWith(' ') ? cell : anyCell(cell)
  }
}

const HEADING = 'cell'
const AROUND = { before: csvText([HEADING], []).length, after: '\r\n'.length }

function anyCell(text: string): string {
  return csvText([HEADING], [[text]]).slice(AROUND.before, -AROUND.after)
}
