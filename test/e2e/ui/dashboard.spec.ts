import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { daysOf } from '../../../shared/calendar/day.ts'
import { rangeOf } from '../../../shared/calendar/period.ts'
import type { Dashboard } from '../../../shared/contract/dashboard.ts'
import { err, ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { expect, test } from './fixtures.ts'
import { aTill } from './settings-till.ts'

const SHOTS = 'out/screenshots/dashboard'

const eur = (sales: number) => (sales > 0 ? [{ currency: 'EUR' as const, sales, minor: sales * 1825 }] : [])
const wait = (count: number) =>
  count > 0 ? { count, medianMs: 60_000 + count * 1000, p95Ms: 180_000 + count * 4000 } : null

/** The figures of a shop that is closed on Sundays and sells most at noon. */
function aDashboard(range: Dashboard['range']): Dashboard {
  const ofDay = (day: string) => (new Date(day).getUTCDay() === 0 ? 0 : 8 + (Number(day.slice(8)) % 7) * 3)
  const days = daysOf(range)
  const all = days.filter((day) => day <= '2026-11-21').reduce((sum, day) => sum + ofDay(day), 0)
  const yen = { currency: 'JPY' as const, sales: 2, minor: 3650 }
  return {
    range,
    whole: { sold: [...eur(all), yen], timeToPaid: wait(all) },
    days: days.map((day) => {
      const sales = day <= '2026-11-21' ? ofDay(day) : 0
      return { day, sold: day === '2026-11-21' ? [...eur(sales), yen] : eur(sales), timeToPaid: wait(sales) }
    }),
    hours: Array.from({ length: 24 }, (_, hour) => ({
      hour,
      sold: eur(hour < 8 || hour > 19 ? 0 : 20 - 2 * Math.abs(hour - 12)),
    })),
    cashiers: [
      { cashier: { id: 'm', name: 'Maria López' }, sold: [...eur(70), yen] },
      { cashier: { id: 'o', name: 'عمر' }, sold: eur(28) },
      { cashier: null, sold: eur(3) },
    ],
    gateways: [
      { gateway: 'nowpayments', sold: [...eur(90), yen] },
      { gateway: 'usdt-payments', sold: eur(11) },
    ],
    exceptions: [
      { kind: 'short', count: 6, open: 2 },
      { kind: 'late', count: 3, open: 0 },
    ],
  }
}

function answerWith(backend: FakeBackend, make = aDashboard): void {
  // The day stands there for a moment.
  backend.answer('reports.day', err({ code: 'notNow' }))
  backend.answer('dashboard.figures', ({ period }) => ok(make(rangeOf(period, 'monday'))))
}

async function openOverview(page: Page): Promise<void> {
  await page.clock.resume()
  await page.getByRole('main').waitFor()
  await page.keyboard.press('d')
  await page.locator('main nav [data-section="picture"]').click()
}

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true }).first()

/** How much of a chart is drawn in the colour of its bars, and where the middle of that is, from 0 (left) to 1. */
function inked(page: Page, name: string) {
  return card(page, name)
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => {
      const sample = canvas.closest('[role="img"]')?.querySelector('[data-colour="mark"]')
      const colour = (sample ? getComputedStyle(sample).color : '').match(/\d+/g)?.map(Number) ?? []
      // A copy to be read, so that the chart's own canvas is left as it is.
      const copy = Object.assign(document.createElement('canvas'), {
        width: canvas.width,
        height: canvas.height,
      })
      const context = copy.getContext('2d', { willReadFrequently: true })
      if (!context) throw new Error('no context')
      context.drawImage(canvas, 0, 0)
      const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
      let count = 0
      let sum = 0
      for (let index = 0; index < data.length; index += 4) {
        if (![0, 1, 2].every((part) => data[index + part] === colour[part]) || data[index + 3] !== 255)
          continue
        count += 1
        sum += (index / 4) % width
      }
      return { share: count / (width * height), middle: sum / Math.max(1, count) / width }
    })
}

test.describe('sales in pictures', () => {
  test('of this week, each picture with its table', async ({ page, backend, open }) => {
    aTill(backend)
    answerWith(backend)
    await open('cashier.html')
    await openOverview(page)
    await expect(page.getByRole('heading', { level: 2 })).toHaveText('Nov 16 – 22, 2026')
    expect(backend.calls('dashboard.figures')).toEqual([{ period: { kind: 'week', day: '2026-11-21' } }])
    const byDay = card(page, 'Sales by day')
    // Sunday has not been yet.
    await expect(byDay.locator('tbody tr')).toHaveCount(6)
    await expect(byDay.getByRole('row', { name: /Nov 16/ })).toHaveText(/14.*EUR\s255\.50/)
    await expect(byDay.getByRole('row', { name: /Nov 21/ })).toContainText('JPY')
    await expect(card(page, 'Sales by hour of the day').locator('tbody tr').first()).toContainText('08:00')
    await expect(card(page, 'Sales by hour of the day').locator('tbody tr')).toHaveCount(12)
    await expect(card(page, 'Sales by cashier').locator('tbody th')).toHaveText([
      'Maria López',
      'عمر',
      'Nobody signed in',
    ])
    await expect(card(page, 'Sales by gateway').locator('tbody th').first()).toHaveText('NOWPayments')
    await expect(card(page, 'Time until paid').locator('tbody tr').first()).toContainText('74 sec')
    await expect(card(page, 'Exceptions').locator('tbody tr').first()).toHaveText(
      /Short: too little came.*6.*2/,
    )
    for (const name of ['Sales by day', 'Sales by hour of the day', 'Time until paid']) {
      await expect(card(page, name).getByRole('img')).toHaveAccessibleName(/The table beside it/)
      expect((await inked(page, name)).share).toBeGreaterThan(0.001)
    }
  })

  test('a week is in sight at once, and a month is scrolled', async ({ page, backend, open }) => {
    aTill(backend)
    const both = [...eur(3), { currency: 'JPY' as const, sales: 2, minor: 3650 }]
    answerWith(backend, (range) => {
      const figures = aDashboard(range)
      return { ...figures, days: figures.days.map((day, at) => (at === 0 ? { ...day, sold: both } : day)) }
    })
    await open('cashier.html')
    await openOverview(page)
    const table = card(page, 'Sales by day').getByRole('region')
    const hidden = () => table.evaluate((box) => box.scrollHeight - box.clientHeight)
    await expect(table.locator('tbody tr')).toHaveCount(6)
    await page.keyboard.press('PageUp')
    await expect(table.locator('tbody tr')).toHaveCount(7)
    expect(await hidden()).toBe(0)
    await page.getByRole('button', { name: 'Month', exact: true }).click()
    await expect.poll(() => table.locator('tbody tr').count()).toBeGreaterThan(7)
    expect(await hidden()).toBeGreaterThan(0)
  })

  test('bars are as long as the sales, or as the money', async ({ page, backend, open }) => {
    aTill(backend)
    answerWith(backend, (range) => ({
      ...aDashboard(range),
      gateways: [
        { gateway: 'nowpayments', sold: [{ currency: 'EUR', sales: 10, minor: 1000 }] },
        { gateway: 'usdt-payments', sold: [{ currency: 'EUR', sales: 5, minor: 4000 }] },
      ],
    }))
    await open('cashier.html')
    await openOverview(page)
    const shares = () =>
      card(page, 'Sales by gateway')
        .locator('tbody [aria-hidden="true"] > div')
        .evaluateAll((bars) =>
          bars.map((bar) => {
            const track = bar.parentElement
            return track ? bar.getBoundingClientRect().width / track.getBoundingClientRect().width : 0
          }),
        )
    await expect.poll(shares).toEqual([0.25, 1])
    const money = await inked(page, 'Sales by day')
    await page.getByRole('button', { name: 'Sales', exact: true }).click()
    await expect.poll(shares).toEqual([1, 0.5])
    expect(await inked(page, 'Sales by day')).not.toEqual(money)
  })

  test('of other days are asked for by their period, never beyond today', async ({ page, backend, open }) => {
    aTill(backend)
    answerWith(backend)
    await open('cashier.html')
    await openOverview(page)
    await expect(page.getByRole('button', { name: 'The one after' })).toBeDisabled()
    await page.getByRole('button', { name: 'Month', exact: true }).click()
    await expect(page.getByRole('heading', { level: 2 })).toHaveText('November 2026')
    await page.keyboard.press('PageUp')
    await expect(page.getByRole('heading', { level: 2 })).toHaveText('October 2026')
    await expect(card(page, 'Sales by day').locator('tbody tr')).toHaveCount(31)
    await page.getByRole('button', { name: 'Day', exact: true }).last().click()
    await expect(page.getByRole('heading', { level: 2 })).toHaveText('Thursday, October 1, 2026')
    // One day has one bar, which says nothing.
    await expect(card(page, 'Sales by hour of the day').locator('canvas')).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Sales by day' })).toHaveCount(0)
    await page.keyboard.press('t')
    await expect(page.getByRole('heading', { level: 2 })).toHaveText('Saturday, November 21, 2026')
    expect(backend.calls('dashboard.figures').map(({ period }) => period)).toEqual([
      { kind: 'week', day: '2026-11-21' },
      { kind: 'month', day: '2026-11-21' },
      { kind: 'month', day: '2026-10-01' },
      { kind: 'day', day: '2026-10-01' },
      { kind: 'day', day: '2026-11-21' },
    ])
  })

  test('of any days in a row, which are turned by their own length', async ({ page, backend, open }) => {
    mkdirSync(SHOTS, { recursive: true })
    aTill(backend)
    answerWith(backend)
    await open('cashier.html')
    await openOverview(page)
    await page.getByRole('button', { name: 'Other days', exact: true }).click()
    const title = page.getByRole('heading', { level: 2 })
    await expect(title).toHaveText('Nov 16 – 21, 2026')
    await page.getByRole('spinbutton', { name: 'month, From' }).click()
    await page.keyboard.type('10')
    await expect(title).toHaveText('Oct 16 – Nov 21, 2026')
    await expect(card(page, 'Sales by day').locator('tbody tr')).toHaveCount(37)
    await page.screenshot({ path: `${SHOTS}/other-days.png`, animations: 'disabled' })
    await page.getByRole('button', { name: 'The one before' }).click()
    await expect(title).toHaveText('Sep 9 – Oct 15, 2026')
    await page.getByRole('button', { name: 'Now' }).click()
    await expect(title).toHaveText('Oct 16 – Nov 21, 2026')
    const asked = { kind: 'custom', from: '2026-10-16', to: '2026-11-21' }
    expect(backend.calls('dashboard.figures').at(-1)?.period).toEqual(asked)
  })

  test('of days that make no sense are not asked for: it is said why, and what is shown stays', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend)
    answerWith(backend)
    await open('cashier.html')
    await openOverview(page)
    await page.getByRole('button', { name: 'Other days', exact: true }).click()
    const title = page.getByRole('heading', { level: 2 })
    await expect(title).toHaveText('Nov 16 – 21, 2026')
    const type = async (field: string, digits: string) => {
      await page.getByRole('spinbutton', { name: field }).click()
      await page.keyboard.type(digits)
    }
    await type('day, From', '25')
    await expect(page.getByText('The first day is after the last one.')).toBeVisible()
    await type('day, To', '30')
    await expect(page.getByText('These days have not come yet.')).toBeVisible()
    await type('year, From', '2024')
    await expect(page.getByText('That is more than a year. At most 366 days')).toBeVisible()
    // The second of November, on the way to the 25th, made sense.
    await expect(title).toHaveText('Nov 2 – 21, 2026')
    const periods = backend.calls('dashboard.figures').map(({ period }) => period)
    expect(periods.filter(({ kind }) => kind === 'custom')).toEqual([
      { kind: 'custom', from: '2026-11-16', to: '2026-11-21' },
      { kind: 'custom', from: '2026-11-02', to: '2026-11-21' },
    ])
  })

  test('say what is waited for, that there was nothing, and why it has failed', async ({
    page,
    backend,
    open,
  }) => {
    mkdirSync(SHOTS, { recursive: true })
    aTill(backend)
    answerWith(backend)
    const answer = backend.hold('dashboard.figures')
    await open('cashier.html')
    await openOverview(page)
    await expect(page.getByText('Reading the journal…')).toBeVisible()
    answer(err({ code: 'journalUnavailable', reason: 'damaged' }))
    await expect(page.getByRole('alert')).toContainText('journalUnavailable')
    answerWith(backend, (range) => ({
      ...aDashboard(range),
      whole: { sold: [], timeToPaid: null },
      exceptions: [],
    }))
    await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByText('Nothing was sold in this time')).toBeVisible()
    await page.screenshot({ path: `${SHOTS}/empty.png` })
  })

  test('are drawn anew in the colours of the theme, and from right to left', async ({
    page,
    backend,
    open,
  }) => {
    const till = aTill(backend, {}, { theme: 'light' })
    // All of it on the first day of the week.
    answerWith(backend, (range) => {
      const figures = aDashboard(range)
      return { ...figures, days: figures.days.map((day, at) => (at === 0 ? day : { ...day, sold: [] })) }
    })
    await open('cashier.html')
    await openOverview(page)
    await expect.poll(async () => (await inked(page, 'Sales by day')).share).toBeGreaterThan(0.001)
    expect((await inked(page, 'Sales by day')).middle).toBeLessThan(0.5)
    const state = await till.next({})
    await till.next({ settings: { ...state.settings, theme: 'dark' } })
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await expect.poll(async () => (await inked(page, 'Sales by day')).share).toBeGreaterThan(0.001)
    await till.next({ settings: { ...state.settings, language: 'ar' } })
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await expect.poll(async () => (await inked(page, 'المبيعات حسب اليوم')).middle).toBeGreaterThan(0.5)
  })

  test('leave no English in the pseudo-language', async ({ page, backend, open }) => {
    aTill(backend, {}, { language: 'pseudo', shopName: '88', tillName: '1' })
    answerWith(backend)
    await open('cashier.html')
    await openOverview(page)
    await expect(page.locator('main canvas')).toHaveCount(3)
    const text = await page.locator('main').innerText()
    // Names, units and the days of the window's locale are data.
    const data = /NOWPayments|USDT Payments|Maria López|sec|min|EUR|JPY|Nov|Mon|Tue|Wed|Thu|Fri|Sat|Sun/g
    expect(text.replaceAll(data, '')).not.toMatch(/[A-Za-z]{2,}/)
  })
})

for (const look of [
  { width: 1280, height: 800, theme: 'light', language: 'en' },
  { width: 1280, height: 800, theme: 'dark', language: 'en' },
  { width: 1024, height: 600, theme: 'light', language: 'en' },
  { width: 1024, height: 600, theme: 'dark', language: 'ar' },
] as const) {
  const { width, height, theme, language } = look
  test(`everyone can read them, ${width} wide, ${theme}, ${language}`, async ({ page, backend, open }) => {
    await page.setViewportSize({ width, height })
    mkdirSync(SHOTS, { recursive: true })
    aTill(backend, {}, { theme, language })
    answerWith(backend)
    await open('cashier.html')
    await openOverview(page)
    await page.locator('main header fieldset button').last().click()
    await expect(page.locator('main canvas')).toHaveCount(3)
    await expect(page.locator('main [aria-busy="false"]')).toBeVisible()
    const shot = (part: string) =>
      page.screenshot({ path: `${SHOTS}/${width}-${theme}-${language}-${part}.png` })
    await shot('top')
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])).toEqual([])
    for (const [index, part] of ['days', 'hours', 'time'].entries()) {
      await page.locator('main canvas').nth(index).scrollIntoViewIfNeeded()
      await shot(part)
    }
    const wide = await page
      .locator('main section, main [data-pictured]')
      .evaluateAll((all) =>
        all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.outerHTML),
      )
    expect(wide).toEqual([])
    for (const button of await page.locator('main fieldset button').all()) {
      expect((await button.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(48)
    }
  })
}
