import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { FolderLook, ImportedFile, MergedReport } from '../../../shared/contract/tills.ts'
import { err, ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { aZRow, someShifts } from '../../support/shift-reports.ts'
import { aMergedReport, BAR, PROBLEMS, TILLS } from '../../support/tills/merged-report.ts'
import { totals } from '../../support/views.ts'
import { expect, test } from './fixtures.ts'
import { aTill } from './settings-till.ts'

const SHOTS = 'out/screenshots/tills'
const MONTH = { from: '2026-11-01', to: '2026-11-30' }

/** Main's side: a report for whatever period is asked. */
function someTills(backend: FakeBackend, report: MergedReport = aMergedReport()): void {
  backend.answer('reports.day', ok({ totals: totals(), payments: [] }))
  backend.answer('tills.list', ok(TILLS))
  backend.answer('shifts.list', ok([12, 11, 10].map((number) => aZRow(number))))
  backend.answer('tills.merged', (period) => ok({ ...report, period }))
}

const shifts = { shifts: someShifts({ lastZ: 12 }) }

async function openTills(page: Page): Promise<void> {
  await page.clock.resume()
  await page.getByRole('main').waitFor()
  await page.keyboard.press('d')
  await page.locator('nav [data-section="tills"]').click()
  await expect(page.getByRole('heading', { level: 2 })).toBeVisible()
}

const table = (page: Page, name: string) => page.getByRole('table', { name, exact: true })
const rowOf = (page: Page, name: string, row: string) =>
  table(page, name).getByRole('row').filter({ hasText: row }).first()

const refused = (file: string, fault: ImportedFile['fault']): ImportedFile => ({
  ...{ file, outcome: 'refused', till: null, z: null, fault },
})

const TAKEN = { outcome: 'imported', till: BAR, z: 12, fault: null } as const

test('all tills of this month, cut by till, day, cashier and gateway', async ({ page, backend, open }) => {
  aTill(backend, shifts)
  someTills(backend)
  await open('cashier.html')
  await openTills(page)
  await backend.called('tills.merged', 1)
  expect(backend.calls('tills.merged')).toEqual([MONTH])
  await expect(rowOf(page, 'Tills', 'Till 2')).toContainText('This till')
  await expect(rowOf(page, 'Tills', 'Bar')).toContainText('3f9a1c2e5b7d9081')
  await expect(rowOf(page, 'Tills', 'Terrace')).toContainText('Not signed')
  for (const [part, row] of [
    ['By till', 'Bar'],
    ['By day and till', 'Nov 20'],
    ['By cashier', 'Ben'],
  ] as const) {
    await expect(rowOf(page, part, row)).toBeVisible()
    await expect(rowOf(page, part, 'All tills')).toContainText('1,496.50')
  }
  await expect(rowOf(page, 'By till', 'Bar')).toContainText('964.00')
  await expect(rowOf(page, 'By till', 'Bar')).toContainText('19.28')
  await expect(rowOf(page, 'Taxes', 'VAT 20%').first()).toContainText('249.41')
  await expect(rowOf(page, 'By gateway, in USDT', 'NOWPayments')).toBeVisible()
  await expect(page.getByText('Nothing is missing')).toBeVisible()
})

test('another period is asked for by its days, and never one that has not begun', async ({
  page,
  backend,
  open,
}) => {
  aTill(backend, shifts)
  someTills(backend)
  await open('cashier.html')
  await openTills(page)
  await expect(page.getByRole('button', { name: 'Later' })).toBeDisabled()
  await page.getByRole('button', { name: 'Earlier' }).click()
  await expect(page.getByText('October 2026')).toBeVisible()
  await page.getByRole('button', { name: 'Later' }).click()
  await page.getByRole('button', { name: 'Week', exact: true }).click()
  await backend.called('tills.merged', 4)
  expect(backend.calls('tills.merged').slice(1)).toEqual([
    { from: '2026-10-01', to: '2026-10-31' },
    MONTH,
    { from: '2026-11-16', to: '2026-11-22' },
  ])
})

test('files are imported, and what became of each is said', async ({ page, backend, open }) => {
  aTill(backend, shifts)
  someTills(backend)
  const file = { till: BAR, z: 12, fault: null }
  backend.answer(
    'tills.import',
    ok({
      files: [
        { file: 'z11.bundle', outcome: 'imported', ...file },
        { file: 'z12.bundle', outcome: 'imported', ...file },
        { file: 'again.bundle', outcome: 'duplicate', ...file },
        { file: 'other.bundle', outcome: 'conflict', ...file },
        refused('photo.jpg', 'notABundle'),
        refused('changed.bundle', 'damaged'),
        refused('forged.bundle', 'doesNotAddUp'),
      ],
      view: TILLS,
    }),
  )
  await open('cashier.html')
  await openTills(page)
  await page.getByRole('button', { name: 'Import files…' }).click()
  await expect(page.getByText('2 Z reports were taken.')).toBeVisible()
  const others = page.getByRole('list', { name: 'Files that were not counted' }).getByRole('listitem')
  await expect(others).toHaveText([
    /again\.bundle · till 3 · .Bar., Z 0012 – Here already/,
    /other\.bundle.*says something else/,
    /photo\.jpg – This is no file of a till/,
    /changed\.bundle – Damaged/,
    /forged\.bundle – Its sums/,
  ])
  // What is known has changed: both are asked anew.
  await backend.called('tills.list', 2)
  await backend.called('tills.merged', 2)
})

const FOLDER = '/media/ana/TILLS'
const lookedIn = (...files: ImportedFile[]): FolderLook => ({ kind: 'looked', files, hasMore: false })

test('a folder is chosen once, and what is new in it comes by itself', async ({ page, backend, open }) => {
  const { state, next } = aTill(backend, shifts)
  const keep = (bundleFolder: string | null) => next({ settings: { ...state().settings, bundleFolder } })
  someTills(backend)
  backend.answer('tills.chooseFolder', async () => ok(await keep(FOLDER)))
  backend.answer('tills.forgetFolder', async () => ok(await keep(null)))
  backend.answer('tills.lookInFolder', ok(lookedIn({ file: 'usdtill-1.bundle', ...TAKEN })))
  await open('cashier.html')
  await openTills(page)
  await expect(page.getByText('A folder that the other tills write to')).toBeVisible()
  expect(backend.calls('tills.lookInFolder')).toEqual([])
  await page.getByRole('button', { name: 'Choose a folder…' }).click()
  await expect(page.getByText(FOLDER)).toBeVisible()
  await expect(page.getByText('1 Z report was taken.')).toBeVisible()
  // What is known has changed: both are asked anew.
  await backend.called('tills.list', 2)
  await backend.called('tills.merged', 2)

  backend.answer('tills.lookInFolder', ok(lookedIn()))
  await expect(page.getByRole('button', { name: 'Look again' })).toHaveText('Look againL')
  await page.keyboard.press('l')
  await expect(page.getByText('Nothing new in the folder.')).toBeVisible()
  await page.getByRole('button', { name: 'Stop looking there' }).click()
  await expect(page.getByRole('button', { name: 'Choose a folder…' })).toBeVisible()
  expect(backend.calls('tills.list')).toHaveLength(2)
})

test('whoever comes back finds what came meanwhile, and reads what was not taken', async ({
  page,
  backend,
  open,
}) => {
  aTill(backend, shifts, { bundleFolder: FOLDER })
  someTills(backend)
  const answer = backend.hold('tills.lookInFolder')
  await open('cashier.html')
  await openTills(page)
  await expect(page.getByText('Looking into the folder…')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Look again' })).toBeDisabled()
  // The tills that are known do not wait for it.
  await expect(rowOf(page, 'Tills', 'Bar')).toBeVisible()
  const many = Array.from({ length: 23 }, (_, n) => refused(`usdtill-live-T9-${n}.bundle`, 'notABundle'))
  answer(ok({ kind: 'looked', files: many, hasMore: true }))
  await expect(
    page.getByText('What is new in the folder was not counted. There is more: look again.'),
  ).toBeVisible()
  const list = page.getByRole('list', { name: 'Files that were not counted' })
  await expect(list.getByRole('listitem')).toHaveCount(21)
  await expect(list.getByRole('listitem').last()).toHaveText('And 3 more.')
  backend.answer('tills.lookInFolder', ok({ kind: 'notThere' }))
  await page.getByRole('button', { name: 'Look again' }).click()
  await expect(page.getByText('The folder cannot be read just now.')).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  backend.answer('tills.lookInFolder', err({ code: 'notNow' }))
  await page.getByRole('button', { name: 'Look again' }).click()
  await expect(page.getByRole('alert')).toContainText('notNow')
})

test('a dialog that was closed, and an import that failed', async ({ page, backend, open }) => {
  aTill(backend, shifts)
  someTills(backend)
  backend.answer('tills.import', ok({ files: [], view: TILLS }))
  await open('cashier.html')
  await openTills(page)
  await page.getByRole('button', { name: 'Import files…' }).click()
  await expect(page.getByText('No file was chosen.')).toBeVisible()
  backend.answer('tills.import', err({ code: 'notNow' }))
  await page.getByRole('button', { name: 'Import files…' }).click()
  await expect(page.getByRole('alert')).toContainText('notNow')
})

test('everything that is missing or does not fit is said, and a person may choose', async ({
  page,
  backend,
  open,
}) => {
  aTill(backend, shifts)
  someTills(backend, aMergedReport({ problems: [...PROBLEMS] }))
  backend.answer('tills.choose', ok(TILLS))
  await open('cashier.html')
  await openTills(page)
  const problems = page.getByRole('region', { name: 'What is missing or does not fit' })
  await expect(problems.getByRole('listitem')).toHaveCount(PROBLEMS.length)
  await expect(problems).toContainText('Z 0005 to 0007 are missing')
  await expect(problems).toContainText('9081aabbccddeeff')
  await problems.getByRole('button', { name: 'Take this key' }).click()
  await backend.called('tills.choose', 1)
  expect(backend.calls('tills.choose')).toEqual([{ bundle: 'd'.repeat(64) }])
  await backend.called('tills.merged', 2)
})

test('a Z of this till is saved for another, and the report as CSV', async ({ page, backend, open }) => {
  aTill(backend, shifts)
  someTills(backend)
  backend.answer('tills.saveBundle', ok({ file: '/home/ana/z.bundle', isSigned: false }))
  backend.answer('tills.saveCsv', ok({ file: '/home/ana/all.csv', rows: 9 }))
  await open('cashier.html')
  await openTills(page)
  await page.getByRole('button', { name: /Which Z/ }).click()
  await page.getByRole('option', { name: '0011 · Nov' }).click()
  await expect(page.getByRole('button', { name: 'Save as a file…' })).toHaveText('Save as a file…F')
  await page.keyboard.press('f')
  await expect(page.getByText('/home/ana/z.bundle')).toBeVisible()
  await expect(page.getByText('not signed: no keychain')).toBeVisible()
  expect(backend.calls('tills.saveBundle')).toEqual([{ z: 11 }])
  await expect(page.getByRole('button', { name: 'Save as CSV…' })).toHaveText('Save as CSV…E')
  await page.keyboard.press('e')
  await expect(page.getByText('/home/ana/all.csv')).toBeVisible()
  expect(backend.calls('tills.saveCsv')).toEqual([MONTH])
})

test('what it waits for, that there is nothing, and why it has failed', async ({ page, backend, open }) => {
  aTill(backend, { shifts: someShifts({ lastZ: 0 }) })
  someTills(backend)
  const answer = backend.hold('tills.list')
  await open('cashier.html')
  await openTills(page)
  await expect(page.getByText('Reading…')).toBeVisible()
  answer(err({ code: 'journalUnavailable', reason: 'damaged' }))
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('journalUnavailable')
  const nothing = { tills: [], days: [], cashiers: [], gateways: [] }
  someTills(backend, { ...aMergedReport(), ...nothing })
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('No Z was taken in this time')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save as a file…' })).toHaveCount(0)
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: `${SHOTS}/empty.png` })
})

for (const [theme, language, width, height] of [
  ['light', 'en', 1280, 800],
  ['dark', 'en', 1024, 600],
  ['light', 'ar', 1024, 600],
] as const) {
  test(`everyone can read it: ${theme}, ${language}, ${width}×${height}`, async ({ page, backend, open }) => {
    mkdirSync(SHOTS, { recursive: true })
    await page.setViewportSize({ width, height })
    aTill(backend, shifts, { theme, language, bundleFolder: FOLDER })
    someTills(backend, aMergedReport({ problems: [...PROBLEMS] }))
    backend.answer('tills.lookInFolder', ok(lookedIn(refused('usdtill-live-T03.bundle', 'damaged'))))
    await open('cashier.html')
    await openTills(page)
    await expect(page.getByRole('table')).toHaveCount(7)
    await page.screenshot({ path: `${SHOTS}/${theme}-${language}.png`, animations: 'disabled' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])).toEqual([])
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
    const screen = page.locator('main section').first()
    expect(await screen.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
    for (const button of await screen.getByRole('button').all()) {
      expect((await button.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(48)
    }
    await page.setViewportSize({ width, height: 2600 })
    await page.screenshot({ path: `${SHOTS}/${theme}-${language}-all.png`, animations: 'disabled' })
  })
}

test('the pseudo-language leaves no English', async ({ page, backend, open }) => {
  aTill(backend, shifts, { language: 'pseudo', shopName: '88', tillName: '1' })
  someTills(backend, aMergedReport({ problems: [...PROBLEMS] }))
  await open('cashier.html')
  await openTills(page)
  await expect(page.getByRole('table')).toHaveCount(7)
  const text = await page.locator('main').innerText()
  // Names, codes, keys and the days of the window's locale are data.
  const data =
    /Corner Coffee|Till 2|Bar|Terrace|Ana|Ben|NOWPayments|PayStablecoin|EUR|USDT?|VAT|CSV|Nov(ember)?|[A-Z][a-z]{2},|\b[0-9a-f]{16}\b/g
  expect(text.replaceAll(data, '')).not.toMatch(/[A-Za-z]{2,}/)
})
