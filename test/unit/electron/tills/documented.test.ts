import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { MERGED_COLUMNS } from '../../../../electron/tills/merged-csv.ts'

const page = readFileSync(resolve('docs/tills.md'), 'utf8')

/** The columns of the merged report's CSV as the page lists them: several of one meaning share a line. */
function documented(): string[] {
  const [, section = ''] = page.split('\n## The merged report\n')
  const [table = ''] = section.split('\n## ')
  return [...table.matchAll(/^\| (`.+?`) \| [\w, ]+ \| .+ \|$/gm)].flatMap(([, keys = '']) =>
    [...keys.matchAll(/`(\w+)`/g)].map(([, key = '']) => key),
  )
}

test('docs/tills.md lists every column of the merged report, once', () => {
  expect(documented().toSorted()).toEqual(MERGED_COLUMNS.map(({ key }) => key).toSorted())
})

test('columns stand where they stood, and new ones at the end', () => {
  const keys = MERGED_COLUMNS.map(({ key }) => key)
  expect(keys.slice(0, 3)).toEqual(['part', 'day', 'till_number'])
  expect(keys.slice(21, 29)).toEqual([
    ...['net_unknown_usdt', 'refunds', 'refunded_usdt', 'tax_lines'],
    ...['tax_1_name', 'tax_1_percent', 'tax_1_net', 'tax_1_tax'],
  ])
})
