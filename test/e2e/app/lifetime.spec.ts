import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { standInChosen } from '../../../electron-stand-in/runtime.ts'
import { seedSettings, tillEnvironment } from '../../support/app-driver.ts'
import { typePrice } from '../../support/till-hands.ts'
import { expect, test } from './fixtures.ts'

/** The app as its command starts it, without a test driving it. */
function start(folder: string) {
  const electron = createRequire(import.meta.url)('electron') as unknown as string
  const sandbox = process.platform === 'linux' ? ['--no-sandbox'] : []
  const app = resolve(process.env['USDTILL_APP'] ?? '.')
  const child = spawn(electron, [...sandbox, app, `--user-data-dir=${folder}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: tillEnvironment(),
  })
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  return { child, ended, nextLine: async () => (await lines.next()).value as string }
}

test('the till says in one line when both windows are usable, and ends when it is asked to', async ({
  folder,
}) => {
  seedSettings(folder)
  const { child, ended, nextLine } = start(folder)
  const host = standInChosen() ? 'chromium' : 'electron'
  expect(await nextLine()).toBe(`till ready: host=${host} mode=practice windows=cashier,customer`)
  child.kill('SIGTERM')
  await ended
})

test('a second start brings the first till to the front and ends', async ({ open, folder }) => {
  const { app, cashier } = await open()
  await app.evaluate(({ BrowserWindow }) => {
    const calls: string[] = []
    Object.assign(globalThis, { calls })
    for (const window of BrowserWindow.getAllWindows()) {
      const focus = window.focus.bind(window)
      window.focus = () => {
        calls.push(window.webContents.getURL())
        focus()
      }
    }
  })
  expect(await start(folder).ended).toBe(0)
  const focused = () => app.evaluate(() => (globalThis as unknown as { calls: string[] }).calls)
  await expect.poll(focused).toContainEqual(expect.stringContaining('/cashier.html'))
  expect(app.windows()).toHaveLength(2)
  await typePrice(cashier, '1.00')
  await expect(cashier.getByRole('status', { name: 'Amount' })).toHaveText('EUR 1.00')
})

test('a journal from a newer till is left as it is, and the till says that it cannot charge', async ({
  open,
  folder,
}) => {
  const journals = join(folder, 'journal')
  mkdirSync(journals, { recursive: true })
  const file = join(journals, 'practice.sqlite')
  const newer = new DatabaseSync(file)
  newer.exec('CREATE TABLE events (future TEXT); PRAGMA user_version = 9000')
  newer.close()
  const before = readFileSync(file)

  const { cashier, close } = await open()
  await expect(cashier.getByText('The records are from a newer USDTill')).toBeVisible()
  await typePrice(cashier, '2.00')
  await expect(cashier.getByRole('button', { name: /^Charge/ })).toBeDisabled()
  await cashier.keyboard.press('Enter')
  await close()
  expect(readFileSync(file).equals(before)).toBe(true)
  // Nothing beside it but the people's own journal.
  expect(readdirSync(journals)).toEqual(['people.sqlite', 'practice.sqlite'])
})
