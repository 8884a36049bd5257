import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDayFiles, type DayFiles } from '../../../../electron/exports/day-files/day-files.ts'
import { recordFileAt } from '../../../../electron/exports/day-files/day-files-record.ts'
import type { DaysNow } from '../../../../electron/exports/day-files/due-files.ts'
import type { ExportQuestion } from '../../../../electron/exports/export-request.ts'
import type { AppError } from '../../../../shared/app-error.ts'
import { defaultSettings } from '../../../../shared/contract/settings.ts'
import type { Mode } from '../../../../shared/mode.ts'
import { ok } from '../../../../shared/result.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

const FRIDAY = '2026-11-20'
const LOOK_MS = 5 * 60_000

let folder: string
let now: DaysNow & { readonly mode: Mode }
let isShut: boolean
let asked: string[]
let failed: AppError[]
let crashes: unknown[]
/** What nobody expected, while a file is begun. */
let begin: (question: ExportQuestion) => void
let tell: () => void
let files: DayFiles

const clock = createFakeClock(Date.parse(`${FRIDAY}T18:00:00Z`))

function open(): DayFiles {
  return createDayFiles({
    clock,
    settings: () => ({
      ...defaultSettings('UTC'),
      dayFiles: { folder: '/accounts', formats: ['xlsx'] },
    }),
    till: () => (isShut ? null : now),
    service: () => ({
      start(question) {
        begin(question)
        const { file } = question
        asked.push(basename(file, '.xlsx').replace('usdtill-live-1-Till-1-', ''))
        return {
          done: Promise.resolve(ok({ outcome: 'written', file, payments: 0 })),
          cancel: () => undefined,
        }
      },
      close: async () => undefined,
    }),
    tillId: () => null,
    draw: async () => ok(new Uint8Array()),
    recordOf: (mode) => recordFileAt(join(folder, `${mode}.json`)),
    onChange: () => tell(),
    onFailed: (_of, error) => failed.push(error),
    onCrash: (reference, error) => crashes.push([reference, error]),
  })
}

async function follow(): Promise<void> {
  files.follow()
  await files.settled()
}

async function lookAgain(): Promise<void> {
  clock.advance(LOOK_MS)
  await files.settled()
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'usdtill-day-files-'))
  now = { mode: 'live', lastZ: 3, lastZDay: FRIDAY, today: FRIDAY, isBeyondZ: () => false }
  isShut = false
  asked = []
  failed = []
  crashes = []
  begin = () => undefined
  tell = () => undefined
  files = open()
  await follow()
})
afterEach(() => {
  files.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('what nobody expected', () => {
  const boom = new Error('no thread')
  const isOfZ4 = ({ file }: ExportQuestion) => file.endsWith('Z0004.xlsx')

  test('is an error of that file, with a reference to the log, and keeps no other waiting', async () => {
    begin = (question) => {
      if (isOfZ4(question)) throw boom
    }
    now = { ...now, lastZ: 5 }
    await follow()
    const error = { code: 'internal', reference: expect.any(String) }
    expect(files.view().missing).toEqual([{ of: { kind: 'z', number: 4 }, error }])
    expect(failed).toEqual([error])
    expect(crashes).toEqual([[failed[0]?.code === 'internal' && failed[0].reference, boom]])
    expect(asked).toEqual(['Z0005'])
  })

  test('is tried again, and what falls due later is written', async () => {
    begin = () => {
      throw boom
    }
    now = { ...now, lastZ: 4 }
    await follow()
    begin = () => undefined
    await lookAgain()
    now = { ...now, lastZ: 5 }
    await follow()
    expect(asked).toEqual(['Z0004', 'Z0005'])
    expect(files.view().missing).toEqual([])
  })

  test('where the windows are told keeps no file from being written later', async () => {
    tell = () => {
      throw boom
    }
    now = { ...now, lastZ: 5 }
    await follow()
    tell = () => undefined
    await lookAgain()
    expect(asked).toEqual(['Z0004', 'Z0005'])
    expect(crashes).toEqual([[expect.any(String), boom]])
  })

  test('where the till looks for what is due ends no later look', async () => {
    now = {
      ...now,
      today: '2026-11-21',
      isBeyondZ() {
        throw boom
      },
    }
    await follow()
    expect(crashes).toEqual([[expect.any(String), boom]])
    now = { ...now, isBeyondZ: () => true }
    await lookAgain()
    expect(asked).toEqual([FRIDAY])
  })
})

describe('a clock that was ahead', () => {
  const AHEAD = '2026-12-24'

  test('leaves nothing owed of days that are not over, and each has its file when it is', async () => {
    begin = () => {
      throw new Error('no thread')
    }
    now = { ...now, lastZDay: '2026-11-19', today: AHEAD }
    await follow()
    expect(files.view().missing).toHaveLength(34)
    now = { ...now, today: FRIDAY }
    await follow()
    expect(files.view().missing).toEqual([])
    begin = () => undefined
    now = { ...now, today: '2026-11-22' }
    await follow()
    expect(asked).toEqual([FRIDAY, '2026-11-21'])
    expect(files.view().missing).toEqual([])
  })

  test('remembers over a restart that it went back', async () => {
    now = { ...now, today: AHEAD }
    await follow()
    asked = []
    now = { ...now, today: FRIDAY }
    await follow()
    files.close()
    files = open()
    now = { ...now, lastZDay: '2026-11-19', today: '2026-11-21' }
    await follow()
    expect(asked).toEqual([FRIDAY])
  })

  test('ends what is being written of days that are not over once it is put right', async () => {
    now = { ...now, lastZDay: '2026-11-19', today: AHEAD }
    tell = () => {
      now = { ...now, today: FRIDAY }
    }
    await follow()
    expect(asked).toEqual([FRIDAY])
  })
})

describe('a journal that is shut', () => {
  beforeEach(() => {
    files.close()
    isShut = true
  })

  test('has no Z before the first: what it has is no news when it is open', async () => {
    rmSync(join(folder, 'live.json'))
    files = open()
    await follow()
    await lookAgain()
    isShut = false
    now = { ...now, lastZ: 500 }
    await follow()
    expect(asked).toEqual([])
    now = { ...now, lastZ: 501 }
    await follow()
    expect(asked).toEqual(['Z0501'])
  })

  test('does not say that days have no Z', async () => {
    files = open()
    await follow()
    now = { ...now, lastZ: 4, lastZDay: '2026-11-22', today: '2026-11-23' }
    await lookAgain()
    expect(asked).toEqual([])
    isShut = false
    await follow()
    expect(asked).toEqual(['Z0004'])
  })

  test('leaves what another mode owes to that mode, and writes no more of it', async () => {
    isShut = false
    files = open()
    begin = () => {
      throw new Error('no thread')
    }
    now = { ...now, lastZ: 4 }
    await follow()
    expect(files.view().missing).toHaveLength(1)
    begin = () => undefined
    isShut = true
    await follow()
    await lookAgain()
    expect(files.view()).toEqual({ missing: [], last: null })
    isShut = false
    await follow()
    expect(asked).toEqual(['Z0004'])
  })

  test('keeps what is being written from being noted as written', async () => {
    isShut = false
    files = open()
    begin = () => {
      isShut = true
    }
    now = { ...now, lastZ: 4 }
    await follow()
    isShut = false
    begin = () => undefined
    await follow()
    await lookAgain()
    expect(asked).toEqual(['Z0004', 'Z0004'])
    expect(files.view().missing).toEqual([])
  })
})
