import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Table } from '../../../../electron/exports/sheets/sheet.ts'
import { writeXlsx } from '../../../../electron/exports/writers/xlsx-writer.ts'
import { HOSTILE_TEXTS } from '../reports/day-arbitrary.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usdtill-xlsx-'))
  file = join(folder, 'book.xlsx')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What another library reads of what was written. */
async function readBack(tables: readonly Table[], mostRows?: number) {
  const handle = await open(file, 'w')
  await writeXlsx(tables, {}, handle, mostRows).finally(() => handle.close())
  const { sheets } = await readXlsx(readFileSync(file))
  return sheets
}

const text = (rows: readonly string[]): Table => ({
  name: 'payments',
  columns: [{ key: 'reference', kind: 'text' }],
  rows: rows.map((cell) => [cell]),
})

describe('a workbook', () => {
  test('holds numbers as numbers and moments as dates, in the shop’s time and in UTC', async () => {
    const [sheet] = await readBack([
      {
        name: 'payments',
        columns: [
          { key: 'number', kind: 'integer' },
          { key: 'usdt', kind: 'decimal' },
          { key: 'utc', kind: 'instant' },
          { key: 'local', kind: 'local' },
          { key: 'day', kind: 'date' },
          { key: 'nothing', kind: 'text' },
          { key: 'digits', kind: 'text' },
        ],
        rows: [
          [
            7,
            '-19.874210',
            '2026-11-21T22:02:07.123Z',
            '2026-11-22T03:32:07.123+05:30',
            '2026-11-22',
            null,
            '0118',
          ],
        ],
      },
    ])
    expect(sheet?.rows[0]).toEqual(['number', 'usdt', 'utc', 'local', 'day', 'nothing', 'digits'])
    const [number, usdt, utc, local, day, nothing, digits] = sheet?.rows[1] ?? []
    expect([number, usdt, nothing, digits]).toEqual([7, -19.87421, null, '0118'])
    expect([utc, local, day]).toEqual([
      new Date('2026-11-21T22:02:07.123Z'),
      new Date('2026-11-22T03:32:07.123Z'),
      new Date('2026-11-22T00:00:00.000Z'),
    ])
  })

  test('keeps an amount as text that a spreadsheet would round', async () => {
    const rows = [['999999999.999999'], ['1234567890.123456'], ['0.000001'], ['8.3e-05']]
    const [sheet] = await readBack([{ name: 'a', columns: [{ key: 'usdt', kind: 'decimal' }], rows }])
    expect(sheet?.rows.slice(1).flat()).toEqual([999999999.999999, '1234567890.123456', 0.000001, '8.3e-05'])
  })

  test('has any text as text, never as a formula', async () => {
    const hostile = [...HOSTILE_TEXTS, '<c>&amp;', '_x0041_', 'a\tb', 'متجر', '😀 ', '  two  ']
    const [sheet] = await readBack([text(hostile)])
    expect(sheet?.rows.slice(1).flat()).toEqual(hostile)
    expect([...(sheet?.cells?.values() ?? [])].some((cell) => cell.formula !== undefined)).toBe(false)
  })

  test('can be read whatever characters a text has; what XML cannot hold is left out', async () => {
    const controls = Array.from({ length: 0xa0 }, (_, code) => code)
    const all = [...controls, 0xd800, 0xdfff, 0xfffe, 0xffff].map((code) => `a${String.fromCharCode(code)}b`)
    const [sheet] = await readBack([text(all)])
    const held = all.map((one) => one.toWellFormed().replace(/[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu, ''))
    expect(sheet?.rows.slice(1).flat()).toEqual(held)
  })

  test('has a sheet for each table, and another one where a sheet is full', async () => {
    const empty = { ...text([]), name: 'days' }
    const sheets = await readBack([text(['a', 'b', 'c', 'd', 'e']), empty], 3)
    expect(sheets.map(({ name, rows }) => [name, rows.slice(1).flat()])).toEqual([
      ['payments', ['a', 'b']],
      ['payments 2', ['c', 'd']],
      ['payments 3', ['e']],
      ['days', []],
    ])
    expect(sheets.map(({ rows }) => rows[0])).toEqual(sheets.map(() => ['reference']))
  })

  test('reads a table only when the one before it is written', async () => {
    const order: string[] = []
    function* rows(name: string) {
      order.push(`${name} begins`)
      yield [name]
      order.push(`${name} ends`)
    }
    await readBack(['a', 'b'].map((name) => ({ ...text([]), name, rows: rows(name) })))
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  test('fails with what failed in its rows', async () => {
    function* broken(): Generator<string[]> {
      yield ['a']
      throw new Error('the journal is damaged')
    }
    await expect(readBack([{ ...text([]), rows: broken() }])).rejects.toThrow('the journal is damaged')
  })
})

test('a workbook that the disk refuses says why, and leaves its file to be closed by whoever opened it', async () => {
  writeFileSync(file, '')
  const handle = await open(file, 'r')
  await expect(writeXlsx([text(['0118'])], {}, handle)).rejects.toMatchObject({ syscall: 'write' })
  // Closed before, its number may be another file's by now.
  await expect(handle.stat()).resolves.toMatchObject({ size: 0 })
  await expect(handle.close()).resolves.toBeUndefined()
})
