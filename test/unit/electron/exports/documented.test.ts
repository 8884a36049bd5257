import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CORRECTIONS_SHEET } from '../../../../electron/exports/sheets/corrections-sheet.ts'
import { DAYS_SHEET } from '../../../../electron/exports/sheets/days-sheet.ts'
import { EXCEPTIONS_SHEET } from '../../../../electron/exports/sheets/exceptions-sheet.ts'
import { PAYMENTS_SHEET } from '../../../../electron/exports/sheets/payments-sheet.ts'
import { type ColumnHead, EXPORT_VERSION, SHEET_NAMES } from '../../../../electron/exports/sheets/sheet.ts'
import { CSV_COLUMNS } from '../../../../electron/reports/csv.ts'

const SHEETS = [PAYMENTS_SHEET, DAYS_SHEET, EXCEPTIONS_SHEET, CORRECTIONS_SHEET]
const page = readFileSync(resolve('docs/exports.md'), 'utf8')

/** The columns of a sheet as the page lists them. */
function documented(sheet: string): ColumnHead[] {
  const [, section = ''] = page.split(`\n## ${sheet}\n`)
  const [table = ''] = section.split('\n## ')
  return [...table.matchAll(/^\| `(\w+)` \| (\w+) \| .+ \|$/gm)].map(
    ([, key = '', kind = '']) => ({ key, kind }) as ColumnHead,
  )
}

describe('docs/exports.md', () => {
  test.each<{ readonly name: string; readonly columns: readonly ColumnHead[] }>(SHEETS)(
    'lists the columns of $name in their order',
    (sheet) => {
      expect(documented(sheet.name)).toEqual(sheet.columns.map(({ key, kind }) => ({ key, kind })))
    },
  )

  test('names every column that a single day’s CSV and payments do not share', () => {
    const [, others = ''] = page.split('- other names: ')
    const [names = '', there = '', here = ''] = others.split('\n\n')[0]?.split('\n- ') ?? []
    const keysIn = (text: string) => [...text.matchAll(/`(\w+)`/g)].map(([, key = '']) => key)
    const renamed = keysIn(names)
    const [asHere, asThere] = [renamed.filter((_, i) => i % 2 === 1), renamed.filter((_, i) => i % 2 === 0)]
    const ours: readonly string[] = PAYMENTS_SHEET.columns.map(({ key }) => key)
    expect(ours).toEqual(expect.arrayContaining(asHere))
    expect(CSV_COLUMNS).toEqual(expect.arrayContaining(asThere))
    const alone = (all: readonly string[], other: readonly string[], called: readonly string[]) =>
      all.filter((key) => !other.includes(key) && !called.includes(key)).toSorted()
    expect(keysIn(there).toSorted()).toEqual(alone(CSV_COLUMNS, ours, asThere))
    expect(keysIn(here).toSorted()).toEqual(alone(ours, CSV_COLUMNS, asHere))
  })

  test('has a section for each sheet, and the version', () => {
    expect(SHEETS.map(({ name }) => name)).toEqual(SHEET_NAMES)
    expect(page).toContain(`**Version ${EXPORT_VERSION}.**`)
  })
})
