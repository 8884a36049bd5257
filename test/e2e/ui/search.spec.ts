import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { money } from '../../../shared/money/money.ts'
import type { ChargedPayment, Payment } from '../../../shared/payment/payment.ts'
import { err, ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { anAbandonedPayment, aPayment, aView } from '../../support/views.ts'
import { id } from './day-till.ts'
import { expect, test } from './fixtures.ts'
import { aTill } from './settings-till.ts'

const SHOTS = 'out/screenshots/search'

const MARIA = { id: 'maria', name: 'Maria López' }

function paid(number: number, change: Partial<ChargedPayment> = {}): Payment {
  return aPayment({ id: id(String(number)), number, status: 'paid', received: '19.874210', ...change })
}

const ROWS: readonly Payment[] = [
  paid(98, { reference: 'Table 7', cashier: MARIA }),
  { ...anAbandonedPayment('gatewayTimeout'), id: id('97'), number: 97, reference: 'Table 70' },
  paid(61, {
    reference: 'A-1042 for the wedding on Saturday evening',
    price: money(1_234_567, 'EUR'),
    createdAt: '2026-11-03T09:41:00.000Z',
    status: 'short',
    received: '18.000000',
    remarks: ['underpaid'],
  }),
  paid(12, { createdAt: '2025-02-01T18:05:09.000Z', cashier: { id: 'o', name: 'عمر' } }),
]

function answerWith(backend: FakeBackend, rows: readonly Payment[] = ROWS, hasMore = false): void {
  // The day stands there for a moment.
  backend.answer('reports.day', err({ code: 'notNow' }))
  backend.answer('search.find', ok({ rows: [...rows], hasMore }))
}

async function openSearch(page: Page): Promise<void> {
  await page.clock.resume()
  await page.getByRole('main').waitFor()
  await page.keyboard.press('d')
  await page.locator('main nav [data-section="payments"]').click()
  await page.locator('search input').waitFor()
}

const rows = (page: Page) => page.locator('main tbody tr')

test.describe('all payments', () => {
  test('are searched as one types, and the newest question wins', async ({ page, backend, open }) => {
    aTill(backend)
    answerWith(backend)
    const first = backend.hold('search.find')
    await open('cashier.html')
    await openSearch(page)
    await expect(page.getByLabel('Amount, address')).toBeFocused()
    await page.keyboard.type('tab')
    await expect(page.getByText('Searching…')).toBeVisible()
    answerWith(backend)
    first(ok({ rows: [paid(5)], hasMore: false }))
    await expect(rows(page)).toHaveCount(4)
    await expect(page.getByRole('status').filter({ hasText: 'found' })).toHaveText('4 payments found for tab')
    expect(backend.calls('search.find').map(({ text }) => text)).toEqual(['', 'tab'])
    await expect(rows(page).first()).toContainText('0098')
    await expect(rows(page).first()).toContainText('Maria López')
    await expect(rows(page).nth(1)).toContainText('Never shown')
    await expect(rows(page).last()).toContainText('Feb 1, 2025')
  })

  test('a row leads to its history, Enter to the first, and back to the row one came from', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend)
    answerWith(backend)
    backend.answer('payments.history', ({ id: asked }) =>
      ok({ view: aView(ROWS.find((row) => row.id === asked) ?? paid(1)), entries: [] }),
    )
    backend.answer('refunds.of', err({ code: 'notNow' }))
    await open('cashier.html')
    await openSearch(page)
    await page.keyboard.type('table')
    await page.getByRole('button', { name: '0012' }).click()
    await expect(page.getByRole('heading', { name: 'Payment 0012' })).toBeVisible()
    await page.getByRole('button', { name: 'Back', exact: true }).click()
    await expect(page.getByRole('button', { name: '0012' })).toBeFocused()
    await expect(page.getByLabel('Amount, address')).toHaveValue('table')
    await page.keyboard.press('/')
    await expect(page.getByLabel('Amount, address')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Payment 0098' })).toBeVisible()
  })

  test('more of many are shown when they are asked for', async ({ page, backend, open }) => {
    aTill(backend)
    answerWith(backend, ROWS, true)
    await open('cashier.html')
    await openSearch(page)
    await page.keyboard.type('t')
    await expect(page.getByText('The newest 4 payments')).toBeVisible()
    backend.answer('search.find', err({ code: 'journalUnavailable', reason: 'other' }))
    await page.getByRole('button', { name: 'Show older ones' }).click()
    await expect(page.getByRole('alert')).toContainText('journalUnavailable')
    await expect(rows(page)).toHaveCount(4)
    answerWith(backend, [paid(9), paid(8)])
    await page.getByRole('button', { name: 'Show older ones' }).click()
    await expect(rows(page)).toHaveCount(6)
    expect(backend.calls('search.find').at(-1)).toEqual({ text: 't', before: 12 })
    await expect(page.getByRole('button', { name: 'Show older ones' })).toHaveCount(0)
    await expect(page.getByText('6 payments found')).toBeVisible()
  })

  test('say that nothing fits, and why a search has failed; Escape takes back what was typed', async ({
    page,
    backend,
    open,
  }) => {
    mkdirSync(SHOTS, { recursive: true })
    aTill(backend)
    answerWith(backend, [])
    await open('cashier.html')
    await openSearch(page)
    await expect(page.getByText('No payments yet')).toBeVisible()
    await page.keyboard.type('nobody')
    await expect(page.getByText('No payment fits')).toBeVisible()
    await page.screenshot({ path: `${SHOTS}/none.png` })
    backend.answer('search.find', err({ code: 'journalUnavailable', reason: 'damaged' }))
    await page.keyboard.type('!')
    await expect(page.getByRole('alert')).toContainText('journalUnavailable')
    await page.screenshot({ path: `${SHOTS}/failed.png` })
    answerWith(backend)
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(rows(page)).toHaveCount(4)
    await page.getByLabel('Amount, address').press('Escape')
    await expect(page.getByLabel('Amount, address')).toHaveValue('')
    await expect(page.getByText('What you can search by')).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: '4 payments' })).toHaveText('4 payments')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(page.locator('search')).toHaveCount(0)
  })

  test('leave no English in the pseudo-language', async ({ page, backend, open }) => {
    aTill(backend, {}, { language: 'pseudo', shopName: '88', tillName: '1' })
    answerWith(backend, [paid(98, { reference: '7' })])
    await open('cashier.html')
    await openSearch(page)
    for (const typed of ['', '7']) {
      await page.keyboard.type(typed)
      if (typed !== '') await expect(rows(page)).toHaveCount(1)
      const text = await page.locator('main').innerText()
      expect(text.replaceAll(/USDT|EUR/g, '')).not.toMatch(/[A-Za-z]{2,}/)
    }
  })
})

for (const look of [
  { width: 1280, height: 800, theme: 'light', language: 'en' },
  { width: 1280, height: 800, theme: 'dark', language: 'en' },
  { width: 1024, height: 600, theme: 'light', language: 'en' },
  { width: 1024, height: 600, theme: 'dark', language: 'ar' },
] as const) {
  const { width, height, theme, language } = look
  test(`everyone can read it, ${width} wide, ${theme}, ${language}`, async ({ page, backend, open }) => {
    await page.setViewportSize({ width, height })
    mkdirSync(SHOTS, { recursive: true })
    aTill(backend, {}, { theme, language })
    answerWith(backend, ROWS, true)
    await open('cashier.html')
    await openSearch(page)
    await expect(rows(page)).toHaveCount(4)
    await page.screenshot({ path: `${SHOTS}/${width}-${theme}-${language}-how.png` })
    const findings = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      return violations.map(({ id: rule, nodes }) => [rule, ...nodes.map((node) => node.html)])
    }
    expect(await findings()).toEqual([])
    await page.keyboard.type('table')
    await expect(rows(page)).toHaveCount(4)
    await page.screenshot({ path: `${SHOTS}/${width}-${theme}-${language}.png` })
    expect(await findings()).toEqual([])
    const box = page.locator('main table').locator('..')
    expect(await box.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
    for (const row of await rows(page).all()) {
      expect((await row.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(48)
    }
  })
}
