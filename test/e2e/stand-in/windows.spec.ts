import { expect, launch, test } from './mini-app.ts'

test('two windows open, each known to main', async ({ mini: { app, first } }) => {
  const urls = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => [window.webContents.getURL(), window.isVisible()]),
  )
  expect(urls).toEqual([
    ['app://mini/first.html', true],
    ['app://mini/second.html', true],
  ])
  expect(await app.evaluate(() => seen.created)).toBe(2)
  const window = await app.browserWindow(first)
  expect(await window.evaluate((found) => found.getBounds())).toMatchObject({ width: 700, height: 500 })
  expect(await first.evaluate(() => [innerWidth, innerHeight])).toEqual([700, 500])
})

test('a window fills the second display', async ({ userData }) => {
  const mini = await launch(userData, { STANDIN_DISPLAYS: '1280x800,1024x768', STANDIN_HEADLESS: '1' })
  const place = () => mini.second.evaluate(() => [screenX, screenY, innerWidth, innerHeight])
  await expect.poll(place).toEqual([1280, 0, 1024, 768])
  await mini.app.close()
})

test('main hears of a display that is plugged in', async ({ userData }) => {
  const { app, first } = await launch(userData, { STANDIN_HEADLESS: '1' })
  const added = app.evaluate(
    ({ screen }) =>
      new Promise((resolve) => screen.once('display-added', (_event, { bounds }) => resolve(bounds))),
  )
  const protocol = await app.context().newCDPSession(first)
  await protocol.send('Emulation.addScreen', { left: 1280, top: 0, width: 1920, height: 1080 })
  expect(await added).toEqual({ x: 1280, y: 0, width: 1920, height: 1080 })
  expect(await app.evaluate(({ screen }) => screen.getAllDisplays().length)).toBe(2)
  await app.close()
})

test('a stubbed save dialog answers, and one without anybody to answer is cancelled', async ({
  mini: { app },
}) => {
  const ask = () => app.evaluate(({ dialog }) => dialog.showSaveDialog({ defaultPath: 'day.csv' }))
  expect(await ask()).toMatchObject({ canceled: true })
  await app.evaluate(({ dialog }) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: '/tmp/day.csv' })
  })
  expect(await ask()).toEqual({ canceled: false, filePath: '/tmp/day.csv' })
})

test('closing a page closes its window; refusing to close keeps it', async ({
  mini: { app, first, second },
}) => {
  const window = await app.browserWindow(first)
  await window.evaluate((found) => {
    found.once('close', (event: Electron.Event) => event.preventDefault())
    found.close()
  })
  expect(await window.evaluate((found) => found.isDestroyed())).toBe(false)
  await second.close()
  const count = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  await expect.poll(count).toBe(1)
})

test('a page that crashes is reported and can be loaded again', async ({ mini: { app, first } }) => {
  const window = await app.browserWindow(first)
  await window.evaluate((found) => found.webContents.forcefullyCrashRenderer())
  await expect.poll(() => app.evaluate(() => seen.gone)).toEqual(['crashed'])
  await window.evaluate((found) => found.loadURL('app://mini/first.html'))
  const text = await window.evaluate((found) =>
    found.webContents.executeJavaScript('document.getElementById("state").textContent'),
  )
  expect(text).toBe('ready 2')
})

test('the picture of a window is a picture of its contents', async ({ mini: { app, first } }) => {
  const window = await app.browserWindow(first)
  const size = await window.evaluate(async (found) => (await found.webContents.capturePage()).getSize())
  expect(size).toEqual({ width: 700, height: 500 })
})
