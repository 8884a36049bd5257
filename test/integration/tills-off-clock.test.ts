import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { DayRange } from '../../shared/calendar/day.ts'
import type { MergedReport } from '../../shared/contract/tills.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { createMemoryKeychain } from '../support/memory-keychain.ts'
import { createShopTill, readingIsUp, type ShopTill } from '../support/tills/shop-till.ts'

// Journals are real files and reports come from a thread: under a second alone, longer beside other work.
vi.setConfig({ testTimeout: 30_000 })

const clock = createFakeClock()
let day = ''
let out = ''
const tills: ShopTill[] = []

/** At the time that its computer says. */
function aTill(number: number): ShopTill {
  const folder = mkdtempSync(join(tmpdir(), 'usdtill-'))
  const till = createShopTill({
    ...{ number, folder, keychain: createMemoryKeychain(clock) },
    clock: { ...clock, now: () => Date.parse(`${day}T10:00:00.000Z`) },
  })
  tills.push(till)
  return till
}

beforeAll(readingIsUp, 60_000)
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'usdtill-out-'))
})
afterEach(() => {
  for (const till of tills.splice(0)) till.close()
  rmSync(out, { recursive: true, force: true })
})

/** This till and another, each with a Z under each of these dates, one after the other; the last is today. */
async function closedOn(...days: readonly string[]): Promise<(period: DayRange) => Promise<MergedReport>> {
  const [owner, other] = [aTill(1), aTill(2)]
  const files: string[] = []
  for (day of days) {
    for (const till of [owner, other]) till.paid(till.begin())
    owner.closeDay()
    files.push(await other.save(other.closeDay(), out))
  }
  expect(await owner.desk.importFiles(files)).toMatchObject({ ok: true })
  return async (period) => {
    const report = await owner.desk.merged(period)
    if (!report.ok) throw new Error(report.error.code)
    return report.value
  }
}

const zsOf = ({ days: all }: MergedReport) => all.map((one) => one.tills.map(({ zs }) => zs))
const ofBoth = (...zs: readonly number[]) => zs.map((z) => [[z], [z]])

it('Zs under a clock that was years off take no other out of the report, here or at another till', async () => {
  const merged = await closedOn(
    ...['2026-11-01', '2026-11-02', '2000-01-01', '2000-01-02', '2026-11-05', '2026-11-06'],
  )
  const november = await merged({ from: '2026-11-01', to: '2026-11-30' })
  expect(zsOf(november)).toEqual(ofBoth(1, 2, 5, 6))
  expect(november.problems.map(({ kind }) => kind)).toEqual(['unsigned'])
  expect(zsOf(await merged({ from: '2000-01-01', to: '2000-01-31' }))).toEqual(ofBoth(3, 4))
  const fifth = await merged({ from: '2026-11-05', to: '2026-11-05' })
  expect(zsOf(fifth)).toEqual(ofBoth(5))
  expect(fifth.problems.map(({ kind }) => kind)).toEqual(['unsigned'])
  expect(zsOf(await merged({ from: '2026-12-01', to: '2026-12-31' }))).toEqual([])
})

it('nothing is missing before or after a day that a clock which was ahead had been past already', async () => {
  const merged = await closedOn('2026-11-06', '2026-11-07', '2026-11-04', '2026-11-05', '2026-11-08')
  const fourth = await merged({ from: '2026-11-04', to: '2026-11-04' })
  expect(zsOf(fourth)).toEqual(ofBoth(3))
  expect(fourth.problems.map(({ kind }) => kind)).toEqual(['unsigned'])
  const seventh = await merged({ from: '2026-11-07', to: '2026-11-07' })
  expect(zsOf(seventh)).toEqual(ofBoth(2))
  expect(seventh.problems.map(({ kind }) => kind)).toEqual(['unsigned'])
})
