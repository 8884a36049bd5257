import type { Page } from '@playwright/test'
import { NO_DAY_FILES } from '../../../shared/contract/day-files.ts'
import { err, ok } from '../../../shared/result.ts'
import { aReport, aZRow } from '../../support/shift-reports.ts'
import { aPaymentsState } from '../../support/views.ts'
import { aClosingTill, asZ, openReports, withShifts } from './closing-till.ts'
import { expect, test } from './fixtures.ts'
import { aTill } from './settings-till.ts'

const sheet = (page: Page) => page.getByRole('article', { name: 'Report' })
const part = (page: Page, title: string) => sheet(page).getByRole('region', { name: title, exact: true })

test.describe('the X', () => {
  test('shows every part, and the parts make the whole', async ({ page, backend, open }) => {
    aTill(backend, withShifts())
    aClosingTill(backend)
    await open('cashier.html')
    await openReports(page, 'close')
    await expect(sheet(page)).toContainText('The next Z is number 0012.')
    await expect(sheet(page)).toContainText('Till 2 · no. 2')
    await expect(sheet(page)).toContainText('3f9a1c2e-6a0e-4f6e-9d5c-8a4f5f6b7c02')
    const euros = part(page, 'Sales in EUR')
    for (const text of ['EUR 265.55', '-EUR 5.00', 'EUR 260.55', 'EUR 12.00', 'EUR 272.55', '-EUR 27.25']) {
      await expect(euros).toContainText(text)
    }
    await expect(part(page, 'Sales in USD')).toContainText('USD 40.00')
    const cashiers = part(page, 'By cashier').getByRole('row')
    await expect(cashiers).toHaveText([
      /Cashier/,
      /Ana6EUR\s5\.00EUR\s165\.00EUR\s7\.00EUR\s172\.00EUR\s0\.00/,
      /AnaUSD\s0\.00USD\s40\.00USD\s0\.00USD\s40\.00/,
      /Ben3EUR\s0\.00EUR\s95\.55EUR\s5\.00EUR\s100\.55EUR\s27\.25/,
      /Total9EUR\s5\.00EUR\s260\.55EUR\s12\.00EUR\s272\.55/,
      /TotalUSD\s0\.00USD\s40\.00USD\s0\.00USD\s40\.00/,
    ])
    await expect(part(page, 'Sales by gateway').getByRole('row')).toHaveText([
      /Gateway/,
      /NOWPayments7EUR\s5\.00EUR\s220\.55EUR\s12\.00EUR\s232\.55EUR\s27\.25/,
      /PayStablecoin2EUR\s0\.00EUR\s40\.00EUR\s0\.00EUR\s40\.00/i,
      /USD\s0\.00USD\s40\.00/,
      /Total9EUR\s5\.00EUR\s260\.55/,
      /TotalUSD\s0\.00USD\s40\.00/,
    ])
    await expect(part(page, 'By gateway, in USDT').getByRole('row').last()).toHaveText(
      /Total9336\.9012001\.315706261\.82549473\.76000029\.674210/,
    )
    // Goods without a tax are a line, so that the gross of all lines is that of the sales.
    await expect(part(page, 'Taxes').getByRole('row').nth(3)).toContainText('Sold without tax')
    await expect(part(page, 'Tax in refunds').getByRole('row')).toHaveText([
      /Tax/,
      /VAT 5.5%, in the price-EUR\s3\.79-EUR\s0\.21-EUR\s4\.00/,
      /VAT 20%, in the price-EUR\s15\.21-EUR\s3\.04-EUR\s18\.25/,
    ])
    await expect(part(page, 'Tax after refunds').getByRole('row')).toHaveText([
      /Tax/,
      /VAT 5.5%, in the priceEUR\s19\.91EUR\s1\.09EUR\s21\.00/,
      /VAT 20%, in the priceEUR\s147\.75EUR\s29\.55EUR\s177\.30/,
    ])
    await expect(part(page, 'Changes to earlier Z reports')).toContainText('0097')
    await expect(part(page, 'Still open').getByRole('row', { name: '0118' })).toContainText(
      /EUR\s18\.25\+ EUR\s1\.75 tip$/,
    )
    await expect(part(page, 'As things stand')).toContainText('1.250000 USDT')
    await expect(part(page, 'Shifts')).toContainText('Drawer: 200.00')
    await expect(part(page, 'Journal')).toContainText('4,812')
    expect(backend.calls('shifts.closeDay')).toEqual([])
  })

  test('follows when a payment moves', async ({ page, backend, open }) => {
    aTill(backend, withShifts())
    aClosingTill(backend)
    await open('cashier.html')
    await openReports(page, 'close')
    await expect(part(page, 'Still open')).toContainText('0118')
    backend.answer('shifts.x', ok(aReport({ totals: { ...aReport().totals, carried: [] } })))
    await backend.emit('payments.changed', aPaymentsState({ revision: 2 }))
    await expect(part(page, 'Still open')).toContainText('No payment is open.')
  })

  test('that cannot be read says why and can be asked again', async ({ page, backend, open }) => {
    aTill(backend, withShifts())
    aClosingTill(backend)
    backend.answer('shifts.x', err({ code: 'journalUnavailable', reason: 'damaged' }))
    await open('cashier.html')
    await openReports(page, 'close')
    await expect(page.getByRole('alert')).toContainText('records are damaged')
    backend.answer('shifts.x', ok(aReport()))
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(sheet(page)).toBeVisible()
  })

  test('leads to the report of each shift in it', async ({ page, backend, open }) => {
    aTill(backend, withShifts())
    aClosingTill(backend)
    await open('cashier.html')
    await openReports(page, 'close')
    await part(page, 'Shifts').getByRole('button', { name: '0004' }).click()
    await expect(
      page.getByRole('heading', { level: 2, name: 'Shift report 0004', exact: true }),
    ).toBeVisible()
    await expect(sheet(page).getByRole('region', { name: 'By cashier' })).toHaveCount(0)
    // Ana gave nothing back.
    await expect(part(page, 'Taxes')).toBeVisible()
    await expect(part(page, 'Tax in refunds')).toHaveCount(0)
    await expect(part(page, 'Tax after refunds')).toHaveCount(0)
    await page.getByRole('button', { name: 'To the day close' }).click()
    await expect(sheet(page)).toContainText('X report')
  })
})

test.describe('the key that closes the day', () => {
  test('asks in its place; Escape leaves everything as it is', async ({ page, backend, open }) => {
    aTill(backend, withShifts())
    aClosingTill(backend)
    await open('cashier.html')
    await openReports(page, 'close')
    await sheet(page).waitFor()
    await page.keyboard.press('z')
    await expect(page.getByRole('form', { name: 'Close the day' })).toContainText('Z 0012?')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('form')).toHaveCount(0)
    await expect(page.getByRole('heading', { level: 2, name: 'Day close', exact: true })).toBeVisible()
    expect(backend.calls('shifts.closeDay')).toEqual([])
  })

  test('takes one Z, however often Enter is pressed, and shows it', async ({ page, backend, open }) => {
    aTill(backend, withShifts())
    aClosingTill(backend)
    const answer = backend.hold('shifts.closeDay')
    await open('cashier.html')
    await openReports(page, 'close')
    await sheet(page).waitFor()
    await page.keyboard.press('z')
    await page.getByRole('form').waitFor()
    for (const key of ['Enter', 'Enter', 'z']) await page.keyboard.press(key)
    await expect(page.getByRole('button', { name: 'Closing…' })).toBeDisabled()
    answer(ok({ ...asZ(aReport()), number: 12 }))
    await expect(page.getByRole('heading', { level: 2, name: 'Z report 0012', exact: true })).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: 'Z 0012' })).toHaveText(/never written again/)
    expect(backend.calls('shifts.closeDay')).toHaveLength(1)
    const asked = { attempt: expect.any(String), word: null, reason: null }
    expect(backend.calls('shifts.closeDay')[0]).toEqual(asked)
  })

  test('tried again after a failure it is the same attempt; another press is another', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, withShifts())
    aClosingTill(backend)
    backend.answer('shifts.closeDay', err({ code: 'journalUnavailable', reason: 'full' }))
    await open('cashier.html')
    await openReports(page, 'close')
    await sheet(page).waitFor()
    await page.keyboard.press('z')
    await page.keyboard.press('Enter')
    const key = page.getByRole('button', { name: /^Take Z/ })
    await expect(page.getByRole('alert')).toContainText('disk')
    await expect(key).toBeFocused()
    await page.keyboard.press('Enter')
    await backend.called('shifts.closeDay', 2)
    await expect(key).toBeFocused()
    await page.keyboard.press('Escape')
    await page.keyboard.press('z')
    await page.keyboard.press('Enter')
    await backend.called('shifts.closeDay', 3)
    const [first, second, third] = backend.calls('shifts.closeDay').map(({ attempt }) => attempt)
    expect(second).toBe(first)
    expect(third).not.toBe(first)
  })
})

test.describe('a file of a closed day that could not be written', () => {
  const error = { code: 'exportFailed', reason: 'readOnly' } as const
  const owing = { missing: [{ of: { kind: 'z', number: 12 } as const, error }], last: null }
  const note = (page: Page) =>
    page.getByRole('main').getByRole('status').filter({ hasText: 'One file is missing: Z 0012' })
  const banner = (page: Page) => page.getByText('A closed day has no file yet: Day → Export.')

  test('is said under the Z and on Day close, with the reason and the way there; gone once it is written', async ({
    page,
    backend,
    open,
  }) => {
    const { next } = aTill(backend, withShifts())
    aClosingTill(backend)
    await open('cashier.html')
    await openReports(page, 'close')
    await sheet(page).waitFor()
    await page.keyboard.press('z')
    await page.getByRole('form').waitFor()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 2, name: 'Z report 0012', exact: true })).toBeVisible()
    await expect(note(page)).toHaveCount(0)
    await next({ dayFiles: owing })
    await expect(note(page)).toContainText('The file was not written: this place is read-only.')
    await expect(banner(page)).toBeVisible()
    await page.getByRole('button', { name: 'To the day close' }).click()
    await expect(note(page)).toBeVisible()
    await note(page).getByRole('button', { name: 'To the files of closed days' }).click()
    await expect(page.getByRole('heading', { name: 'A file of each closed day' })).toBeVisible()
    await page.locator('nav [data-section="close"]').click()
    await expect(note(page)).toBeVisible()
    await next({ dayFiles: NO_DAY_FILES })
    await expect(note(page)).toHaveCount(0)
    await expect(banner(page)).toHaveCount(0)
  })

  test('is not the manager’s to put right', async ({ page, backend, open }) => {
    const session = { kind: 'signedIn', person: 'max', role: 'manager' } as const
    aTill(backend, { ...withShifts(), session, dayFiles: owing })
    aClosingTill(backend)
    await open('cashier.html')
    await openReports(page, 'close')
    await sheet(page).waitFor()
    await expect(note(page)).toHaveCount(0)
    await expect(banner(page)).toHaveCount(0)
  })
})

test.describe('the list of Zs', () => {
  test('opens each, from it the shifts, and leads back', async ({ page, backend, open }) => {
    aTill(backend, withShifts())
    aClosingTill(backend)
    await open('cashier.html')
    await openReports(page, 'zs')
    const rows = page.getByRole('table', { name: 'Z reports' }).getByRole('row')
    await expect(rows).toHaveText([/No\./, /0011.*Nov 20, 2026.*Ana9EUR\s260\.55/, /0010/, /0009/])
    await rows.nth(2).click()
    await expect(page.getByRole('heading', { level: 2, name: 'Z report 0010', exact: true })).toBeVisible()
    await part(page, 'Shifts').getByRole('button', { name: '0005' }).click()
    await expect(
      page.getByRole('heading', { level: 2, name: 'Shift report 0005', exact: true }),
    ).toBeVisible()
    await page.getByRole('button', { name: 'Back', exact: true }).click()
    await page.getByRole('button', { name: 'All Z reports' }).click()
    await expect(rows).toHaveCount(4)
  })

  test('gives the earlier ones when they are asked for', async ({ page, backend, open }) => {
    aTill(backend, withShifts({ lastZ: 60 }))
    aClosingTill(backend)
    const days = { from: '2026-01-01', to: '2026-01-01' }
    const zs = Array.from({ length: 60 }, (_, index) =>
      aZRow(60 - index, { days, at: '2026-01-01T20:00:00.000Z' }),
    )
    backend.answer('shifts.list', ({ before }) =>
      ok(zs.filter(({ number }) => before === null || number < before).slice(0, 50)),
    )
    await open('cashier.html')
    await openReports(page, 'zs')
    const rows = page.getByRole('table', { name: 'Z reports' }).getByRole('row')
    await expect(rows).toHaveCount(51)
    await page.getByRole('button', { name: 'Earlier ones' }).click()
    await expect(rows).toHaveCount(61)
    await expect(page.getByRole('button', { name: 'Earlier ones' })).toHaveCount(0)
    expect(backend.calls('shifts.list')).toEqual([{ before: null }, { before: 11 }])
  })
})

test.describe('on paper', () => {
  test('says where the PDF went, once, however often it is pressed', async ({ page, backend, open }) => {
    aTill(backend, withShifts())
    aClosingTill(backend)
    const answer = backend.hold('paper.savePdf')
    await open('cashier.html')
    await openReports(page, 'close')
    await sheet(page).waitFor()
    const place = await sheet(page).boundingBox()
    await page.keyboard.press('f')
    await expect(page.getByRole('button', { name: 'Saving…' })).toBeDisabled()
    await page.keyboard.press('f')
    answer(ok({ file: '/home/ana/x.pdf' }))
    await expect(page.getByText('Saved to /home/ana/x.pdf')).toBeVisible()
    // What is read stays where it is.
    expect(await sheet(page).boundingBox()).toEqual(place)
    expect(backend.calls('paper.savePdf')).toEqual([{ kind: 'x' }])
  })

  test('without a printer it says so, and that the till is not touched', async ({ page, backend, open }) => {
    aTill(backend, withShifts())
    aClosingTill(backend)
    backend.answer('paper.print', err({ code: 'printFailed', reason: 'noPrinter' }))
    await open('cashier.html')
    await openReports(page, 'zs')
    await page.getByRole('table').getByRole('button', { name: '0011' }).click()
    await sheet(page).waitFor()
    await page.keyboard.press('p')
    await expect(page.getByRole('alert')).toContainText('No printer was found')
    await expect(sheet(page)).toBeVisible()
    backend.answer('paper.print', ok(null))
    await page.getByRole('button', { name: 'Print' }).click()
    await expect(page.getByText('Sent to the printer.')).toBeVisible()
    expect(backend.calls('paper.print')[0]).toEqual({ kind: 'z', number: 11 })
  })
})
