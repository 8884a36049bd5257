import { standInChosen } from '../../../electron-stand-in/runtime.ts'
import { PUSH_CHANNELS, REQUEST_CHANNELS } from '../../../shared/contract/channels.ts'
import { CustomerView } from '../../../shared/contract/customer.ts'
import { everythingThatCrossed, RECORD_IPC } from '../../support/crossed.ts'
import { ask, charge, customerShows, practiceGateway } from '../../support/till-hands.ts'
import { expect, test } from './fixtures.ts'

test('nothing but the sanitised record crosses to the customer’s window', async ({ open }) => {
  const { app, cashier, customer } = await open({}, { preload: RECORD_IPC })
  await charge(cashier, customer, '18.25')
  const gateway = await practiceGateway(cashier)
  const paymentId = (await gateway.charges()).charges[0]?.paymentId ?? ''
  await gateway.finish({ paymentId })
  await expect(customerShows(customer, 'paid')).toBeVisible()
  await expect(cashier.getByText('Type the next price whenever you like')).toBeVisible()
  await cashier.keyboard.press('Escape')
  await expect(customerShows(customer, 'idle')).toBeVisible()

  const crossed = await everythingThatCrossed(app)
  const toCustomer = crossed.filter(({ page }) => page.includes('/customer.html'))
  expect(new Set(toCustomer.map(({ channel }) => channel))).toEqual(
    new Set(['customer.view', 'customer.changed']),
  )
  const views = toCustomer.map(({ kind, payload }) => {
    const parsed: unknown = JSON.parse(payload)
    return CustomerView.parse(
      kind === 'push' ? (parsed as unknown[])[0] : (parsed as { value: unknown }).value,
    )
  })
  expect([...new Set(views.map(({ kind }) => kind))]).toEqual(['idle', 'due', 'paid'])
  expect(crossed.some(({ page }) => page.includes('/cashier.html'))).toBe(true)
})

test('the customer’s window may call nothing else, and hears nothing else', async ({ open }) => {
  const { cashier, customer } = await open()
  await customer.evaluate((channels) => {
    const heard: string[] = []
    Object.assign(window, { heard })
    for (const channel of channels) window.till.subscribe(channel, () => heard.push(channel))
  }, PUSH_CHANNELS)
  const inputs: Partial<Record<string, unknown>> = {
    'till.setMode': { mode: 'live' },
    'payments.start': {
      attempt: '00000000-0000-4000-8000-000000000001',
      price: { minor: 100, currency: 'EUR' },
      reference: null,
    },
  }
  const own: readonly string[] = ['customer.view', 'customer.tip']
  for (const channel of REQUEST_CHANNELS.filter((name) => !own.includes(name))) {
    const answer = await ask(customer, channel, inputs[channel])
    expect(answer, channel).toEqual({ ok: false, error: { code: 'notAllowed' } })
  }
  expect(await ask(cashier, 'customer.view')).toEqual({ ok: false, error: { code: 'notAllowed' } })
  await charge(cashier, customer, '3.00')
  expect(
    await customer.evaluate(() => [...new Set((window as unknown as { heard: string[] }).heard)]),
  ).toEqual(['customer.changed'])
  expect((await (await practiceGateway(cashier)).charges()).charges).toHaveLength(1)
})

test('on a second display the customer’s window fills it', async ({ open }) => {
  test.skip(!standInChosen(), 'displays can be declared on the stand-in only')
  const { app, customer } = await open({}, { env: { STANDIN_DISPLAYS: '1280x800,1024x600' } })
  const place = await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().includes('/customer.html'),
    )
    return { isFullScreen: window?.isFullScreen(), bounds: window?.getBounds() }
  })
  expect(place).toEqual({ isFullScreen: true, bounds: { x: 1280, y: 0, width: 1024, height: 600 } })
  const size = await customer.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  expect(size).toEqual({ width: 1024, height: 600 })
})

test('a customer’s window that somebody closed opens again with the next charge', async ({ open }) => {
  const { app, cashier, customer } = await open()
  await customer.close()
  const reopened = app.waitForEvent('window')
  await cashier.keyboard.type('900')
  await cashier.keyboard.press('Enter')
  await expect(customerShows(await reopened, 'due')).toBeVisible()
})

test('in Arabic the windows run right to left and the address does not', async ({ open }) => {
  const { cashier, customer } = await open({ language: 'ar' })
  await charge(cashier, customer, '18.25')
  const [atGateway] = (await (await practiceGateway(cashier)).charges()).charges
  const address = atGateway?.address ?? ''
  for (const page of [cashier, customer]) {
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await expect(page.locator('html')).toHaveAttribute('lang', /^ar/)
    const shown = page
      .locator('[dir="ltr"]')
      .filter({ hasText: `practice:${address}` })
      .last()
    await expect(shown).toBeVisible()
    const groups = await shown
      .locator('span')
      .evaluateAll((spans) =>
        spans.map((span) => ({ text: span.textContent ?? '', left: span.getBoundingClientRect() })),
      )
    expect(groups.map(({ text }) => text).join('')).toContain(address)
    const ordered = groups.every(({ left }, index) => {
      const before = groups[index - 1]?.left
      return before === undefined || left.top > before.top || left.left >= before.right - 1
    })
    expect(ordered).toBe(true)
  }
})

test('the customer’s window leaves the keyboard with the cashier', async ({ open }) => {
  const { app } = await open()
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.webContents.getURL()))
    .toContain('/cashier.html')
})
