import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { DayFiles } from '../../electron/exports/day-files/day-files.ts'
import { createClosedDays } from '../../electron/till/closed-days.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import { ok } from '../../shared/result.ts'
import { createMemoryKeychain } from '../support/memory-keychain.ts'
import { createMemorySettings } from '../support/memory-settings.ts'
import { must } from '../support/paying.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

let bench: TillBench
let files: DayFiles
let asked: string[]

beforeEach(async () => {
  bench = await createTillBench()
  asked = []
  const keychain = createMemoryKeychain(bench.clock)
  keychain.isThere = false
  files = createClosedDays({
    ...{ clock: bench.clock, keychain, folder: bench.folder, log: pino({ enabled: false }) },
    settings: createMemorySettings({
      ...bench.settings,
      dayFiles: { folder: bench.folder, formats: ['xlsx'] },
    }),
    till: bench.till,
    service: () => ({
      start({ file }) {
        asked.push(file)
        const done = Promise.resolve(ok({ outcome: 'written' as const, file, payments: 0 }))
        return { done, cancel: () => undefined }
      },
      close: async () => undefined,
    }),
    draw: async () => ok(new Uint8Array()),
    onChange: () => undefined,
  })
})
afterEach(async () => {
  files.close()
  await bench.close()
})

function closeDay(): void {
  const { shifts } = bench.till()
  if (!shifts) throw new Error('the journal is not open')
  must(shifts.closeDay(crypto.randomUUID(), NO_PEOPLE))
}

const bundles = () => readdirSync(bench.folder).filter((name) => name.endsWith('.bundle'))
const record = () => join(bench.folder, 'day-files', `${bench.till().mode}.json`)

it('a journal that was shut at the start has no files of what was closed before they were wanted', async () => {
  const copy = join(bench.folder, 'copy.sqlite')
  const damaged = join(bench.folder, 'damaged.sqlite')
  for (let z = 0; z < 3; z += 1) closeDay()
  const database = new DatabaseSync(bench.till().journalFile)
  database.exec(`VACUUM INTO '${copy}'`)
  database.close()
  writeFileSync(damaged, 'no journal')
  bench.restoreJournal(damaged)
  expect(bench.till().shifts).toBeNull()
  files.follow()
  expect(existsSync(record())).toBe(false)

  bench.restoreJournal(copy)
  files.follow()
  await files.settled()
  expect(asked).toEqual([])
  closeDay()
  files.follow()
  await files.settled()
  expect(asked).toEqual([expect.stringContaining('Z0004.xlsx')])
  expect(bundles()).toEqual([expect.stringContaining('-z0004-')])
  expect(files.view().missing).toEqual([])
})
