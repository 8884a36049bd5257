import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDayFiles } from '../../../../electron/exports/day-files/day-files.ts'
import { recordFileAt } from '../../../../electron/exports/day-files/day-files-record.ts'
import {
  type DaysNow,
  dealtWith,
  dueFiles,
  MOST_DAYS_AT_ONCE,
  nothingYet,
} from '../../../../electron/exports/day-files/due-files.ts'
import type { Exported, ExportQuestion } from '../../../../electron/exports/export-request.ts'
import type { AppError } from '../../../../shared/app-error.ts'
import { addDays } from '../../../../shared/calendar/day.ts'
import type { DayFileOf } from '../../../../shared/contract/day-files.ts'
import { defaultSettings, type Settings } from '../../../../shared/contract/settings.ts'
import type { Mode } from '../../../../shared/mode.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

const FRIDAY = '2026-11-20'
const SATURDAY = '2026-11-21'
const MONDAY = '2026-11-23'

const NOTHING = () => false

const anyStep = fc.record({ days: fc.nat(4), zs: fc.nat(2), looks: fc.boolean() })
type Step = { readonly days: number; readonly zs: number; readonly looks: boolean }

/** A shop's life: days go by, Zs are taken, and now and then somebody looks; at the end for sure. */
function walk(steps: readonly Step[]) {
  let now: DaysNow = { lastZ: 0, lastZDay: null, today: FRIDAY, isBeyondZ: NOTHING }
  let kept = nothingYet(now)
  const due: DayFileOf[] = []
  for (const { days, zs, looks } of [...steps, { days: 0, zs: 0, looks: true }]) {
    const today = addDays(now.today, days)
    now = zs > 0 ? { ...now, lastZ: now.lastZ + zs, lastZDay: today, today } : { ...now, today }
    if (!looks) continue
    due.push(...dueFiles(kept, now))
    kept = dealtWith(kept, now)
  }
  return {
    now,
    zs: due.flatMap((one) => (one.kind === 'z' ? [one.number] : [])),
    days: due.flatMap((one) => (one.kind === 'day' ? [one.day] : [])),
  }
}

describe('what is due', () => {
  const dealt = { z: 4, day: '2026-11-19' }

  test('is each Z since, and each day that ended without one', () => {
    const now = { lastZ: 6, lastZDay: FRIDAY, today: MONDAY, isBeyondZ: NOTHING }
    expect(dueFiles(dealt, now)).toEqual([
      { kind: 'day', day: SATURDAY },
      { kind: 'day', day: '2026-11-22' },
      { kind: 'z', number: 5 },
      { kind: 'z', number: 6 },
    ])
  })

  test('is a day with a Z as well, where something was sold after it', () => {
    const now = { lastZ: 5, lastZDay: SATURDAY, today: MONDAY, isBeyondZ: (day: string) => day === SATURDAY }
    expect(dueFiles({ z: 5, day: FRIDAY }, now)).toEqual([
      { kind: 'day', day: SATURDAY },
      { kind: 'day', day: '2026-11-22' },
    ])
  })

  test('is nothing of today, and nothing twice', () => {
    const now = { lastZ: 4, lastZDay: '2026-11-19', today: FRIDAY, isBeyondZ: NOTHING }
    expect(dueFiles(dealt, now)).toEqual([])
    const later = { ...now, today: SATURDAY }
    expect(dueFiles(dealt, later)).toEqual([{ kind: 'day', day: FRIDAY }])
    expect(dueFiles(dealtWith(dealt, later), later)).toEqual([])
  })

  test('is every day once and every Z once, however seldom anybody looks', () => {
    fc.assert(
      // Together no longer than a long holiday: of an even longer time not every day is due.
      fc.property(fc.array(anyStep, { maxLength: MOST_DAYS_AT_ONCE / 4 }), (steps) => {
        const { zs, days, now } = walk(steps)
        expect(zs).toEqual(Array.from({ length: now.lastZ }, (_, index) => index + 1))
        expect(new Set(days).size).toBe(days.length)
        // Days before the last Z may stand in it; those after it that are over have their own file.
        const { lastZDay, today } = now
        if (lastZDay === null || lastZDay === today) return
        expect(days.filter((day) => day > lastZDay).at(-1) ?? lastZDay).toBe(addDays(today, -1))
      }),
    )
  })

  test('is no Z a second time where there are fewer than there were', () => {
    expect(dealtWith(dealt, { lastZ: 2, today: FRIDAY })).toEqual(dealt)
  })
})

describe('the files of the days', () => {
  let folder: string
  let settings: Settings
  let now: DaysNow & { readonly mode: Mode }
  let asked: ExportQuestion[]
  let answer: (question: ExportQuestion) => Promise<Result<Exported>> | Result<Exported>
  let failed: AppError[]

  const written = ({ file }: ExportQuestion) => ok<Exported>({ outcome: 'written', file, payments: 0 })

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'usdtill-day-files-'))
    settings = { ...defaultSettings('UTC'), dayFiles: { folder: '/accounts', formats: ['xlsx'] } }
    now = { mode: 'live', lastZ: 3, lastZDay: FRIDAY, today: FRIDAY, isBeyondZ: NOTHING }
    asked = []
    failed = []
    answer = written
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const clock = createFakeClock(Date.parse(`${FRIDAY}T18:00:00Z`))
  const recordOf = (mode: Mode) => recordFileAt(join(folder, `${mode}.json`))

  function open() {
    return createDayFiles({
      clock,
      settings: () => settings,
      till: () => now,
      service: () => ({
        start(question) {
          asked.push(question)
          return { done: Promise.resolve(answer(question)), cancel: () => undefined }
        },
        close: async () => undefined,
      }),
      tillId: () => 'a1b2c3d4-0000-4000-8000-000000000001',
      draw: async () => err({ code: 'exportFailed', reason: 'notDrawn' }),
      recordOf,
      onChange: () => undefined,
      onFailed: (_of, error) => failed.push(error),
    })
  }

  const names = () => asked.map(({ file }) => basename(file))

  test('begin with what comes to its end after they were switched on', async () => {
    const files = open()
    files.follow()
    await files.settled()
    expect(asked).toEqual([])
    now = { ...now, lastZ: 4 }
    files.follow()
    await files.settled()
    expect(names()).toEqual(['usdtill-live-1-Till-1-a1b2c3d4-Z0004.xlsx'])
    expect(asked[0]).toMatchObject({
      scope: { kind: 'z', number: 4 },
      file: '/accounts/usdtill-live-1-Till-1-a1b2c3d4-Z0004.xlsx',
      about: { till: 'Till 1', period: 'Z0004' },
    })
    expect(files.view()).toEqual({
      missing: [],
      last: { of: { kind: 'z', number: 4 }, at: new Date(clock.now()).toISOString() },
    })
    files.close()
  })

  test('are of a day too that ended without a Z, noticed at a till that nobody touches', async () => {
    const files = open()
    files.follow()
    now = { ...now, today: SATURDAY, lastZDay: '2026-11-19' }
    clock.advance(5 * 60_000)
    await files.settled()
    expect(names()).toEqual(['usdtill-live-1-Till-1-a1b2c3d4-2026-11-20.xlsx'])
    expect(asked[0]?.shop?.today).toBe(SATURDAY)
    files.close()
  })

  test('are written at the next start, the days between among them', async () => {
    const first = open()
    first.follow()
    first.close()
    now = { ...now, today: MONDAY }
    const next = open()
    next.follow()
    await next.settled()
    expect(names()).toEqual([
      'usdtill-live-1-Till-1-a1b2c3d4-2026-11-21.xlsx',
      'usdtill-live-1-Till-1-a1b2c3d4-2026-11-22.xlsx',
    ])
    next.close()
  })

  test('that cannot be written are named with the reason, and written once the folder is there', async () => {
    const files = open()
    files.follow()
    answer = () => err({ code: 'exportFailed', reason: 'full' })
    now = { ...now, lastZ: 5, today: MONDAY }
    files.follow()
    await files.settled()
    const error = { code: 'exportFailed', reason: 'full' }
    // One try is enough to know about the folder.
    expect(asked).toHaveLength(1)
    expect(files.view().missing).toEqual([
      { of: { kind: 'day', day: SATURDAY }, error },
      { of: { kind: 'day', day: '2026-11-22' }, error },
      { of: { kind: 'z', number: 4 }, error },
      { of: { kind: 'z', number: 5 }, error },
    ])
    expect(failed).toEqual([error])
    answer = written
    clock.advance(5 * 60_000)
    await files.settled()
    expect(files.view().missing).toEqual([])
    expect(asked).toHaveLength(5)
    files.close()
  })

  test('that the till was closed over are written at the next start', async () => {
    const first = open()
    first.follow()
    answer = () => err({ code: 'notNow' })
    now = { ...now, lastZ: 4 }
    first.follow()
    first.close()
    await first.settled()
    answer = written
    asked = []
    const next = open()
    next.follow()
    await next.settled()
    expect(names()).toEqual(['usdtill-live-1-Till-1-a1b2c3d4-Z0004.xlsx'])
    next.close()
  })

  test('are all of the formats that were chosen, CSV a file for each sheet', async () => {
    settings = { ...settings, dayFiles: { folder: '/accounts', formats: ['csv', 'json'] } }
    const files = open()
    files.follow()
    now = { ...now, lastZ: 4 }
    files.follow()
    await files.settled()
    expect(names()).toEqual(
      [
        'Z0004-payments.csv',
        'Z0004-days.csv',
        'Z0004-exceptions.csv',
        'Z0004-corrections.csv',
        'Z0004.json',
      ].map((name) => `usdtill-live-1-Till-1-a1b2c3d4-${name}`),
    )
    files.close()
  })

  test('end with the setting, and begin anew with it', async () => {
    const files = open()
    files.follow()
    settings = { ...settings, dayFiles: null }
    files.follow()
    expect(existsSync(join(folder, 'live.json'))).toBe(false)
    now = { ...now, lastZ: 9, today: MONDAY }
    files.follow()
    settings = { ...settings, dayFiles: { folder: '/accounts', formats: ['xlsx'] } }
    files.follow()
    await files.settled()
    expect(asked).toEqual([])
    expect(files.view()).toEqual({ missing: [], last: null })
    files.close()
  })

  test('of one mode are no business of another', async () => {
    const files = open()
    files.follow()
    now = { ...now, mode: 'practice', lastZ: 0, lastZDay: null }
    files.follow()
    await files.settled()
    expect(asked).toEqual([])
    now = { ...now, mode: 'live', lastZ: 4, lastZDay: FRIDAY }
    files.follow()
    await files.settled()
    expect(names()).toEqual(['usdtill-live-1-Till-1-a1b2c3d4-Z0004.xlsx'])
    files.close()
  })

  test('begin anew where the record cannot be read', async () => {
    writeFileSync(join(folder, 'live.json'), '{"dealt":{"z":0,')
    const files = open()
    files.follow()
    await files.settled()
    expect(asked).toEqual([])
    files.close()
  })
})
