import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import type { MergedReport } from '../../../shared/contract/tills.ts'
import { ok } from '../../../shared/result.ts'
import { type Figures, sumOf } from '../../../shared/shift/figures.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { ANA, aReport, aZRow, BEN } from '../../support/shift-reports.ts'
import { aMergedReport, BAR, someFigures, TERRACE, TILLS } from '../../support/tills/merged-report.ts'
import { aPayment } from '../../support/views.ts'
import { aClosingTill, openReports, withShifts } from './closing-till.ts'
import { id } from './day-till.ts'
import { expect, test } from './fixtures.ts'
import { aTill } from './settings-till.ts'

// Eight digits before the dot, six behind it in USDT, and names as long as the settings allow, in the smallest window.

const PERSON = { id: 'm', name: 'Maximilian-Alexander Schwarzenbergsteinm' }
const LONG = { ...BAR, name: 'Wintergartenrestaurantterrasse' }
const WORDS = { ...TERRACE, number: 99, name: 'Terrace beside the garden door' }

function much(goods: number, currency: 'EUR' | 'USD' = 'EUR'): Figures {
  return {
    ...someFigures(123_456, goods, currency),
    ...{ received: '98765432.123456', net: '97654321.123456', fees: '1111111.000000' },
    ...{ netUnknown: '12345678.500000', refunded: '12345678.000001' },
  }
}

const [one, two, dollars] = [much(9_876_543_210), much(4_567_890_123), much(1_234_567_890, 'USD')]

const MERGED: MergedReport = {
  ...aMergedReport({ whole: sumOf([one, two, dollars]) }),
  tills: [
    { till: LONG, zs: 2, figures: sumOf([one, two]) },
    { till: WORDS, zs: 1, figures: dollars },
  ],
  days: [{ day: '2026-11-19', figures: one, tills: [{ till: LONG, zs: [1011], figures: one }] }],
  cashiers: [{ till: LONG, person: PERSON, figures: one }],
}

function aBigTill(backend: FakeBackend): void {
  const cell = (cashier: string, figures: Figures) => ({
    ...{ cashier, shift: 4, gateway: 'nowpayments', isCorrection: false, figures },
  })
  const report = aReport()
  const cells = [cell(ANA.id, one), cell(BEN.id, two)]
  const money = { goods: 9_876_543_210, tip: 1_234_567_890 }
  const z = aZRow(11)
  const taken = z.taken.slice(0, 1).map((sums) => ({ ...sums, ...money }))
  aClosingTill(backend, {
    report: { ...report, totals: { ...report.totals, cells } },
    zs: [{ ...z, by: PERSON, sales: 123_456, taken }],
  })
  const [own, ...others] = TILLS.tills
  const shop = 'The shop with the long name beside the station, ground floor'
  const named = others.map((row, at) => ({ ...row, shop, till: at === 0 ? LONG : WORDS }))
  backend.answer('tills.list', ok({ tills: own ? [own, ...named] : named }))
  backend.answer('tills.merged', (period) => ok({ ...MERGED, period }))
  const price = { minor: 9_876_543_210, currency: 'EUR' as const }
  const paid = { status: 'paid', received: '98765432.123456', reference: 'A-1042 for the wedding' } as const
  const payment = aPayment({ id: id('11'), number: 117, ...paid, price, cashier: PERSON })
  backend.answer('search.find', ok({ rows: [payment], hasMore: false }))
}

/** The figures that do not stand in one line. */
function broken(figures: Locator): Promise<(string | null)[]> {
  return figures.evaluateAll((all) =>
    all
      .filter((figure) => {
        const range = document.createRange()
        range.selectNodeContents(figure)
        return (
          range.getBoundingClientRect().height > 1.5 * Number.parseFloat(getComputedStyle(figure).lineHeight)
        )
      })
      .map(({ textContent }) => textContent),
  )
}

/** Nothing is moved sideways or cut there but the boxes of the tables, and what says so with three dots. */
async function expectHeld(page: Page): Promise<void> {
  const moved = await page.evaluate(() =>
    [...document.querySelectorAll('html, main, main *:not(:has(> table))')]
      .filter((element) => {
        const { overflowX, textOverflow } = getComputedStyle(element)
        const isCut = overflowX !== 'visible' || element.localName === 'html'
        const isSeen = element.clientWidth > 1
        return isSeen && isCut && textOverflow === 'clip' && element.scrollWidth > element.clientWidth
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 120)),
  )
  expect(moved).toEqual([])
}

for (const language of ['en', 'ar'] as const) {
  test(`tables of money hold: ${language}`, async ({ page, backend, open }) => {
    await page.setViewportSize({ width: 1024, height: 600 })
    aTill(backend, withShifts(), { language, tillName: LONG.name })
    aBigTill(backend)
    await open('cashier.html')
    for (const [section, tables] of [
      ['tills', 7],
      ['close', 7],
    ] as const) {
      await openReports(page, section)
      await expect(page.getByRole('table')).toHaveCount(tables)
      const sums = page.locator('table[data-many="true"]')
      expect(await broken(sums.locator('td bdi'))).toEqual([])
      const names = await sums
        .locator('tbody th')
        .evaluateAll((all) => all.map(({ clientWidth }) => clientWidth))
      expect(Math.min(...names)).toBeGreaterThanOrEqual(100)
      await expectHeld(page)
      // At the far end the name still stands beside its last figure.
      const row = page
        .getByRole('row')
        .filter({ hasText: /2,345|5,678|3,209/ })
        .first()
      await row.getByRole('cell').last().scrollIntoViewIfNeeded()
      await expect(row.getByRole('rowheader')).toBeInViewport({ ratio: 1 })
      await expect(row.getByRole('cell').last()).toBeInViewport({ ratio: 1 })
      // Chromium lets the keyboard into whatever is moved sideways (see below); the rule does not know that.
      const axe = new AxeBuilder({ page }).disableRules('scrollable-region-focusable')
      const { violations } = await axe.analyze()
      expect(violations.map(({ id: rule, nodes }) => [rule, ...nodes.map((node) => node.html)])).toEqual([])
      await page.keyboard.press('Escape')
    }
    for (const section of ['zs', 'payments']) {
      await openReports(page, section)
      if (section === 'payments') await page.locator('search input').fill('a')
      await expect(page.getByRole('table')).toHaveCount(1)
      await expectHeld(page)
      await page.keyboard.press('Escape')
    }
  })

  test(`and are moved by the keys: ${language}`, async ({ page, backend, open }) => {
    await page.setViewportSize({ width: 1024, height: 600 })
    aTill(backend, withShifts(), { language })
    aBigTill(backend)
    await open('cashier.html')
    await openReports(page, 'tills')
    await expect(page.getByRole('table')).toHaveCount(7)
    await page.locator('main button').last().focus()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press(language === 'en' ? 'ArrowRight' : 'ArrowLeft')
    const box = page.locator('div:has(> table)').last()
    await expect(box).toBeFocused()
    await expect.poll(() => box.evaluate((element) => Math.abs(element.scrollLeft))).toBeGreaterThan(0)
  })
}
