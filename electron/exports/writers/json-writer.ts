import { EXPORT_VERSION, type Table } from '../sheets/sheet.ts'
import type { TextFile } from './whole-file.ts'

/**
 * Tables as one JSON document for machines: `{ "format", "version", "about", "sheets": { name: [ { key: cell, … } ] } }`. Decimals stay
 * text, so that nothing is rounded; what is not known is null. One row stands on one line.
 */
export function writeJson(
  tables: readonly Table[],
  about: Readonly<Record<string, string>>,
  file: Pick<TextFile, 'write'>,
): void {
  file.write(
    `{"format":"usdtill-export","version":${EXPORT_VERSION},"about":${JSON.stringify(about)},"sheets":{`,
  )
  for (const [place, table] of tables.entries()) {
    file.write(`${place === 0 ? '' : ','}\n${JSON.stringify(table.name)}:[`)
    writeRows(table, file)
    file.write(']')
  }
  file.write('}}\n')
}

function writeRows({ columns, rows }: Table, file: Pick<TextFile, 'write'>): void {
  const keys = columns.map(({ key }) => JSON.stringify(key))
  let before = '\n'
  for (const row of rows) {
    const cells = row.map((cell, place) => `${keys[place]}:${JSON.stringify(cell)}`)
    file.write(`${before}{${cells.join(',')}}`)
    before = ',\n'
  }
}
