import { mkdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { err, ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { gatewayViews } from '../../support/gateway-views.ts'
import { TILLS } from '../../support/tills/merged-report.ts'
import { aPayment, aView, totals } from '../../support/views.ts'
import { aClosingTill, withShifts } from './closing-till.ts'
import { expect, test } from './fixtures.ts'
import { AS_CASHIER, AS_MANAGER, AS_OWNER, PEOPLE } from './people-till.ts'
import { aTill, environment, openGateway, PRACTICE } from './settings-till.ts'

const SHOTS = 'out/screenshots/section-keys'

const PAID = aPayment({ status: 'paid', received: '19.874210' })

function answerWith(backend: FakeBackend): void {
  aClosingTill(backend)
  backend.answer('reports.day', ({ day }) => ok({ totals: totals({ day }), payments: [PAID] }))
  backend.answer('dashboard.figures', err({ code: 'notNow' }))
  backend.answer('search.find', ok({ rows: [PAID], hasMore: false }))
  backend.answer('payments.history', ok({ view: aView(PAID), entries: [], shop: null }))
  backend.answer('refunds.of', err({ code: 'notNow' }))
  backend.answer('tills.list', ok(TILLS))
  backend.answer('tills.merged', err({ code: 'notNow' }))
}

async function openTill(page: Page, open: (page: 'cashier.html') => Promise<void>): Promise<void> {
  await open('cashier.html')
  await page.clock.resume()
  await page.getByRole('main').waitFor()
}

const current = (page: Page) => page.locator('nav [data-section][aria-current="page"]')
const capsIn = (page: Page, place: string) => page.locator(`${place} [data-active]`).allInnerTexts()

async function leadsTo(page: Page, key: string, section: string): Promise<void> {
  await page.keyboard.press(key)
  await expect(current(page)).toHaveAttribute('data-section', section)
}

test.describe('the keys of the sections', () => {
  test('lead to each of the reports, and to nothing else on any of them', async ({ page, backend, open }) => {
    aTill(backend, withShifts())
    answerWith(backend)
    await openTill(page, open)
    await page.keyboard.press('d')
    await expect(current(page)).toHaveAttribute('data-section', 'day')
    expect(await capsIn(page, 'main nav')).toEqual(['1', '2', '3', '4', '5', '6', '7'])
    const ready = {
      picture: page.getByRole('button', { name: 'Month', exact: true }),
      payments: page.locator('[data-payment]'),
      close: page.getByRole('button', { name: 'Close the day' }),
      zs: page.locator('[data-z]').first(),
      export: page.getByRole('button', { name: 'Choose a folder…' }),
      tills: page.getByRole('button', { name: 'Import files…' }),
      day: page.locator('[data-payment]'),
    }
    const keys = {
      picture: '2',
      payments: '3',
      close: '4',
      zs: '5',
      export: '6',
      tills: '7',
      day: '1',
    } as const
    for (const [section, key] of Object.entries(keys)) {
      await leadsTo(page, key, section)
      await ready[section as keyof typeof ready].waitFor()
      const caps = await page.locator('[data-active]').allInnerTexts()
      for (const one of Object.values(keys)) expect(caps.filter((cap) => cap === one)).toHaveLength(1)
      // The search has the keyboard at once; its Escape gives it back.
      if (section === 'payments') await page.keyboard.press('Escape')
      else await expect(current(page)).toBeFocused()
    }
    await page.locator('[data-payment]').click()
    await page.getByRole('article').waitFor()
    const caps = await page.locator('[data-active]').allInnerTexts()
    expect(caps.filter((cap) => /^\d$/.test(cap))).toHaveLength(7)
    await leadsTo(page, '4', 'close')
    expect(backend.calls('shifts.closeDay')).toEqual([])
  })

  test('count those that somebody has', async ({ page, backend, open }) => {
    aTill(backend, { ...withShifts(), people: PEOPLE, session: AS_MANAGER })
    answerWith(backend)
    await openTill(page, open)
    await page.keyboard.press('d')
    await expect(current(page)).toHaveAttribute('data-section', 'day')
    expect(await capsIn(page, 'main nav')).toEqual(['1', '2', '3', '4', '5'])
    await leadsTo(page, '3', 'close')
    await page.keyboard.press('6')
    await expect(current(page)).toHaveAttribute('data-section', 'close')
  })

  test('are never what is typed, chosen, or turned by the number block', async ({ page, backend, open }) => {
    aTill(backend, withShifts())
    answerWith(backend)
    await openTill(page, open)
    await leadsTo(page, 'd', 'day')
    await leadsTo(page, '3', 'payments')
    await expect(page.locator('search input')).toBeFocused()
    await expect(page.locator('search input')).toHaveValue('')
    await page.keyboard.type('12 4')
    await expect(page.locator('search input')).toHaveValue('12 4')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await leadsTo(page, '1', 'day')
    const heading = page.getByRole('heading', { level: 2 })
    await expect(heading).toContainText('November 21, 2026')
    await page.evaluate(() =>
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'PageUp', code: 'Numpad9', bubbles: true, cancelable: true }),
      ),
    )
    await expect(heading).toContainText('November 20, 2026')
    await expect(current(page)).toHaveAttribute('data-section', 'day')
    await leadsTo(page, '6', 'export')
    await page.locator('[aria-haspopup="listbox"]').first().focus()
    await page.keyboard.press('1')
    await expect(current(page)).toHaveAttribute('data-section', 'export')
  })

  test('are there in the settings, after the digits the letters below them', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, { ...withShifts(), people: PEOPLE, session: AS_OWNER })
    await openTill(page, open)
    await page.keyboard.press('s')
    await expect(current(page)).toHaveAttribute('data-section', 'shop')
    expect(await capsIn(page, 'main nav')).toEqual([...'1234567890QWER'])
    await leadsTo(page, 'w', 'people')
    await leadsTo(page, '5', 'gateway')
  })

  test('wait while a PIN is asked for, whatever has the keyboard', async ({ page, backend, open }) => {
    const gateways = gatewayViews('live', { nowpayments: { live: { 'api-key': 'K3Y9' } } })
    aTill(backend, { people: PEOPLE, session: AS_OWNER, gateways })
    await open('cashier.html')
    await openGateway(page, 'NOWPayments')
    const block = environment(page, 'NOWPayments', 'Live')
    await block.getByRole('button', { name: 'Enter another key' }).click()
    await block.getByLabel('API key').fill('ABCD1234-EFGH5678')
    await block.getByRole('button', { name: 'Test and save' }).click()
    const form = block.getByRole('form', { name: 'Test and save' })
    await form.getByRole('button', { name: 'Back' }).focus()
    await page.keyboard.press('2')
    await expect(form).toBeVisible()
    await form.getByRole('button', { name: 'Back' }).click()
    await leadsTo(page, '2', 'selling')
  })
})

test.describe('Z at the till', () => {
  test('leads to the day close, where Z asks and Enter closes', async ({ page, backend, open }) => {
    aTill(backend, withShifts())
    answerWith(backend)
    await openTill(page, open)
    const toClose = page.getByRole('button', { name: 'Close the day' })
    await expect(toClose.locator('[data-active]')).toHaveText('Z')
    await page.keyboard.press('z')
    await expect(current(page)).toHaveAttribute('data-section', 'close')
    await page.getByRole('article').waitFor()
    await expect(page.getByRole('form')).toHaveCount(0)
    await page.keyboard.press('z')
    await page.getByRole('form', { name: 'Close the day' }).waitFor()
    expect(backend.calls('shifts.closeDay')).toEqual([])
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 2, name: 'Z report 0012', exact: true })).toBeVisible()
    expect(backend.calls('shifts.closeDay')).toHaveLength(1)
  })

  test('is in nobody’s way who types, and not there for whoever needs a word for it', async ({
    page,
    backend,
    open,
  }) => {
    const { next } = aTill(backend, { ...withShifts(), people: PEOPLE, session: AS_MANAGER })
    answerWith(backend)
    await openTill(page, open)
    await page.getByLabel('Order reference').fill('A')
    await page.getByLabel('Order reference').press('z')
    await expect(page.getByLabel('Order reference')).toHaveValue('Az')
    await expect(page.getByRole('status', { name: 'Amount' })).toBeVisible()
    const inTheBar = page.getByRole('banner').getByRole('button', { name: 'Close the day' })
    await expect(inTheBar).toBeVisible()
    await next({ session: AS_CASHIER })
    await expect(inTheBar).toHaveCount(0)
  })
})

for (const look of [
  { width: 1280, height: 800, theme: 'light', language: 'en' },
  { width: 1024, height: 600, theme: 'dark', language: 'en' },
  { width: 1024, height: 600, theme: 'light', language: 'ar' },
] as const) {
  const { width, height, theme, language } = look
  test(`the keys are seen, ${width} wide, ${theme}, ${language}`, async ({ page, backend, open }) => {
    await page.setViewportSize({ width, height })
    mkdirSync(SHOTS, { recursive: true })
    aTill(backend, { ...PRACTICE, ...withShifts(), people: PEOPLE, session: AS_OWNER }, { theme, language })
    answerWith(backend)
    await openTill(page, open)
    await page.getByRole('banner').locator('[data-active]', { hasText: 'Z' }).waitFor()
    await page.screenshot({ path: `${SHOTS}/${width}-${theme}-${language}-till.png` })
    const bar = page.getByRole('banner')
    expect(await bar.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
    for (const button of await bar.getByRole('button').all())
      await expect(button).toBeInViewport({ ratio: 1 })
    await page.keyboard.press('z')
    await page.getByRole('article').waitFor()
    await page.screenshot({ path: `${SHOTS}/${width}-${theme}-${language}-close.png` })
    await page.keyboard.press('Escape')
    await page.keyboard.press('s')
    await expect(current(page)).toHaveAttribute('data-section', 'shop')
    await page.screenshot({ path: `${SHOTS}/${width}-${theme}-${language}-settings.png` })
  })
}
