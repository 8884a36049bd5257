import type { ExportQuestion } from '../../electron/exports/export-request.ts'
import { type JournalPass, openJournalPass } from '../../electron/exports/reading/journal-pass.ts'
import { EXCEPTIONS_SHEET } from '../../electron/exports/sheets/exceptions-sheet.ts'
import type { Cell } from '../../electron/reports/csv.ts'

type Asked = Partial<Pick<ExportQuestion, 'scope' | 'filters'>> & {
  /** As in a document with all sheets, not in a file of its own. */
  readonly isDocument?: boolean
}

/** The exceptions sheet of a journal as the files have it, each row by its columns' keys. */
export function exceptionsIn(journalFile: string, asked: Asked = {}): Record<string, Cell>[] {
  const everything = { kind: 'days', from: null, until: null } as const
  const source = { journalFile, mode: 'live', timeZone: 'Europe/Madrid' } as const
  const heard = { read: () => undefined, taken: () => undefined }
  const pass = openJournalPass(source, { scope: everything, ...asked }, heard)
  try {
    const keys = EXCEPTIONS_SHEET.columns.map(({ key }) => key)
    const rows = asked.isDocument === true ? exceptionsOf(pass) : [...pass.table('exceptions').rows]
    return rows.map((row) => Object.fromEntries(keys.map((key, place) => [key, row[place] ?? null])))
  } finally {
    pass.close()
  }
}

/** The sheets before it are read first, as they are written. */
function exceptionsOf(pass: JournalPass): (readonly Cell[])[] {
  const sheets = pass.tables().map(({ name, rows }) => ({ name, rows: [...rows] }))
  return sheets.find(({ name }) => name === EXCEPTIONS_SHEET.name)?.rows ?? []
}
