import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Report, ZRow } from '../../../shared/contract/shifts.ts'
import { money, toDecimalText } from '../../../shared/money/money.ts'
import { wholeOf } from '../../../shared/shift/cells.ts'
import { journalSums } from '../../support/journal-sums.ts'
import { readPdf } from '../../support/pdf-text.ts'
import { EVERYTHING_ASKED, ringUp } from '../../support/ring-up.ts'
import { customerShows, told } from '../../support/till-hands.ts'
import { type CaseTill, expect, test } from './cases/fixtures.ts'

// One till, one day: sold, looked at, closed, on paper.

async function sell(till: CaseTill, price: string, how: Parameters<typeof ringUp>[2]): Promise<void> {
  await ringUp(till, price, how)
  await till.send(await till.current())
  await expect(customerShows(till.customer, 'paid')).toBeVisible()
  await till.cashier.keyboard.press('Escape')
  await expect(till.cashier.getByRole('heading', { name: 'Today' })).toBeVisible()
}

const x = (cashier: Page) => told<Report>(cashier, 'shifts.x')
const sumsOf = ({ totals }: Report) => wholeOf(totals.cells)

const euros = (minor: number) => `EUR ${toDecimalText(money(minor, 'EUR'))}`

/** "EUR 30.25" on a line of the PDF that begins with these words. */
function amountAfter(lines: readonly string[], words: string): string | undefined {
  return lines
    .find((line) => line.startsWith(words))
    ?.slice(words.length)
    .trim()
}

test('a day is sold, looked at, closed with one key, and its PDF adds up to the journal', async ({
  openCase,
}) => {
  const till = await openCase(EVERYTHING_ASKED)
  const { app, cashier, folder } = till
  await sell(till, '20.00', { percentOff: '10', tip: '10%' })
  await sell(till, '12.35', { tip: 'No tip' })
  // Left unpaid: counted nowhere, and carried into the next Z.
  await ringUp(till, '4.50', { tip: '5%' })
  const open = await till.current()

  // By hand: 18.00 and 3.42 of tax, with 2.14 for the cashier; 12.35 and 2.35 of tax.
  const journal = journalSums(join(folder, 'journal', 'practice.sqlite'))
  const sold = { sales: 2, subtotal: 3235, discount: 200, goods: 3612, tax: 577, tip: 214, total: 3826 }
  expect(journal).toMatchObject({ numbers: [1, 2, 3], money: { EUR: sold } })

  const before = await x(cashier)
  expect(sumsOf(before)).toMatchObject({ sales: 2, currencies: [{ currency: 'EUR', goods: 3612, tip: 214 }] })
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
  await expect(cashier.getByRole('heading', { level: 2, name: 'Z report 0001', exact: true })).toBeVisible()
  expect(await told<ZRow[]>(cashier, 'shifts.list', { before: null })).toMatchObject([
    { number: 1, sales: 2, taken: [{ currency: 'EUR', goods: 3612, tip: 214 }] },
  ])

  const file = join(folder, 'z.pdf')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await cashier.keyboard.press('f')
  await expect(cashier.getByText('Saved to')).toBeVisible()
  const pages = await readPdf(await readFile(file))
  const lines = pages.flatMap((page) => page.lines)
  expect(pages[0]).toMatchObject({ width: expect.closeTo(595, -1), height: expect.closeTo(842, -1) })
  expect(lines).toContain('Z report 0001')
  expect(amountAfter(lines, 'Number of sales')).toBe(String(sold.sales))
  const said = {
    Subtotal: sold.subtotal,
    'Gross: goods with taxes': sold.goods,
    Tips: sold.tip,
    'Total: gross and tips': sold.total,
  }
  for (const [words, minor] of Object.entries(said)) expect(amountAfter(lines, words)).toBe(euros(minor))
  expect(amountAfter(lines, 'Discounts')).toContain(toDecimalText(money(sold.discount, 'EUR')))
  const taxed = [sold.goods - sold.tax, sold.tax, sold.goods].map(euros).join(' ')
  expect(amountAfter(lines, 'VAT 19%, on top')).toBe(taxed)
  expect(lines.some((line) => line.startsWith(`NOWPayments 2 ${journal.received}`))).toBe(true)
  expect(lines.some((line) => line.startsWith(`${open.number} `))).toBe(true)
  // On top of each page, and where the sheet ends.
  expect(lines.filter((line) => line === 'PRACTICE · NO REAL MONEY')).toHaveLength(pages.length + 1)

  // A printer that is not there is a message; a day without sales is closed like any other.
  await cashier.keyboard.press('p')
  await expect(cashier.getByRole('alert')).toContainText('No printer was found')
  await cashier.getByRole('button', { name: 'To the day close' }).click()
  await expect(sheet).toContainText('Nothing was sold.')
  await cashier.keyboard.press('z')
  await cashier.getByRole('form', { name: 'Close the day' }).waitFor()
  await cashier.keyboard.press('Enter')
  await expect(cashier.getByRole('heading', { level: 2, name: 'Z report 0002', exact: true })).toBeVisible()
  await expect(sheet).toContainText('None: this day had been closed before')
  expect(sumsOf(await told<Report>(cashier, 'shifts.z', { number: 2 }))).toMatchObject({ sales: 0 })
})
