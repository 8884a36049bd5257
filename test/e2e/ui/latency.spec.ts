import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { LatencyRow } from '../../../shared/contract/latency.ts'
import { err, ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { expect, test } from './fixtures.ts'
import { aTill, openSettings } from './settings-till.ts'

const SHOTS = 'out/screenshots/latency'

const spread = (count: number, median: number, p95: number) => ({
  count,
  medianMs: median * 1000,
  p95Ms: p95 * 1000,
})
const NONE = { create: null, seen: null, confirmed: null, finished: null, whole: null }

const ROWS: readonly LatencyRow[] = [
  {
    day: '2026-11-21',
    gateway: 'nowpayments',
    payments: 48,
    failed: [
      { reason: 'chargeUnknown', count: 2 },
      { reason: 'interrupted', count: 1 },
    ],
    intervals: {
      create: spread(48, 0.8, 2.35),
      seen: spread(41, 38, 171),
      confirmed: spread(39, 21, 47),
      finished: spread(39, 64, 152),
      whole: spread(44, 104, 340),
    },
  },
  {
    day: '2026-11-21',
    gateway: 'usdt-payments',
    payments: 1,
    failed: [],
    intervals: { ...NONE, create: spread(1, 1.6, 1.6), whole: spread(1, 74, 74) },
  },
  {
    day: '2026-11-20',
    gateway: 'nowpayments',
    payments: 0,
    failed: [{ reason: 'gatewayTimeout', count: 4 }],
    intervals: NONE,
  },
]

/** Main's record, for whatever period is asked. */
function measured(backend: FakeBackend, rows: readonly LatencyRow[] = ROWS): void {
  backend.answer('reports.latency', (period) => ok({ period, rows: [...rows] }))
}

const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

test.describe('the record of speed', () => {
  test('shows each gateway of each day, with what most and almost all payments took', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend)
    measured(backend)
    await open('cashier.html')
    await openSettings(page, 'Speed')
    const first = rowOf(page, 'NOWPayments').first()
    for (const text of ['48 payments', '0.8 sec', '95 of 100: 2.4 sec', '38 sec', '2.9 min']) {
      await expect(first).toContainText(text)
    }
    await expect(first).toContainText('2 · The gateway’s answer was lost')
    await expect(first).toContainText('1 · This till was closed meanwhile')
    await expect(rowOf(page, 'USDT Payments')).toContainText('1 payment')
    await expect(rowOf(page, 'USDT Payments').getByText('Not measured')).toHaveCount(3)
    await expect(page.getByRole('rowheader', { name: /Nov 2/ })).toHaveText([/21/, /20/])
    expect(backend.calls('reports.latency')).toEqual([{ until: '2026-11-21', days: 7 }])
  })

  test('a bar is as long as its figure’s part of the longest in the column', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend)
    measured(backend)
    await open('cashier.html')
    await openSettings(page, 'Speed')
    const shares = await page
      .locator('td[data-column="create"] [aria-hidden="true"] > div')
      .evaluateAll((bars) =>
        bars.map((bar) => {
          const track = bar.parentElement
          return track ? bar.getBoundingClientRect().width / track.getBoundingClientRect().width : 0
        }),
      )
    expect(shares.map((share) => Math.round(share * 100))).toEqual([50, 100])
  })

  test('of another period is asked for by its days', async ({ page, backend, open }) => {
    aTill(backend)
    measured(backend)
    await open('cashier.html')
    await openSettings(page, 'Speed')
    await page.getByRole('button', { name: '90 days' }).click()
    await expect(page.getByRole('button', { name: '90 days' })).toHaveAttribute('aria-pressed', 'true')
    await backend.called('reports.latency', 2)
    expect(backend.calls('reports.latency').at(-1)).toEqual({ until: '2026-11-21', days: 90 })
    await expect(rowOf(page, 'NOWPayments')).toHaveCount(2)
  })

  test('says what it is waiting for, that there is nothing, and why it has failed', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend)
    const answer = backend.hold('reports.latency')
    await open('cashier.html')
    await openSettings(page, 'Speed')
    await expect(page.getByText('Reading the journal…')).toBeVisible()
    answer(err({ code: 'journalUnavailable', reason: 'damaged' }))
    const alert = page.getByRole('alert')
    await expect(alert).toContainText('journalUnavailable')
    measured(backend, [])
    await alert.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByText('Nothing to measure yet')).toBeVisible()
    mkdirSync(SHOTS, { recursive: true })
    await page.screenshot({ path: `${SHOTS}/empty.png` })
  })

  test('leaves no English in the pseudo-language', async ({ page, backend, open }) => {
    aTill(backend, {}, { language: 'pseudo', shopName: '88', tillName: '1' })
    measured(backend)
    await open('cashier.html')
    await page.clock.resume()
    await page.getByRole('main').waitFor()
    await page.keyboard.press('s')
    await page.locator('main nav [data-section="latency"]').click()
    await expect(page.locator('main tbody')).toHaveCount(2)
    const text = await page.locator('main').innerText()
    // Names, units and the days of the window's locale are data.
    const data = /NOWPayments|USDT Payments|sec|min|Sat|Fri|Nov/g
    expect(text.replaceAll(data, '')).not.toMatch(/[A-Za-z]{2,}/)
  })
})

for (const look of [
  { width: 1280, height: 800, theme: 'light', language: 'en', name: 'Speed' },
  { width: 1280, height: 800, theme: 'dark', language: 'en', name: 'Speed' },
  { width: 1024, height: 600, theme: 'light', language: 'en', name: 'Speed' },
  { width: 1024, height: 600, theme: 'dark', language: 'ar', name: 'السرعة' },
] as const) {
  const { width, height, theme, language, name } = look
  test(`everyone can read it, ${width} wide, ${theme}, ${language}`, async ({ page, backend, open }) => {
    await page.setViewportSize({ width, height })
    mkdirSync(SHOTS, { recursive: true })
    aTill(backend, {}, { theme, language })
    measured(backend)
    await open('cashier.html')
    await page.clock.resume()
    await page.getByRole('main').waitFor()
    await page.keyboard.press('s')
    await page.getByRole('button', { name, exact: true }).click()
    await expect(page.locator('main tbody')).toHaveCount(2)
    await page.screenshot({ path: `${SHOTS}/${width}-${theme}-${language}.png` })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])).toEqual([])
    const body = page.locator('main section').first()
    expect(await body.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
    for (const button of await page.locator('main fieldset button').all()) {
      expect((await button.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(48)
    }
    await page.locator('main dl').scrollIntoViewIfNeeded()
    await page.screenshot({ path: `${SHOTS}/${width}-${theme}-${language}-below.png` })
  })
}
