import type { Page } from '@playwright/test'
import type { TillApp } from '../../support/app-driver.ts'
import {
  cardIn,
  charge,
  customerShows,
  practiceGateway,
  pressKeyOf,
  tillState,
} from '../../support/till-hands.ts'
import { expect, test } from './fixtures.ts'

// The gateway's own page before the customer: the practice gateway's, in the window that product code opens for it.

/** Charges and opens the page as the cashier does. */
async function openedPage({ app, cashier, customer }: TillApp): Promise<Page> {
  await charge(cashier, customer, '18.25')
  const opened = app.waitForEvent('window')
  await pressKeyOf(cashier, 'o', /^Payment page/)
  const page = await opened
  await page.waitForURL(/\/payment\/\?iid=/)
  return page
}

test('shows the payment at the gateway and nothing of the till', async ({ open }) => {
  const till = await open({ hostedPage: true })
  const page = await openedPage(till)
  const [held] = (await (await practiceGateway(till.cashier)).charges()).charges
  await expect(page.getByText(`practice:${held?.address}`)).toBeVisible()
  expect(new URL(page.url()).searchParams.get('paymentId')).toBe(held?.paymentId)
  expect(await page.evaluate(() => 'till' in window || 'require' in window || 'process' in window)).toBe(
    false,
  )
  const own = await till.app.evaluate(({ BrowserWindow, screen }) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().includes('/payment/'),
    )
    if (!window) throw new Error('no window shows the page')
    const { width, height } = window.getBounds()
    const room = screen.getDisplayMatching(window.getBounds()).workArea.height
    return { title: window.getTitle(), width, height, room }
  })
  // The window's words are the till's, whatever the page calls itself; it is as high as a small display lets it be.
  expect(own).toMatchObject({
    title: 'Pay with USDT-TRC20',
    width: 600,
    height: Math.min(800, own.room),
  })
  // The till's own windows are as before, and the keyboard is the cashier's.
  await expect(customerShows(till.customer, 'due')).toBeVisible()
  expect((await tillState(till.cashier)).openPage).not.toBeNull()
})

test('goes nowhere but to the gateway, loads nothing else and opens no window', async ({ open }) => {
  const till = await open({ hostedPage: true })
  const page = await openedPage(till)
  const address = page.url()
  const outside = 'https://example.com/'
  await page.evaluate((url) => {
    const link = document.createElement('a')
    link.href = url
    link.textContent = 'elsewhere'
    document.body.append(link)
  }, outside)
  await page.getByText('elsewhere').click()
  await page.evaluate((url) => void window.open(url), outside)
  // The till's own pages are not the gateway's either.
  await page.evaluate(() => {
    location.href = 'app://till/cashier.html'
  })
  expect(page.url()).toBe(address)
  await expect(page.getByRole('heading')).toBeVisible()
  expect(till.app.windows()).toHaveLength(3)
  // Within the gateway it may: its own button makes another address, and comes back. It is pressed without the mouse: Chromium
  // hides the page for the moment that the refused window lives, and a hidden page gets no mouse.
  await page.getByRole('button', { name: 'Get a practice address' }).dispatchEvent('click')
  await expect(page.getByRole('listitem')).toHaveCount(2)
  // Whatever is loaded in its session passes the gate, images and scripts alike: the page's own policy is not relied on.
  const ours = new URL(address).origin
  const outcome = await till.app.evaluate(
    async ({ BrowserWindow }, urls) => {
      const probe = new BrowserWindow({ show: false, webPreferences: { partition: 'hosted-page' } })
      const told: string[] = []
      for (const url of urls)
        told.push(
          await probe.loadURL(url).then(
            () => 'loaded',
            () => 'refused',
          ),
        )
      probe.destroy()
      return told
    },
    [`${ours.replace('127.0.0.1', 'localhost')}/payment/`, `${ours}/payment/`],
  )
  expect(outcome).toEqual(['refused', 'loaded'])
  const states = await page.evaluate(() =>
    Promise.all(
      (['geolocation', 'notifications', 'camera'] as const).map(
        async (name) => (await navigator.permissions.query({ name })).state,
      ),
    ),
  )
  expect(states).toEqual(['denied', 'denied', 'denied'])
})

test('closes by itself when the payment is seen, and the sale is paid', async ({ open }) => {
  const till = await open({ hostedPage: true })
  const page = await openedPage(till)
  const gateway = await practiceGateway(till.cashier)
  const paymentId = new URL(page.url()).searchParams.get('paymentId') ?? ''
  const closed = page.waitForEvent('close')
  await gateway.pay({ paymentId, kind: 'exact' })
  await closed
  await gateway.finish({ paymentId })
  await expect(customerShows(till.customer, 'paid')).toBeVisible()
  expect((await tillState(till.cashier)).openPage).toBeNull()
})

test('is closed by the cashier, by the customer and with the payment, and opens again', async ({ open }) => {
  const till = await open({ hostedPage: true })
  const { app, cashier } = till
  const first = await openedPage(till)
  const closed = first.waitForEvent('close')
  await pressKeyOf(cashier, 'o', /^Close the page/)
  await closed

  const again = async () => {
    const opened = app.waitForEvent('window')
    await pressKeyOf(cashier, 'o', /^Payment page/)
    const page = await opened
    await page.waitForURL(/\/payment\/\?iid=/)
    return page
  }
  await (await again()).close()
  await expect(cashier.getByRole('button', { name: /^Payment page/ })).toBeVisible()

  const third = await again()
  const gone = third.waitForEvent('close')
  await pressKeyOf(cashier, 'Escape', /^Cancel/)
  await gone
  await expect(cardIn(cashier).getByRole('button', { name: /page/ })).toHaveCount(0)
})

test('is not offered unless the owner switched it on', async ({ open }) => {
  const { cashier, customer } = await open()
  await charge(cashier, customer, '18.25')
  await expect(cashier.getByRole('button', { name: /^Check now/ })).toBeVisible()
  await expect(cashier.getByRole('button', { name: /^Payment page/ })).toHaveCount(0)
  await cashier.keyboard.press('o')
  expect((await tillState(cashier)).openPage).toBeNull()
})
