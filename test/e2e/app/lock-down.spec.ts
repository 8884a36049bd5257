import { expect, test } from './fixtures.ts'

test('a window has no Node and nothing of Electron, only two functions', async ({ open }) => {
  const { cashier, customer } = await open()
  for (const page of [cashier, customer]) {
    const found = await page.evaluate(() => ({
      globals: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter(
        (name) => name in window,
      ),
      bridge: Object.entries(window.till).map(([name, value]) => `${name}: ${typeof value}`),
    }))
    expect(found.globals).toEqual([])
    expect(found.bridge.sort()).toEqual(['request: function', 'subscribe: function'])
  }
})

test('the bridge takes no channel that the contract does not name', async ({ open }) => {
  const { cashier } = await open()
  for (const call of ['request', 'subscribe'] as const) {
    const refusal = await cashier.evaluate(async (name) => {
      try {
        const till = window.till as unknown as Record<string, (channel: string, input: () => void) => unknown>
        await till[name]?.('keychain.read', () => undefined)
        return 'taken'
      } catch (error) {
        return String(error)
      }
    }, call)
    expect(refusal).toContain('Unknown channel')
  }
})

test('inline code, evaluated code and anything from elsewhere are refused', async ({ open }) => {
  const { cashier } = await open()
  const outcome = await cashier.evaluate(async () => {
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
    const script = document.createElement('script')
    script.textContent = 'window.inlineRan = true'
    document.head.append(script)
    const style = document.createElement('style')
    style.textContent = 'html { --inline-style: 1 }'
    document.head.append(style)
    const remote = document.createElement('script')
    remote.src = 'https://example.com/x.js'
    document.head.append(remote)
    const image = new Image()
    image.src = 'https://example.com/x.png'
    const asked = await fetch('https://example.com/').then(
      () => 'answered',
      () => 'refused',
    )
    // In a task of the page's own: what a test evaluates directly is exempt from the policy.
    const evaluated = await new Promise((done) => {
      setTimeout(() => {
        try {
          done(new Function('return "ran"')())
        } catch {
          done('refused')
        }
      })
    })
    const has = ['script-src-elem', 'style-src-elem', 'img-src', 'connect-src']
    const isThere = () => has.every((directive) => violations.includes(directive))
    for (let tries = 0; tries < 50 && !isThere(); tries++) await new Promise((done) => setTimeout(done, 50))
    const inlineStyle = getComputedStyle(document.documentElement).getPropertyValue('--inline-style')
    return {
      asked,
      evaluated,
      inlineRan: 'inlineRan' in window,
      inlineStyle,
      missing: has.filter((d) => !violations.includes(d)),
    }
  })
  expect(outcome).toEqual({
    asked: 'refused',
    evaluated: 'refused',
    inlineRan: false,
    inlineStyle: '',
    missing: [],
  })
})

test('a window can neither go anywhere nor open another', async ({ open }) => {
  const { app, cashier } = await open()
  const before = cashier.url()
  await cashier.evaluate(() => Object.assign(window, { opened: window.open('https://example.com/') }))
  await cashier.waitForFunction(() => (window as unknown as { opened: Window | null }).opened?.closed ?? true)
  await cashier.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'https://example.com/'
    document.body.append(link)
    link.click()
  })
  // Main answers this after it has refused the navigation: nothing is left under way.
  await cashier.evaluate(() => window.till.request('till.state', undefined))
  await cashier.getByRole('button', { name: '7' }).click()
  await expect(cashier.getByRole('status', { name: 'Amount' })).toHaveText('EUR 0.07')
  expect(cashier.url()).toBe(before)
  expect(app.windows()).toHaveLength(2)
})

test('no page is given a permission', async ({ open }) => {
  const { cashier, customer } = await open()
  for (const page of [cashier, customer]) {
    const found = await page.evaluate(async () => {
      const states = await Promise.all(
        (['geolocation', 'notifications', 'camera', 'microphone'] as PermissionName[]).map(
          async (name) => (await navigator.permissions.query({ name })).state,
        ),
      )
      const camera = await (navigator.mediaDevices?.getUserMedia({ video: true }) ?? Promise.reject()).then(
        () => 'given',
        () => 'refused',
      )
      return [...new Set([...states, camera])]
    })
    expect(found.filter((state) => state !== 'denied')).toEqual(['refused'])
  }
})
