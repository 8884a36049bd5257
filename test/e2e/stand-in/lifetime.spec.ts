import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { isAlive } from '../../../electron-stand-in/chromium/launch.ts'
import { definedEnvironment, expect, launch, miniApp, test } from './mini-app.ts'

const electron = () => join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '', 'electron')

test.skip(() => !process.env['ELECTRON_OVERRIDE_DIST_PATH'], 'about the stand-in itself')

/** The mini application as a person starts it, without Playwright. */
function start(userData: string, ...more: string[]) {
  const started = spawn(electron(), [miniApp, `--user-data-dir=${userData}`, ...more], {
    env: { ...definedEnvironment(), STANDIN_HEADLESS: '1' },
  })
  let said = ''
  for (const stream of [started.stdout, started.stderr]) {
    stream.on('data', (text) => {
      said += text
    })
  }
  return {
    process: started,
    said: () => said,
    exit: once(started, 'exit').then(([code]) => code as number),
    chromium: async () => {
      await expect.poll(() => said).toContain('ready')
      return chromiumOf(userData)
    },
  }
}

async function chromiumOf(userData: string): Promise<number> {
  const owner = await readlink(join(userData, 'Chromium', 'SingletonLock'))
  return Number(owner.slice(owner.lastIndexOf('-') + 1))
}

test('storage survives a restart', async ({ userData }) => {
  const before = await launch(userData)
  await expect(before.second.locator('#state')).toHaveText('ready 1')
  await before.app.close()
  const after = await launch(userData)
  await expect(after.second.locator('#state')).toHaveText('ready 2')
  await after.app.close()
})

test('closing the application ends Chromium', async ({ userData }) => {
  const { app } = await launch(userData)
  const chromium = await chromiumOf(userData)
  expect(isAlive(chromium)).toBe(true)
  const exit = once(app.process(), 'exit')
  await app.close()
  expect((await exit)[0]).toBe(0)
  expect(isAlive(chromium)).toBe(false)
})

test('a killed application leaves no Chromium behind and starts again at once', async ({ userData }) => {
  const { app } = await launch(userData)
  const chromium = await chromiumOf(userData)
  const closed = app.waitForEvent('close')
  app.process().kill('SIGKILL')
  await closed
  const again = await launch(userData)
  expect(isAlive(chromium)).toBe(false)
  await again.app.close()
})

test('without Chromium the application ends and says why', async ({ userData }) => {
  const started = start(userData)
  process.kill(await started.chromium(), 'SIGKILL')
  expect(await started.exit).toBe(1)
  expect(started.said()).toContain('Chromium ended by itself')
})

test('a second start tells the first one and leaves', async ({ userData }) => {
  const { app } = await launch(userData)
  const code = await start(userData, '--hello').exit
  expect(code).toBe(3)
  await expect.poll(() => app.evaluate(() => seen.seconds.length)).toBe(1)
  const [word] = await app.evaluate(() => seen.seconds)
  expect(word?.argv).toContain('--hello')
  expect(word?.data).toEqual({ from: 'another' })
  await app.close()
})

test('SIGTERM quits in order', async ({ userData }) => {
  const started = start(userData)
  const chromium = await started.chromium()
  started.process.kill('SIGTERM')
  expect(await started.exit).toBe(0)
  expect(started.said()).toBe('ready\nwill-quit\nquit 0\n')
  expect(isAlive(chromium)).toBe(false)
})
