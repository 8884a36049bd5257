import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test'

/** What the mini application's preload gives its pages. */
export type Bridge = {
  readonly invoke: (channel: string, value?: unknown) => Promise<unknown>
  readonly tell: (value: unknown) => void
  readonly on: (channel: string, listener: (value: unknown) => void) => () => void
  readonly role: string
  readonly sandboxed: boolean
  readonly fsRefusal: string
}

/** What its main process has seen. */
export type Seen = {
  navigations: string[]
  popups: string[]
  seconds: { argv: string[]; data: unknown }[]
  gone: string[]
  created: number
  preloadErrors: string[]
}

declare global {
  // Playwright runs a function's text inside the page or the main process, where these are globals.
  var bridge: Bridge
  var seen: Seen
}

export const miniApp = resolve('test/support/mini-app')

export type MiniApp = { app: ElectronApplication; first: Page; second: Page }

export async function launch(userData: string, env: Record<string, string> = {}): Promise<MiniApp> {
  const app = await _electron.launch({
    args: [miniApp, `--user-data-dir=${userData}`],
    env: { ...definedEnvironment(), ...env },
    colorScheme: null,
  })
  const page = async (path: RegExp): Promise<Page> => {
    for (;;) {
      const found = app.windows().find((window) => path.test(window.url()))
      if (found) {
        await found.getByText(/^ready \d+$/).waitFor()
        return found
      }
      const blank = app.windows().find((window) => !window.url().endsWith('.html'))
      await (blank ? blank.waitForURL(/html$/) : app.waitForEvent('window'))
    }
  }
  return { app, first: await page(/first\.html$/), second: await page(/second\.html$/) }
}

export function definedEnvironment(): Record<string, string> {
  const pairs = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return Object.fromEntries(pairs)
}

type Fixtures = { userData: string; mini: MiniApp }

export const test = base.extend<Fixtures>({
  userData: async ({ browserName: _ }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'mini-app-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  },
  mini: async ({ userData }, use) => {
    const mini = await launch(userData)
    await use(mini)
    await mini.app.close()
  },
})

export { expect } from '@playwright/test'
