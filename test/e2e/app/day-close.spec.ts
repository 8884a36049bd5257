import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Report, ZRow } from '../../../shared/contract/shifts.ts'
import { wholeOf } from '../../../shared/shift/cells.ts'
import { readPdf } from '../../support/pdf-text.ts'
import { charge, customerShows, paymentsState, practiceGateway, told } from '../../support/till-hands.ts'
import { expect, test } from './fixtures.ts'

// One till, one day: sold, looked at, closed, on paper. The practice gateway's stages take their time, twice.
test.setTimeout(180_000)

async function sell(cashier: Page, customer: Page, price: string): Promise<void> {
  await charge(cashier, customer, price)
  const gateway = await practiceGateway(cashier)
  const { charges } = await gateway.charges()
  const paymentId = charges.find(({ status }) => status === 'waiting')?.paymentId ?? ''
  await gateway.pay({ paymentId, kind: 'exact' })
  await gateway.finish({ paymentId })
  await expect(customerShows(customer, 'paid')).toBeVisible({ timeout: 40_000 })
  await expect(cashier.getByRole('heading', { name: 'Today' })).toBeVisible()
}

const x = (cashier: Page) => told<Report>(cashier, 'shifts.x')
const sumsOf = ({ totals }: Report) => wholeOf(totals.cells)

/** "EUR 30.25" on a line of the PDF that begins with these words. */
function amountAfter(lines: readonly string[], words: string): string | undefined {
  return lines
    .find((line) => line.startsWith(words))
    ?.slice(words.length)
    .trim()
}

test('a day is sold, looked at, closed with one key, and its PDF adds up to the journal', async ({
  open,
  folder,
}) => {
  const { app, cashier, customer } = await open({ shopName: 'Corner Coffee' })
  await sell(cashier, customer, '18.25')
  await sell(cashier, customer, '12.00')

  const before = await x(cashier)
  expect(sumsOf(before)).toMatchObject({ sales: 2, currencies: [{ currency: 'EUR', goods: 3025, tip: 0 }] })
  expect(sumsOf(await x(cashier))).toEqual(sumsOf(before))
  expect(await told<ZRow[]>(cashier, 'shifts.list', { before: null })).toEqual([])

  await cashier.keyboard.press('d')
  await cashier.getByRole('button', { name: 'Day close', exact: true }).click()
  const sheet = cashier.getByRole('article', { name: 'Report' })
  await expect(sheet).toContainText('X report')
  await expect(sheet.getByText('PRACTICE · NO REAL MONEY')).toHaveCount(2)
  await cashier.keyboard.press('z')
  await cashier.getByRole('form', { name: 'Close the day' }).waitFor()
  // Pressed twice it is one.
  await Promise.all([cashier.keyboard.press('Enter'), cashier.keyboard.press('Enter')])
  await expect(cashier.getByRole('heading', { level: 2 })).toHaveText('Z report 0001')
  expect(await told<ZRow[]>(cashier, 'shifts.list', { before: null })).toMatchObject([
    { number: 1, sales: 2, taken: [{ currency: 'EUR', goods: 3025, tip: 0 }] },
  ])

  const file = join(folder, 'z.pdf')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await cashier.keyboard.press('f')
  await expect(cashier.getByText('Saved to')).toBeVisible()
  const pages = await readPdf(await readFile(file))
  const lines = pages.flatMap((page) => page.lines)
  const { received } = sumsOf(await told<Report>(cashier, 'shifts.z', { number: 1 }))
  expect(pages[0]).toMatchObject({ width: expect.closeTo(595, -1), height: expect.closeTo(842, -1) })
  expect(lines).toContain('Z report 0001')
  expect(amountAfter(lines, 'Number of sales')).toBe('2')
  expect(amountAfter(lines, 'Gross: goods with taxes')).toBe('EUR 30.25')
  expect(amountAfter(lines, 'Asked for in all')).toBe('EUR 30.25')
  expect(lines.some((line) => line.startsWith(`NOWPayments 2 ${received}`))).toBe(true)
  const { recent } = await paymentsState(cashier)
  expect(recent.reduce((sum, { price }) => sum + price.minor, 0)).toBe(3025)
  expect(lines.filter((line) => line === 'PRACTICE · NO REAL MONEY')).toHaveLength(2)

  // A printer that is not there is a message; a day without sales is closed like any other.
  await cashier.keyboard.press('p')
  await expect(cashier.getByRole('alert')).toContainText('No printer was found')
  await cashier.getByRole('button', { name: 'To the day close' }).click()
  await expect(sheet).toContainText('Nothing was sold.')
  await cashier.keyboard.press('z')
  await cashier.getByRole('form', { name: 'Close the day' }).waitFor()
  await cashier.keyboard.press('Enter')
  await expect(cashier.getByRole('heading', { level: 2 })).toHaveText('Z report 0002')
  await expect(sheet).toContainText('None: this day had been closed before')
  expect(sumsOf(await told<Report>(cashier, 'shifts.z', { number: 2 }))).toMatchObject({ sales: 0 })
})
