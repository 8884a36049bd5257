import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { anEmptyReport, aReport } from '../../support/shift-reports.ts'
import { aClosingTill, openReports, withShifts } from './closing-till.ts'
import { expect, test } from './fixtures.ts'
import { aTill, PRACTICE } from './settings-till.ts'

const SHOTS = 'out/screenshots/closing'

async function look(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: `${SHOTS}/${name}.png`, animations: 'disabled' })
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map((node) => node.html)])).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBe(0)
}

for (const [theme, language, width, height] of [
  ['light', 'en', 1280, 800],
  ['dark', 'en', 1024, 600],
  ['light', 'ar', 1024, 600],
] as const) {
  test(`day close looks as it should: ${theme}, ${language}, ${width}×${height}`, async ({
    page,
    backend,
    open,
  }) => {
    await page.setViewportSize({ width, height })
    aTill(backend, withShifts(), { theme, language })
    aClosingTill(backend)
    await open('cashier.html')
    await openReports(page, 'close')
    await page.getByRole('article').waitFor()
    await look(page, `close-${theme}-${language}`)
    await page.getByRole('article').scrollIntoViewIfNeeded()
    await page.keyboard.press('z')
    await page.getByRole('form').waitFor()
    await look(page, `confirm-${theme}-${language}`)
    await page.keyboard.press('Escape')
    await page.setViewportSize({ width, height: 2900 })
    await look(page, `sheet-${theme}-${language}`)
    await page.setViewportSize({ width, height })
    await page.locator('nav [data-section="zs"]').click()
    await page.getByRole('table').waitFor()
    await look(page, `zs-${theme}-${language}`)
    await page.getByRole('table').getByRole('button').first().click()
    await page.getByRole('article').waitFor()
    await look(page, `z-${theme}-${language}`)
  })
}

test('a day on which nothing happened, in practice', async ({ page, backend, open }) => {
  aTill(backend, { ...PRACTICE, ...withShifts({ lastZ: 0, lastZAt: null }) })
  const report = anEmptyReport({ number: 1, from: null, mode: 'practice' })
  aClosingTill(backend, { report, zs: [] })
  await page.setViewportSize({ width: 1280, height: 1700 })
  await open('cashier.html')
  await openReports(page, 'close')
  await expect(page.getByText('PRACTICE · NO REAL MONEY')).toHaveCount(2)
  await look(page, 'empty')
  await page.locator('nav [data-section="zs"]').click()
  await expect(page.getByText('No day has been closed yet.')).toBeVisible()
  await look(page, 'zs-empty')
})

test('the pseudo-language leaves no English on any of it', async ({ page, backend, open }) => {
  aTill(backend, withShifts(), { language: 'pseudo', shopName: '88', tillName: '1' })
  aClosingTill(backend, { report: aReport({ shop: '88', till: '1' }) })
  await open('cashier.html')
  await openReports(page, 'close')
  await page.getByRole('article').waitFor()
  const texts = [await page.locator('main').innerText()]
  await page.keyboard.press('z')
  await page.getByRole('form').waitFor()
  texts.push(await page.locator('main').innerText())
  await page.keyboard.press('Escape')
  await page.locator('nav [data-section="zs"]').click()
  await page.getByRole('table').waitFor()
  texts.push(await page.locator('main').innerText())
  // What no catalogue holds: codes, names, hashes, keys, and dates from the browser.
  const same =
    /EUR|USD|USDT|UTC|NOWPayments|PayStablecoin|Ana|Ben|VAT|Drawer|SHA-256|November|Nov|Esc|\b[0-9a-f]{4}\b/g
  for (const text of texts) expect(text.replaceAll(same, '')).not.toMatch(/[A-Za-z]{2,}/)
})
