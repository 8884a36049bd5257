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

const REFERENCE = /(`[\w/-]+`) “([^”]+)”/g

/** Whether the file has the title as a test has it: the first argument of a call. */
const hasTest = (short = '', title = ''): boolean => files.get(short)?.includes(`('${title}'`) ?? false

const isBacked = (cell: string): boolean => /`[\w/-]+` “/.test(cell) || /^no: |\bthe same\b/.test(cell)

describe('the table of gateways', () => {
  const rows = tableFrom(/^\| \| NOWPayments /)

  it('has a column for every vendor', () => {
    const titles = /^\| \| (NOWPayments .+) \|$/m.exec(guide)?.[1]?.split(' | ')
    expect(titles?.toSorted()).toEqual(VENDORS.map(({ title }) => title).toSorted())
  })

  it.each(rows.map((row) => [row[0] ?? '', row] as const))(
    '%s: every cell is backed by something',
    (_what, row) => {
      expect(row).toHaveLength(VENDORS.length + 1)
      expect(row.slice(1).filter((cell) => !isBacked(cell))).toEqual([])
      // "The same" as what stands before it.
      expect(row[1]).not.toMatch(/^the same/)
    },
  )

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
