import { fileURLToPath } from 'node:url'
import { test as base, expect } from '@playwright/test'
import { findChromium } from '../../../electron-stand-in/chromium/find.ts'
import { ok } from '../../../shared/result.ts'
import { type FakeBackend, installFakeBackend } from '../../support/fake-backend.ts'
import { NOW } from '../../support/views.ts'
import { type RendererServer, serveRenderer } from './serve.ts'

const BUILT =
  process.env['USDTILL_RENDERER'] ?? fileURLToPath(new URL('../../../out/renderer', import.meta.url))

type PageFixtures = {
  /** Main, as far as the window can tell. */
  readonly backend: FakeBackend
  /** Opens one of the windows' pages at NOW, by a clock that only moves when told. */
  readonly open: (page: 'cashier.html' | 'customer.html' | 'paper.html') => Promise<void>
  /** Errors and refusals the page has logged; every test ends with none. */
  readonly complaints: string[]
}

/** The real, built windows before a fake main: every screen and every state, fast. */
export const test = base.extend<PageFixtures, { server: RendererServer }>({
  launchOptions: [
    async ({ launchOptions }, use) => {
      const executablePath = findChromium()
      await use({
        ...launchOptions,
        // As root Chromium has no sandbox of its own to start; these pages are ours.
        args: ['--no-sandbox'],
        ...(executablePath !== undefined && { executablePath }),
      })
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ browserName: _any }, use) => {
      const server = await serveRenderer(BUILT)
      await use(server)
      await server.close()
    },
    { scope: 'worker' },
  ],
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
      })
      await use(complaints)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
  backend: async ({ page }, use) => {
    const backend = await installFakeBackend(page)
    // Said every ten seconds of a person's hands: on a busy machine in any spec.
    backend.answer('people.touched', ok(null))
    await use(backend)
    expect(backend.violations).toEqual([])
  },
  open: async ({ page, server, backend: _needed }, use) => {
    await use(async (name) => {
      // Installed clocks run until they are paused, and pausing cannot go back.
      await page.clock.install({ time: Date.parse(NOW) - 60_000 })
      await page.clock.pauseAt(NOW)
      await page.goto(`${server.url}/${name}`)
    })
  },
})

export { expect }
