import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { VENDORS } from '../../../../electron/gateways/vendor-registry.ts'

// What docs/gateways.md says of each gateway is what a test says.

const guide = readFileSync(resolve('docs/gateways.md'), 'utf8')

const cellsOf = (line: string): readonly string[] => line.slice(2, -2).split(' | ')

/** The rows of the table that begins so, without the line of dashes. */
function tableFrom(head: RegExp): readonly (readonly string[])[] {
  const lines = guide.split('\n')
  const start = lines.findIndex((line) => head.test(line))
  const rest = lines.slice(start + 2)
  return rest.slice(0, rest.indexOf('')).map(cellsOf)
}

/** Short names to the text of the files they stand for; a title on a line of its own stands behind its bracket. */
const files = new Map(
  tableFrom(/^\| Short /).map(([short = '', path = '']) => [
    short,
    readFileSync(resolve(path.slice(1, -1)), 'utf8').replaceAll(/\(\s+/g, '('),
  ]),
)

/** As the table's head has them. */
const VENDOR_TITLES = (/^\| \| (NOWPayments .+) \|$/m.exec(guide)?.[1] ?? '').split(' | ')

const REFERENCE = /(`[\w/-]+`) “([^”]+)”/g

/** Whether the file has the title as a test has it: the first argument of a call. */
const hasTest = (short = '', title = ''): boolean => files.get(short)?.includes(`('${title}'`) ?? false

/** The column whose test a cell means by "the same": the one it names, else the one before it. */
function meant(cell: string, column: number): number {
  const named = VENDOR_TITLES.findIndex((title) => cell.includes(`as ${title}`))
  return named === -1 ? column - 1 : named + 1
}

/** By a test of its own, or by that of a column before it. */
function namesTest(row: readonly string[], column: number): boolean {
  const cell = row[column] ?? ''
  if (/`[\w/-]+` “/.test(cell)) return true
  const before = meant(cell, column)
  return /\bthe same\b/.test(cell) && before > 0 && before < column && namesTest(row, before)
}

/** "No" with a reason is enough, unless it says that a test stands behind it too. */
const isReason = (cell: string): boolean => /^no: [^ ]+ [^ ]+/.test(cell) && !/\bthe same\b/.test(cell)

const isBacked = (row: readonly string[], column: number): boolean =>
  namesTest(row, column) || isReason(row[column] ?? '')

describe('the table of gateways', () => {
  const rows = tableFrom(/^\| \| NOWPayments /)

  it('has a column for every vendor', () => {
    expect(VENDOR_TITLES.toSorted()).toEqual(VENDORS.map(({ title }) => title).toSorted())
  })

  it.each(rows.map((row) => [row[0] ?? '', row] as const))(
    '%s: every cell is backed by something',
    (_what, row) => {
      expect(row).toHaveLength(VENDORS.length + 1)
      expect(row.slice(1).filter((_cell, at) => !isBacked(row, at + 1))).toEqual([])
    },
  )

  it.each([
    ['a bare "the same" in the first column', ['', 'the same', 'no: it has none', 'no: it has none'], 1],
    ['the same as a cell without a test', ['', '`np` “a”', 'no: it has none', 'the same'], 3],
    ['the same as the same as none', ['', 'no: it has none', 'the same', 'the same'], 3],
    ['no without a reason', ['', '`np` “a”', 'no: ', 'the same'], 2],
    ['words alone', ['', '`np` “a”', 'it does', 'the same'], 2],
  ])('%s would not do', (_what, row, column) => {
    expect(isBacked(row, column)).toBe(false)
  })

  it('names tests that there are', () => {
    const named = [...guide.matchAll(REFERENCE)]
    expect(named.length).toBeGreaterThan(VENDORS.length * 20)
    const missing = named.filter(([, short, title]) => !hasTest(short, title))
    expect(missing.map(([reference]) => reference)).toEqual([])
  })

  it('lists the files it names, and no others', () => {
    const named = new Set([...guide.matchAll(REFERENCE)].map(([, short]) => short))
    expect([...files.keys()].toSorted()).toEqual([...named].toSorted())
  })
})
