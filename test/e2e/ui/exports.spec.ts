import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { TillState } from '../../../shared/contract/till.ts'
import { err, ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { aZRow } from '../../support/shift-reports.ts'
import { aPaymentsState, aTillState, NOW } from '../../support/views.ts'
import { expect, test } from './fixtures.ts'

const SHOTS = 'out/screenshots/exports'
const TODAY = '2026-11-21'
const FILE = '/home/ana/usdtill-live.xlsx'
const NONE = { cashier: null, gateway: null, status: null, currency: null }

const SHIFTS = { mine: null, lastMine: null, open: [], lastShift: 3, lastZ: 12, lastZAt: NOW, myZ: null }
const ANA = { id: 'p1', name: 'Ana', role: 'cashier', isHere: true } as const
const OLA = { id: 'p2', name: 'Ola', role: 'owner', isHere: true } as const

function aTill(
  backend: FakeBackend,
  change: Partial<TillState> = {},
  settings: Partial<Settings> = {},
): TillState {
  const state = aTillState({ shifts: SHIFTS, ...change }, settings)
  backend.answer('till.state', ok(state))
  backend.answer('payments.state', ok(aPaymentsState()))
  backend.answer('people.touched', ok(null))
  backend.answer('reports.day', err({ code: 'notFound' }))
  backend.answer('shifts.x', err({ code: 'notFound' }))
  return state
}

async function openExport(page: Page): Promise<void> {
  await page.clock.resume()
  await page.getByRole('main').waitFor()
  await page.keyboard.press('d')
  await page.locator('[data-section="export"]').click()
  await expect(page.getByRole('heading', { level: 2 })).toBeVisible()
}

const kind = (page: Page, name: string) =>
  page.getByRole('group', { name: 'Period' }).getByRole('button', { name, exact: true })
const exportButton = (page: Page) => page.getByRole('button', { name: 'Export…' })

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('button', { name: field }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

test('is of this day in Excel until something else is chosen', async ({ page, backend, open }) => {
  aTill(backend)
  backend.answer('exports.start', ok({ file: FILE, payments: 38 }))
  await open('cashier.html')
  await openExport(page)
  await expect(page.getByText('Saturday, November 21, 2026')).toBeVisible()
  await page.keyboard.press('e')
  await expect(page.getByText(`Saved 38 payments to ${FILE}`)).toBeVisible()
  expect(backend.calls('exports.start')).toEqual([
    { format: 'xlsx', period: { kind: 'day', day: TODAY }, filters: NONE },
  ])
})

test('periods are turned by button and key, never beyond today, and are said in days', async ({
  page,
  backend,
  open,
}) => {
  aTill(backend, {}, { timeZone: 'Europe/Madrid', weekStart: 'sunday' })
  await open('cashier.html')
  await openExport(page)
  await expect(page.getByRole('button', { name: 'One later' })).toBeDisabled()
  await kind(page, 'Week').click()
  await expect(page.getByText('Nov 15 – 21, 2026')).toBeVisible()
  await page.keyboard.press('PageUp')
  await page.keyboard.press('PageUp')
  await page.keyboard.press('PageUp')
  await page.keyboard.press('PageUp')
  // The week in which the clocks went back.
  await expect(page.getByText('Oct 18 – 24, 2026')).toBeVisible()
  await page.keyboard.press('PageDown')
  await expect(page.getByText('Oct 25 – 31, 2026')).toBeVisible()
  await kind(page, 'Month').click()
  await expect(page.getByText('October 2026', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'One later' }).click()
  await expect(page.getByText('November 2026', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'One later' })).toBeDisabled()
  await expect(page.getByText('Business days of the shop, by its own clock (Europe/Madrid).')).toBeVisible()
})

test('any days in a row, in their order', async ({ page, backend, open }) => {
  aTill(backend)
  backend.answer('exports.start', ok({ file: FILE, payments: 1 }))
  await open('cashier.html')
  await openExport(page)
  await kind(page, 'Month').click()
  await kind(page, 'Other days').click()
  await page.getByRole('spinbutton', { name: 'day, From' }).click()
  await page.keyboard.type('25')
  await expect(page.getByText('The first day is after the last one.')).toBeVisible()
  await expect(exportButton(page)).toBeDisabled()
  await page.getByRole('spinbutton', { name: 'day, From' }).click()
  await page.keyboard.type('02')
  await exportButton(page).click()
  await expect(page.getByText('Saved one payment to')).toBeVisible()
  expect(backend.calls('exports.start')[0]?.period).toEqual({
    kind: 'custom',
    from: '2026-11-02',
    to: TODAY,
  })
})

test('a Z is chosen from the list of them, which says when and by whom', async ({ page, backend, open }) => {
  aTill(backend)
  backend.answer('shifts.list', ok([12, 11, 10].map((number) => aZRow(number))))
  backend.answer('exports.start', ok({ file: FILE, payments: 4 }))
  await open('cashier.html')
  await openExport(page)
  await kind(page, 'Z report').click()
  const list = page.getByRole('button', { name: /Which Z/ })
  await expect(list).toContainText('0012 · Nov')
  await expect(page.getByRole('button', { name: 'One later' })).toBeDisabled()
  await expect(page.getByRole('textbox', { name: 'Or its number' })).toBeHidden()
  await list.click()
  await page.getByRole('option', { name: '0010 · Nov' }).click()
  await page.getByRole('button', { name: 'One later' }).click()
  await expect(list).toContainText('0011 · Nov')
  await exportButton(page).click()
  await expect(page.getByText('Saved 4 payments to')).toBeVisible()
  expect(backend.calls('exports.start')[0]?.period).toEqual({ kind: 'z', number: 11 })
})

const CLOSED = { openedAt: '2026-11-20T08:00:00.000Z', closedAt: '2026-11-20T16:30:00.000Z' }
const aShiftRow = (number: number) => ({ number, person: { id: 'p1', name: 'Ana' }, ...CLOSED })

test('a shift is chosen from the list of them, which says when, whose, and whether it is open', async ({
  page,
  backend,
  open,
}) => {
  aTill(backend)
  const opened = { number: 3, person: { id: 'p2', name: 'Ola' }, openedAt: NOW, closedAt: null }
  backend.answer('shifts.all', ok([opened, aShiftRow(2), aShiftRow(1)]))
  backend.answer('exports.start', ok({ file: FILE, payments: 2 }))
  await open('cashier.html')
  await openExport(page)
  await kind(page, 'Shift').click()
  const list = page.getByRole('button', { name: /Which shift/ })
  await expect(list).toContainText(/0003 · .*Ola.* · open/)
  await list.click()
  await page.getByRole('option', { name: /^0002 · Nov 20, 2026, 08:00 – 16:30 · .*Ana/ }).click()
  await expect(page.getByText('The payments that were begun in this shift.')).toBeVisible()
  await exportButton(page).click()
  await expect(page.getByText('Saved 2 payments to')).toBeVisible()
  expect(backend.calls('exports.start')[0]?.period).toEqual({ kind: 'shift', number: 2 })
})

test('an older shift than the list holds is found by its number', async ({ page, backend, open }) => {
  aTill(backend, { shifts: { ...SHIFTS, lastShift: 250 } })
  backend.answer('shifts.all', ({ before }) => {
    const newest = (before ?? 251) - 1
    return ok(Array.from({ length: Math.min(100, newest) }, (_, index) => aShiftRow(newest - index)))
  })
  await open('cashier.html')
  await openExport(page)
  await kind(page, 'Shift').click()
  const list = page.getByRole('button', { name: /Which shift/ })
  const number = page.getByRole('textbox', { name: 'Or its number' })
  await expect(list).toContainText('0250 · Nov')
  await number.fill('7')
  await expect(list).toContainText('0007 · Nov 20, 2026, 08:00 – 16:30')
  await list.click()
  await expect(page.getByRole('option')).toHaveCount(50)
  await page.getByRole('option', { name: '0050 · Nov' }).click()
  await expect(number).toHaveValue('50')
  await number.fill('251')
  await expect(page.getByText('There is no shift of this number yet.')).toBeVisible()
  await expect(exportButton(page)).toBeDisabled()
})

test('a list that cannot be read says so; a number still can be typed', async ({ page, backend, open }) => {
  aTill(backend)
  backend.answer('shifts.all', err({ code: 'journalUnavailable', reason: 'other' }))
  await open('cashier.html')
  await openExport(page)
  await kind(page, 'Shift').click()
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByRole('textbox', { name: 'Or its number' }).fill('2')
  await expect(page.getByRole('button', { name: /Which shift/ })).toContainText('0002')
  backend.answer('shifts.all', ok([aShiftRow(3), aShiftRow(2), aShiftRow(1)]))
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('alert')).toBeHidden()
  await expect(page.getByRole('button', { name: /Which shift/ })).toContainText('Ana')
})

test('a till without a Z or a shift says so', async ({ page, backend, open }) => {
  aTill(backend, { shifts: { ...SHIFTS, lastShift: 0, lastZ: 0, lastZAt: null } })
  await open('cashier.html')
  await openExport(page)
  await kind(page, 'Z report').click()
  await expect(page.getByText('No Z has been taken on this till yet.')).toBeVisible()
  await expect(exportButton(page)).toBeDisabled()
  await kind(page, 'Shift').click()
  await expect(page.getByText('No shift has been opened on this till yet.')).toBeVisible()
  await expect(exportButton(page)).toBeDisabled()
})

test('filters and the form go with it', async ({ page, backend, open }) => {
  aTill(backend, {
    people: [ANA, OLA],
    session: { kind: 'signedIn', person: OLA.id, role: 'owner' },
  })
  backend.answer('exports.start', ok({ file: '/x.csv', payments: 2 }))
  await open('cashier.html')
  await openExport(page)
  await kind(page, 'Everything').click()
  await choose(page, 'Cashier', 'Ana')
  await choose(page, 'Gateway', 'NOWPayments')
  await choose(page, 'Status', 'Paid')
  await choose(page, 'Currency', 'USD')
  await page.getByText('CSV').first().click()
  await choose(page, 'Sheet', 'Exceptions')
  await exportButton(page).click()
  await expect(page.getByText('Saved 2 payments to /x.csv')).toBeVisible()
  expect(backend.calls('exports.start')).toEqual([
    {
      format: 'csv',
      sheet: 'exceptions',
      period: { kind: 'everything' },
      filters: { cashier: 'p1', gateway: 'nowpayments', status: 'paid', currency: 'USD' },
    },
  ])
})

test('says how far it is, also to who comes back, and can be given up', async ({ page, backend, open }) => {
  aTill(backend)
  const answer = backend.hold('exports.start')
  backend.answer('exports.cancel', () => {
    answer(ok({ file: null, payments: 0 }))
    return ok(null)
  })
  await open('cashier.html')
  await openExport(page)
  await exportButton(page).click()
  await expect(page.getByText('Choose where to save it.')).toBeVisible()
  await backend.emit('exports.progressed', { done: 3000, total: 12_000 })
  await expect(page.getByText('3,000 of 12,000 payments')).toBeVisible()
  await page.keyboard.press('e')
  await page.locator('[data-section="zs"]').click({ trial: true })
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible()
  await backend.emit('exports.progressed', { done: 9000, total: 12_000 })
  await openExport(page)
  await expect(page.getByText('9,000 of 12,000 payments')).toBeVisible()
  await expect(page.getByRole('progressbar', { name: 'Payments written' })).toHaveAttribute('value', '9000')
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(page.getByText('Nothing was saved.')).toBeVisible()
  expect(backend.calls('exports.start')).toHaveLength(1)
})

test('a full disk says so, and another place can be tried', async ({ page, backend, open }) => {
  aTill(backend)
  backend.answer('exports.start', err({ code: 'exportFailed', reason: 'full' }))
  await open('cashier.html')
  await openExport(page)
  await exportButton(page).click()
  await expect(page.getByRole('alert')).toContainText('the disk is full')
  backend.answer('exports.start', ok({ file: null, payments: 0 }))
  await exportButton(page).click()
  await expect(page.getByText('Nothing was saved.')).toBeVisible()
  await expect(page.getByRole('alert')).toBeHidden()
})

test('a manager has this day, what no Z has closed and a shift of either, and no files of other days', async ({
  page,
  backend,
  open,
}) => {
  const manager = { id: 'p3', name: 'Max', role: 'manager', isHere: true } as const
  aTill(backend, { people: [manager], session: { kind: 'signedIn', person: 'p3', role: 'manager' } })
  backend.answer('shifts.all', ok([aShiftRow(3)]))
  backend.answer('exports.start', ok({ file: FILE, payments: 2 }))
  await open('cashier.html')
  await openExport(page)
  await expect(page.getByRole('group', { name: 'Period' }).getByRole('button')).toHaveText([
    'Day',
    'Since the last Z',
    'Shift',
  ])
  await page.keyboard.press('PageUp')
  await expect(page.getByText('Saturday, November 21, 2026')).toBeVisible()
  await expect(page.getByRole('button', { name: 'One earlier' })).toBeHidden()
  await expect(page.getByText('A file of each closed day')).toBeHidden()
  await kind(page, 'Shift').click()
  await expect(page.getByRole('button', { name: /Which shift/ })).toContainText(/0003 · .*Ana/)
  await exportButton(page).click()
  await expect(page.getByText('Saved 2 payments to')).toBeVisible()
  expect(backend.calls('exports.start')[0]?.period).toEqual({ kind: 'shift', number: 3 })
})

test.describe('the files of closed days', () => {
  const dayFiles = { folder: '/home/ana/accounts', formats: ['xlsx' as const] }

  test('begin with a folder, and end with a press', async ({ page, backend, open }) => {
    const before = aTill(backend)
    const on = { ...before, revision: 2, settings: { ...before.settings, dayFiles } }
    backend.answer('exports.chooseFolder', ok(on))
    backend.answer('exports.setDayFormats', ok(on))
    await open('cashier.html')
    await openExport(page)
    await page.getByRole('button', { name: 'Choose a folder…' }).click()
    await backend.emit('till.changed', on)
    await expect(page.getByText('/home/ana/accounts')).toBeVisible()
    const formats = page.getByRole('group', { name: 'Formats of the files' })
    await expect(formats.getByRole('button', { name: 'Excel' })).toBeDisabled()
    await formats.getByRole('button', { name: 'CSV' }).click()
    await page.getByRole('button', { name: 'Stop writing them' }).click()
    await backend.called('exports.setDayFormats', 2)
    expect(backend.calls('exports.setDayFormats')).toEqual([{ formats: ['xlsx', 'csv'] }, { formats: [] }])
  })

  test('that are missing are named, with the reason', async ({ page, backend, open }) => {
    const error = { code: 'exportFailed', reason: 'readOnly' } as const
    aTill(
      backend,
      {
        dayFiles: {
          missing: [
            { of: { kind: 'day', day: '2026-11-19' }, error },
            { of: { kind: 'z', number: 12 }, error },
          ],
          last: { of: { kind: 'z', number: 11 }, at: NOW },
        },
      },
      { dayFiles },
    )
    await open('cashier.html')
    await openExport(page)
    await expect(page.getByText('Last written: Z 0011')).toBeVisible()
    const alert = page.getByRole('alert')
    await expect(alert).toContainText('2 files are missing: Thu, Nov 19 and Z 0012')
    await expect(alert).toContainText('read-only')
  })
})

for (const [theme, language, width] of [
  ['light', 'en', 1280],
  ['dark', 'ar', 1280],
  ['light', 'en', 1024],
] as const) {
  test(`passes the accessibility check: ${theme}, ${language}, ${width}`, async ({ page, backend, open }) => {
    mkdirSync(SHOTS, { recursive: true })
    await page.setViewportSize({ width, height: width === 1024 ? 600 : 800 })
    aTill(
      backend,
      {
        people: [ANA, OLA],
        session: { kind: 'signedIn', person: OLA.id, role: 'owner' },
        dayFiles: { missing: [], last: { of: { kind: 'z', number: 11 }, at: NOW } },
      },
      { theme, language, dayFiles: { folder: '/home/ana/accounts', formats: ['xlsx', 'csv'] } },
    )
    const answer = backend.hold('exports.start')
    await open('cashier.html')
    await openExport(page)
    await page.keyboard.press('e')
    await backend.emit('exports.progressed', { done: 42_000, total: 100_000 })
    await expect(page.getByRole('progressbar')).toBeVisible()
    await page.screenshot({ path: `${SHOTS}/${theme}-${language}-${width}.png`, animations: 'disabled' })
    const scroller = page.getByRole('heading', { level: 2 }).locator('xpath=../../..')
    expect(await scroller.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true)
    await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight))
    await page.screenshot({
      path: `${SHOTS}/${theme}-${language}-${width}-below.png`,
      animations: 'disabled',
    })
    const { violations } = await new AxeBuilder({ page }).include('main').analyze()
    expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map((node) => node.html)])).toEqual([])
    answer(ok({ file: FILE, payments: 100_000 }))
    await expect(page.getByRole('progressbar')).toBeHidden()
  })
}

test('the pseudo-language leaves no English', async ({ page, backend, open }) => {
  aTill(backend, {}, { language: 'pseudo', shopName: '88', tillName: '1' })
  await open('cashier.html')
  await openExport(page)
  const section = await page.getByRole('heading', { level: 2 }).locator('xpath=../../..').innerText()
  // What no catalogue holds: keys, vendors, and the codes of currencies.
  const same = /NOWPayments|PayStablecoin|USDT Payments|UTC|Saturday|November|PgUp|PgDn|\b[A-Z]{3}\b/g
  expect(section.replaceAll(same, '')).not.toMatch(/[A-Za-z]{2,}/)
})
