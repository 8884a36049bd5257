import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect as baseExpect } from '@playwright/test'
import type { Settings } from '../../../shared/contract/settings.ts'
import {
  type LaunchOptions,
  launchTill,
  seedSettings,
  type TillApp,
  zoneAtNoon,
} from '../../support/app-driver.ts'

type Fixtures = {
  /** A folder of user data of its own, gone afterwards. */
  readonly folder: string
  /** Opens the till on that folder; it is closed when the test ends. The first time, settings are written. */
  readonly open: (settings?: Partial<Settings>, options?: LaunchOptions) => Promise<TillApp>
}

/** The built till with real main, preload and windows. */
export const test = base.extend<Fixtures>({
  folder: async ({ browserName: _any }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'usdtill-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  },
  open: async ({ folder }, use) => {
    const opened: TillApp[] = []
    await use(async (settings, options) => {
      if (opened.length === 0) seedSettings(folder, { ...awayFromMidnight(options), ...settings })
      const till = await launchTill(folder, options)
      opened.push(till)
      return till
    })
    await opened.at(-1)?.close() // earlier ones were ended by the test
  },
})

/** Sums of today are not of two days, whenever the tests run. With a clock of the test's own it is the test's to say. */
function awayFromMidnight(options: LaunchOptions | undefined): Partial<Settings> {
  return options?.env?.['USDTILL_TEST_STARTS'] ? {} : { timeZone: zoneAtNoon(Date.now()) }
}

/** Patient: a busy machine opens windows slowly, and no test here is about time. */
export const expect = baseExpect.configure({ timeout: 20_000 })
