import { mkdirSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { err, ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { aPayment, aView, totals } from '../../support/views.ts'
import { aClosingTill, openReports, withShifts } from './closing-till.ts'
import { id } from './day-till.ts'
import { expect, test } from './fixtures.ts'
import { aTill } from './settings-till.ts'

const SHOTS = 'out/screenshots/way-up'

const PAYMENTS = [98, 97, 12].map((number) =>
  aPayment({ id: id(String(number)), number, status: 'paid', received: '19.874210' }),
)

function answerWith(backend: FakeBackend): void {
  aClosingTill(backend)
  backend.answer('reports.day', ({ day }) => ok({ totals: totals({ day }), payments: PAYMENTS }))
  backend.answer('search.find', ok({ rows: PAYMENTS, hasMore: false }))
  backend.answer('payments.history', ({ id: asked }) =>
    ok({
      view: aView(PAYMENTS.find((payment) => payment.id === asked) ?? aPayment()),
      entries: [],
      shop: null,
    }),
  )
  backend.answer('refunds.of', err({ code: 'notNow' }))
}

const row = (page: Page, name: string): Locator =>
  page.getByRole('main').getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 2, name })
const keypad = (page: Page) => page.getByRole('status', { name: 'Amount' })

/** The cap of a button stands out: its key does what the button does. */
async function owns(button: Locator, key: string): Promise<void> {
  await expect(button.locator('[data-active]')).toHaveText(key)
  await expect(button.locator('[data-active]')).toHaveAttribute('data-active', 'true')
}

test.describe('Escape goes one step up before it leaves', () => {
  test('from a payment to what was searched for, its row in hand, then to the till', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, withShifts())
    answerWith(backend)
    await open('cashier.html')
    await openReports(page, 'payments')
    await page.locator('search input').fill('table')
    await row(page, '0097').click()
    await expect(heading(page, 'Payment 0097')).toBeVisible()
    const toTill = page.getByRole('button', { name: 'Back to the till' })
    await owns(page.getByRole('button', { name: 'Back', exact: true }), 'Esc')
    await expect(toTill.locator('[data-active]')).toHaveAttribute('data-active', 'false')
    await page.keyboard.press('Escape')
    await expect(row(page, '0097')).toBeFocused()
    await expect(page.locator('search input')).toHaveValue('table')
    await owns(toTill, 'Esc')
    await page.keyboard.press('Escape')
    await expect(keypad(page)).toBeVisible()
  })

  test('from a payment to its day, which was not asked for again', async ({ page, backend, open }) => {
    aTill(backend, withShifts())
    answerWith(backend)
    await open('cashier.html')
    await openReports(page, 'day')
    await page.keyboard.press('PageUp')
    await expect(page.getByRole('heading', { level: 2 })).toContainText('November 20, 2026')
    await row(page, '0012').click()
    await expect(heading(page, 'Payment 0012')).toBeVisible()
    const asked = backend.calls('reports.day').length
    await page.keyboard.press('Escape')
    await expect(row(page, '0012')).toBeFocused()
    await expect(page.getByRole('heading', { level: 2 })).toContainText('November 20, 2026')
    expect(backend.calls('reports.day')).toHaveLength(asked)
    await page.keyboard.press('Escape')
    await expect(keypad(page)).toBeVisible()
  })

  test('from a shift to its Z, from that to the list, from that to the till', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, withShifts())
    answerWith(backend)
    await open('cashier.html')
    await openReports(page, 'zs')
    await row(page, '0010').click()
    await row(page, '0005').click()
    await expect(heading(page, 'Shift report 0005')).toBeVisible()
    await owns(page.getByRole('button', { name: 'Back', exact: true }), 'Esc')
    await page.keyboard.press('Escape')
    await expect(heading(page, 'Z report 0010')).toBeVisible()
    await expect(row(page, '0005')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(row(page, '0010')).toBeFocused()
    expect(backend.calls('shifts.list')).toHaveLength(1)
    await page.keyboard.press('Escape')
    await expect(keypad(page)).toBeVisible()
  })

  test('from a shift to the Z that was just taken, from that to the day close', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, withShifts())
    answerWith(backend)
    await open('cashier.html')
    await openReports(page, 'close')
    await page.getByRole('article').waitFor()
    await page.keyboard.press('z')
    await page.getByRole('form').waitFor()
    await page.keyboard.press('Enter')
    await expect(heading(page, 'Z report 0012')).toBeVisible()
    await row(page, '0004').click()
    await expect(heading(page, 'Shift report 0004')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(heading(page, 'Z report 0012')).toBeVisible()
    await expect(row(page, '0004')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(heading(page, 'Day close')).toBeVisible()
    await row(page, '0004').click()
    await page.keyboard.press('Escape')
    await expect(row(page, '0004')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(keypad(page)).toBeVisible()
    expect(backend.calls('shifts.closeDay')).toHaveLength(1)
  })

  test('from a gateway’s set-up to the list of gateways', async ({ page, backend, open }) => {
    aTill(backend)
    await open('cashier.html')
    await page.clock.resume()
    await page.getByRole('main').waitFor()
    await page.keyboard.press('s')
    await page.locator('nav [data-section="gateway"]').click()
    await page.getByRole('button', { name: /^(Open|Set up) PayStablecoin$/ }).click()
    await expect(page.getByRole('heading', { level: 3, name: 'PayStablecoin' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: /^(Open|Set up) PayStablecoin$/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(keypad(page)).toBeVisible()
  })
})

for (const look of [
  { width: 1280, height: 800, theme: 'light', language: 'en' },
  { width: 1024, height: 600, theme: 'dark', language: 'en' },
  { width: 1024, height: 600, theme: 'light', language: 'ar' },
] as const) {
  const { width, height, theme, language } = look
  test(`its key is on the way back, ${width} wide, ${theme}, ${language}`, async ({
    page,
    backend,
    open,
  }) => {
    await page.setViewportSize({ width, height })
    mkdirSync(SHOTS, { recursive: true })
    aTill(backend, withShifts(), { theme, language })
    answerWith(backend)
    await open('cashier.html')
    await openReports(page, 'payments')
    await page.locator('[data-payment]').first().click()
    await page.getByRole('article').waitFor()
    const back = page.locator('main header button').first()
    await expect(back.locator('[data-active="true"]')).toBeVisible()
    await page.screenshot({ path: `${SHOTS}/${width}-${theme}-${language}-payment.png` })
    await page.locator('nav [data-section="zs"]').click()
    await page.locator('[data-z] button').first().click()
    await page.getByRole('article').waitFor()
    await expect(back.locator('[data-active="true"]')).toBeVisible()
    await page.screenshot({ path: `${SHOTS}/${width}-${theme}-${language}-z.png` })
  })
}
