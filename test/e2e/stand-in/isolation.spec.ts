import { expect, test } from './mini-app.ts'

test('the page cannot see into the preload, and the preload has no Node', async ({ mini: { first } }) => {
  const found = await first.evaluate(() => ({
    secret: 'preloadSecret' in window,
    require: 'require' in window,
    process: 'process' in window,
    role: bridge.role,
    sandboxed: bridge.sandboxed,
    fsRefusal: bridge.fsRefusal,
    frozen: Object.isFrozen(bridge),
  }))
  expect(found).toEqual({
    secret: false,
    require: false,
    process: false,
    role: '--role=first',
    sandboxed: true,
    fsRefusal: 'module not found: node:fs',
    frozen: true,
  })
})

test('the content security policy of the protocol handler is enforced', async ({ mini: { first } }) => {
  const outcome = await first.evaluate(async () => ({
    inline: 'inlineRan' in window,
    outside: await fetch('https://example.com/').then(
      () => 'allowed',
      () => 'refused',
    ),
    own: await fetch('./page.js').then((response) => response.status),
    missing: await fetch('./absent.js').then((response) => response.status),
  }))
  expect(outcome).toEqual({ inline: false, outside: 'refused', own: 200, missing: 404 })
})

test('a link to elsewhere stays where it is and main hears of it', async ({ mini: { app, first } }) => {
  await first.locator('#away').click()
  await expect.poll(() => app.evaluate(() => seen.navigations)).toEqual(['https://example.invalid/away'])
  await expect(first.getByRole('heading')).toHaveText('first')
  expect(first.url()).toMatch(/first\.html$/)
})

test('no page opens a window', async ({ mini: { app, first } }) => {
  // Electron returns null at once; the stand-in a window that is closed before it has loaded anything.
  const opened = await first.evaluateHandle(() =>
    window.open('https://example.invalid/popup', 'a', 'width=300'),
  )
  await expect.poll(() => opened.evaluate((found) => found === null || found.closed)).toBe(true)
  await first.locator('#blank').click()
  await expect
    .poll(() => app.evaluate(() => seen.popups))
    .toEqual(['https://example.invalid/popup', 'https://example.invalid/blank'])
  await expect.poll(() => app.windows().length).toBe(2)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(2)
})

test('permissions are denied', async ({ mini: { first } }) => {
  const states = await first.evaluate(() =>
    Promise.all(
      (['geolocation', 'notifications', 'camera'] as const).map(
        async (name) => (await navigator.permissions.query({ name })).state,
      ),
    ),
  )
  expect(states).toEqual(['denied', 'denied', 'denied'])
})

test('a session of its own has rules of its own, asked about every request', async ({
  mini: { app, first },
}) => {
  const opened = app.waitForEvent('window')
  await app.evaluate(({ BrowserWindow, session }) => {
    session.fromPartition('guest').webRequest.onBeforeRequest((details, answer) => {
      seen.navigations.push(details.url)
      answer({ cancel: details.url.endsWith('/page.js') })
    })
    const window = new BrowserWindow({ webPreferences: { partition: 'guest', sandbox: true } })
    void window.loadURL('app://mini/first.html')
  })
  const guest = await opened
  await expect(guest.getByRole('heading')).toHaveText('first')
  const outcomeOf = (page: typeof guest, file: string) =>
    page.evaluate(
      (name) =>
        fetch(name).then(
          () => 'allowed',
          () => 'refused',
        ),
      file,
    )
  expect(await outcomeOf(guest, './page.js')).toBe('refused')
  expect(await outcomeOf(guest, './second.html')).toBe('allowed')
  expect(await outcomeOf(first, './page.js')).toBe('allowed')
  const asked = await app.evaluate(() => seen.navigations)
  expect(asked).toEqual(expect.arrayContaining(['app://mini/first.html', 'app://mini/page.js']))
  expect(await guest.evaluate(() => 'bridge' in window)).toBe(false)
})
