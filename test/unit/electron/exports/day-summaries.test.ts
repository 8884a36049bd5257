import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDayFiles } from '../../../../electron/exports/day-files/day-files.ts'
import { recordFileAt } from '../../../../electron/exports/day-files/day-files-record.ts'
import type { DaysNow } from '../../../../electron/exports/day-files/due-files.ts'
import type { ExportQuestion, PeriodSums } from '../../../../electron/exports/export-request.ts'
import type { AppError } from '../../../../shared/app-error.ts'
import { defaultSettings, type Settings } from '../../../../shared/contract/settings.ts'
import type { PeriodSummary } from '../../../../shared/contract/summary.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { totalsOf } from '../../../../shared/shift/book.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

const FRIDAY = '2026-11-20'
const SATURDAY = '2026-11-21'
const PDF = new TextEncoder().encode('%PDF-')
const SUMS: PeriodSums = {
  totals: totalsOf([]),
  journal: { seq: 41, hash: 'a'.repeat(64) },
  people: [],
  days: { from: FRIDAY, to: FRIDAY },
}
const NOT_DRAWN: AppError = { code: 'exportFailed', reason: 'notDrawn' }

describe('the files of the days as PDF', () => {
  const clock = createFakeClock(Date.parse(`${FRIDAY}T18:00:00Z`))
  let home: string
  let accounts: string
  let settings: Settings
  let now: DaysNow & { readonly mode: 'live' }
  let tables: string[]
  let drawn: PeriodSummary[]
  let failed: AppError[]
  let draw: () => Promise<Result<Uint8Array>>

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'usdtill-day-files-'))
    accounts = mkdtempSync(join(tmpdir(), 'usdtill-accounts-'))
    settings = { ...defaultSettings('UTC'), dayFiles: { folder: accounts, formats: ['pdf', 'xlsx'] } }
    now = { mode: 'live', lastZ: 3, lastZDay: '2026-11-19', today: FRIDAY, isBeyondZ: () => false }
    tables = []
    drawn = []
    failed = []
    draw = async () => ok(PDF)
  })
  afterEach(() => {
    rmSync(home, { recursive: true, force: true })
    rmSync(accounts, { recursive: true, force: true })
  })

  async function exported(question: ExportQuestion) {
    const { format, file } = question
    if (format === 'pdf') return ok({ outcome: 'summed' as const, payments: 2, sums: SUMS })
    tables.push(basename(file))
    return ok({ outcome: 'written' as const, file, payments: 2 })
  }

  function open() {
    const files = createDayFiles({
      clock,
      settings: () => settings,
      till: () => now,
      service: () => ({
        start: (question) => ({ done: exported(question), cancel: () => undefined }),
        close: async () => undefined,
      }),
      tillId: () => 'a1b2c3d4-0000-4000-8000-000000000001',
      draw(summary) {
        drawn.push(summary)
        return draw()
      },
      recordOf: (mode) => recordFileAt(join(home, `${mode}.json`)),
      onChange: () => undefined,
      onFailed: (_of, error) => failed.push(error),
    })
    files.follow()
    return files
  }

  const inFolder = () => readdirSync(accounts).toSorted()

  test('are the summary of the Z or of the day: of every payment, and made by nobody', async () => {
    const files = open()
    now = { ...now, lastZ: 4, today: SATURDAY }
    files.follow()
    await files.settled()
    const filters = { cashier: null, gateway: null, status: null, currency: null }
    const shop = { mode: 'live', till: 'Till 1', timeZone: 'UTC', by: null, cashier: null, filters, ...SUMS }
    expect(drawn).toMatchObject([
      { ...shop, scope: { kind: 'days', from: FRIDAY, until: FRIDAY } },
      { ...shop, scope: { kind: 'z', number: 4 } },
    ])
    const ofZ = 'usdtill-live-1-Till-1-a1b2c3d4-Z0004.pdf'
    expect(inFolder()).toEqual(['usdtill-live-1-Till-1-a1b2c3d4-2026-11-20.pdf', ofZ])
    expect(new Uint8Array(readFileSync(join(accounts, ofZ)))).toEqual(PDF)
    expect(files.view().missing).toEqual([])
    files.close()
  })

  test('that cannot be drawn are owed, and keep no other format waiting', async () => {
    const files = open()
    draw = async () => err(NOT_DRAWN)
    now = { ...now, lastZ: 5 }
    files.follow()
    await files.settled()
    expect(tables).toEqual([
      'usdtill-live-1-Till-1-a1b2c3d4-Z0004.xlsx',
      'usdtill-live-1-Till-1-a1b2c3d4-Z0005.xlsx',
    ])
    // A page that does not stand for one does not stand for the next.
    expect(drawn).toHaveLength(1)
    expect(files.view().missing).toEqual([
      { of: { kind: 'z', number: 4 }, error: NOT_DRAWN },
      { of: { kind: 'z', number: 5 }, error: NOT_DRAWN },
    ])
    draw = async () => ok(PDF)
    clock.advance(5 * 60_000)
    await files.settled()
    expect(files.view().missing).toEqual([])
    expect(inFolder()).toHaveLength(2)
    files.close()
  })

  test('that the disk refuses are owed like any other file', async () => {
    settings = { ...settings, dayFiles: { folder: join(accounts, 'not there'), formats: ['pdf'] } }
    const files = open()
    now = { ...now, lastZ: 5 }
    files.follow()
    await files.settled()
    const error = { code: 'exportFailed', reason: 'other' }
    expect(files.view().missing).toEqual([
      { of: { kind: 'z', number: 4 }, error },
      { of: { kind: 'z', number: 5 }, error },
    ])
    // One try is enough to know about the folder.
    expect(drawn).toHaveLength(1)
    files.close()
  })

  test('of a Z that was closed right before the till are written at the next start', async () => {
    const first = open()
    // The till closes while the page is drawn, and the page with it.
    draw = async () => {
      first.close()
      return err(NOT_DRAWN)
    }
    now = { ...now, lastZ: 4 }
    first.follow()
    await first.settled()
    expect(inFolder()).toEqual([])
    expect(failed).toEqual([])
    draw = async () => ok(PDF)
    const next = open()
    await next.settled()
    expect(inFolder()).toEqual(['usdtill-live-1-Till-1-a1b2c3d4-Z0004.pdf'])
    next.close()
  })
})
