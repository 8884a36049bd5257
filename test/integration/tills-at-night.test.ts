import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { createFakeClock } from '../support/fake-clock.ts'
import { createMemoryKeychain } from '../support/memory-keychain.ts'
import { createShopTill, readingIsUp, type ShopTill } from '../support/tills/shop-till.ts'

// Journals are real files and reports come from a thread: under a second alone, longer beside other work.
vi.setConfig({ testTimeout: 30_000 })

const HOUR_MS = 3_600_000

let till: ShopTill

beforeAll(readingIsUp, 60_000)
afterEach(() => till.close())

it('an evening that goes on after midnight is not missing before it is over', async () => {
  // 22:00 in Madrid.
  const clock = createFakeClock(Date.parse('2026-11-20T21:00:00.000Z'))
  const folder = mkdtempSync(join(tmpdir(), 'usdtill-'))
  till = createShopTill({ number: 1, folder, clock, keychain: createMemoryKeychain(clock) })
  till.closeDay()
  const problems = async () => {
    const report = await till.desk.merged({ from: '2026-11-01', to: '2026-11-30' })
    return report.ok ? report.value.problems.map(({ kind }) => kind) : report
  }
  clock.advance(27 * HOUR_MS)
  expect(await problems()).toEqual([])
  clock.advance(3 * HOUR_MS)
  expect(await problems()).toEqual(['nothingAfter'])
})
