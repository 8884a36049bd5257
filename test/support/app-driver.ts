import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { standInChosen } from '../../electron-stand-in/runtime.ts'
import { defaultSettings, type Settings } from '../../shared/contract/settings.ts'

/** The built till, opened in whatever host the environment chooses, with both of its windows. */
export type TillApp = {
  readonly app: ElectronApplication
  readonly cashier: Page
  readonly customer: Page
  /** Its user data. */
  readonly folder: string
  /** As a person closes it: everything is written, nothing is left running. */
  readonly close: () => Promise<void>
  /** As a power cut ends it. */
  readonly kill: () => Promise<void>
}

export type LaunchOptions = {
  readonly env?: Readonly<Record<string, string>>
  /** A folder with a package.json, when it is not this repository. */
  readonly appFolder?: string
  /** A CommonJS file that main loads before the app. */
  readonly preload?: string
}

/** Resolves when both windows show something. The caller closes it. */
export async function launchTill(folder: string, options: LaunchOptions = {}): Promise<TillApp> {
  const preload = options.preload === undefined ? [] : ['-r', resolve(options.preload)]
  const app = await _electron.launch({
    args: [...preload, appFolder(options), `--user-data-dir=${folder}`],
    env: { ...tillEnvironment(), ...options.env },
    colorScheme: null,
  })
  try {
    const cashier = await windowAt(app, 'cashier')
    const customer = await windowAt(app, 'customer')
    await cashier.locator('main').waitFor()
    await customer.locator('main:not([data-screen="connecting"])').waitFor()
    return { app, cashier, customer, folder, close: () => app.close(), kill: () => kill(app) }
  } catch (error) {
    await app.close()
    throw error
  }
}

/** This repository with its newest build, unless the test or the environment names another folder. */
function appFolder(options: LaunchOptions): string {
  return resolve(options.appFolder ?? process.env['USDTILL_APP'] ?? '.')
}

/** What the app's process is given: ours, and the host's name for its ready line. */
export function tillEnvironment(): Record<string, string> {
  const ours = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return { ...Object.fromEntries(ours), USDTILL_HOST: standInChosen() ? 'chromium' : 'electron' }
}

/** Writes settings before the first start: the first-run choice made, the rest as given. */
export function seedSettings(folder: string, change: Partial<Settings> = {}): void {
  mkdirSync(folder, { recursive: true })
  const settings: Settings = {
    ...defaultSettings('Europe/Madrid'),
    ...{ welcomed: true, ownerOffered: true },
    ...change,
  }
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings))
}

/** A zone in which it is about noon at that moment: a till that lives there now has no midnight in the hours to come. */
export function zoneAtNoon(at: number): string {
  const ahead = 12 - new Date(at).getUTCHours()
  // These names count the other way: Etc/GMT-3 is three hours ahead of UTC.
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}

// A window's address is about:blank at first, in both hosts.
async function windowAt(app: ElectronApplication, role: 'cashier' | 'customer'): Promise<Page> {
  const isRole = (url: URL | string) => String(url).includes(`/${role}.html`)
  for (;;) {
    const found = app.windows().find((window) => isRole(window.url()))
    if (found) return found
    const blank = app.windows().find((window) => !window.url().includes('.html'))
    await (blank ? blank.waitForURL(/\.html/) : app.waitForEvent('window'))
  }
}

async function kill(app: ElectronApplication): Promise<void> {
  const closed = app.waitForEvent('close')
  app.process().kill('SIGKILL')
  await closed
}
