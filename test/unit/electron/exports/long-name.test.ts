import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fileNameOf } from '../../../../electron/exports/export-name.ts'
import { temporaryBeside, writeFileWhole } from '../../../../electron/reports/write-file.ts'
import { defaultSettings } from '../../../../shared/contract/settings.ts'
import { anId } from '../../../support/builders.ts'

// File systems take names of 255 bytes, and a letter of most scripts of Asia has three.

const MOST_BYTES = 255

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usdtill-long-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The longest that settings and people take. */
const settings = { ...defaultSettings('Asia/Bangkok'), tillName: 'ก'.repeat(30), tillNumber: 99 }
const filters = { cashier: 'p1', gateway: 'paystablecoin', status: 'cancelled', currency: 'THB' } as const

test('the longest names of a till and a cashier leave room for all that a file is of', async () => {
  const scope = { kind: 'days', from: '2026-11-16', until: '2026-11-22' } as const
  const named = { mode: 'practice', settings, scope, filters, cashier: 'ข'.repeat(40) } as const
  const name = fileNameOf({ ...named, tillId: anId(1) }, { format: 'csv', sheet: 'exceptions' })
  expect(name).toMatch(
    /^usdtill-practice-99-ก+-00000000-2026-11-16_2026-11-22-ข+-paystablecoin-cancelled-THB/,
  )
  expect(name).toMatch(/-exceptions\.csv$/)
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(MOST_BYTES)
  expect(await writeFileWhole(join(folder, name), 'written')).toEqual({ ok: true, value: null })
})

test('a name as long as any is written beside its place as well', async () => {
  const name = `${'n'.repeat(MOST_BYTES - '.csv'.length)}.csv`
  expect(await writeFileWhole(join(folder, name), 'written')).toEqual({ ok: true, value: null })
  expect(readdirSync(folder)).toEqual([name])
  expect(readFileSync(join(folder, name), 'utf8')).toBe('written')
  const [one, other] = [temporaryBeside(join(folder, name)), temporaryBeside(join(folder, name))]
  expect(one.startsWith(join(folder, '.'))).toBe(true)
  expect(one).not.toBe(other)
})
