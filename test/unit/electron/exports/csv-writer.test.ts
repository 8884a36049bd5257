import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ColumnKind } from '../../../../electron/exports/sheets/sheet.ts'
import { writeCsv } from '../../../../electron/exports/writers/csv-writer.ts'
import { type Cell, csvText } from '../../../../electron/reports/csv.ts'
import { formatUsdt } from '../../../../shared/money/usdt.ts'
import { HOSTILE_TEXTS } from '../reports/day-arbitrary.ts'

function csvOf(kinds: readonly ColumnKind[], rows: readonly (readonly Cell[])[]): string {
  let text = ''
  const columns = kinds.map((kind, place) => ({ key: `c${place}`, kind }))
  writeCsv(
    { name: 'test', columns, rows },
    {
      write(piece) {
        text += piece
      },
    },
  )
  return text
}

const anyText = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS, '', ' ', ' a', 'a ', 'a\r\nb', '\ufeffa', '=', '＝1', '\u22121'),
  fc.string({ maxLength: 12 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 6 })
    .map((codes) => String.fromCharCode(...codes)),
)

describe('CSV of any length', () => {
  test('is byte for byte what the till’s other files are, whatever the texts', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyText, anyText, fc.option(fc.integer())), { maxLength: 5 }), (rows) => {
        expect(csvOf(['text', 'text', 'integer'], rows)).toBe(csvText(['c0', 'c1', 'c2'], rows))
      }),
    )
  })

  test('without rows is its heading', () => {
    expect(csvOf(['text', 'date'], [])).toBe('\ufeffc0,c1\r\n')
  })

  test('keeps every amount to the last digit, negative ones as numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })), (amounts) => {
        const text = csvOf(
          ['decimal'],
          amounts.map((amount) => [formatUsdt(amount)]),
        )
        const rows = parse(text, { bom: true, columns: true }) as { c0: string }[]
        expect(rows.map(({ c0 }) => c0)).toEqual(amounts.map(formatUsdt))
      }),
    )
  })

  test('takes a decimal for one only where it is one', () => {
    expect(csvOf(['decimal'], [['-1.5'], ['-1+1'], ['-2E5']])).toBe("\ufeffc0\r\n-1.5\r\n'-1+1\r\n'-2E5\r\n")
  })
})
