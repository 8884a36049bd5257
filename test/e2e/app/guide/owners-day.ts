import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { readXlsx } from 'hucre/xlsx'
import type { Report } from '../../../../shared/contract/shifts.ts'
import { wholeOf } from '../../../../shared/shift/cells.ts'
import { paymentsState, told } from '../../../support/till-hands.ts'
import { type CaseTill, expect, picture } from '../cases/fixtures.ts'
import { expectSales } from './cashiers-day.ts'
import { savesTo } from './shop.ts'

// The owner's part of the day in docs/user-guide.md.

export async function closeDay({ cashier }: CaseTill): Promise<void> {
  await cashier.keyboard.press('d')
  await cashier.getByRole('button', { name: 'Day close', exact: true }).click()
  const sheet = cashier.getByRole('article', { name: 'Report' })
  await expect(sheet).toContainText('X report')
  await expectSales(sheet)
  await cashier.keyboard.press('z')
  await cashier.getByRole('form', { name: 'Close the day' }).waitFor()
  await picture(cashier, 'close-day')
  await cashier.keyboard.press('Enter')
  await expect(cashier.getByRole('heading', { level: 2, name: 'Z report 0001', exact: true })).toBeVisible()
  await expectSales(sheet)
  await expect(sheet.getByRole('table', { name: 'By cashier' })).toContainText('Ana')
  await expect(sheet.getByRole('table', { name: 'Still open' })).toContainText('9.90')
  await picture(cashier, 'z')
  const z = await told<Report>(cashier, 'shifts.z', { number: 1 })
  expect(wholeOf(z.totals.cells)).toMatchObject({
    sales: 3,
    currencies: [{ currency: 'EUR', goods: 4840, discount: 200, tip: 180, total: 5020 }],
  })
  const { today } = await paymentsState(cashier)
  expect(today).toMatchObject({ paid: 3, paidMinor: 4840, tipsMinor: 180 })
}

/** The accountant's file of the Z says what the Z says. */
export async function exportDay({ app, cashier, folder }: CaseTill): Promise<void> {
  const file = join(folder, 'z1.xlsx')
  await savesTo(app, file)
  await cashier.getByRole('button', { name: 'Export', exact: true }).click()
  await cashier.getByRole('button', { name: 'Z report', exact: true }).click()
  await picture(cashier, 'export')
  await cashier.keyboard.press('e')
  await expect(cashier.getByText(file)).toBeVisible()
  const { sheets } = await readXlsx(await readFile(file))
  const [heading = [], ...rows] = sheets.find(({ name }) => name === 'payments')?.rows ?? []
  const column = (key: string) => rows.map((row) => row[heading.indexOf(key)] ?? null)
  expect(column('number')).toEqual([1, 2, 3])
  expect(column('goods')).toEqual([18, 24, 6.4])
  expect(column('tip')).toEqual([1.8, null, null])
  expect(column('settlement')).toEqual([null, 'accepted', null])
}

export async function overview(cashier: Page): Promise<void> {
  await cashier.getByRole('button', { name: 'Overview', exact: true }).click()
  await expect(cashier.getByText('48.40').first()).toBeVisible()
  await cashier.getByRole('button', { name: 'Day', exact: true }).last().click()
  await expect(cashier.getByRole('heading', { name: /^Sales by day/ })).toHaveCount(0)
  const byHour = cashier.getByRole('table', { name: 'Sales by hour of the day' })
  await expect(byHour.getByRole('row').filter({ hasText: '24.00' })).toContainText('11:00')
  await picture(cashier, 'overview')
}

export async function searching(cashier: Page): Promise<void> {
  await cashier.getByRole('button', { name: 'All payments', exact: true }).click()
  const field = cashier.getByRole('search').getByRole('textbox')
  await field.fill('25 USDT')
  const found = cashier.getByRole('table', { name: 'Payments that were found' }).getByRole('row')
  await expect(found.filter({ hasText: '24.00' })).toHaveCount(1)
  await field.fill('Ana')
  await expect(cashier.getByText('4 payments found')).toBeVisible()
  await picture(cashier, 'search')
}

/** The bar's Z comes as a file, and both tills stand in one report. */
export async function allTills({ app, cashier }: CaseTill, file: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, file)
  await cashier.getByRole('button', { name: 'All tills', exact: true }).click()
  await cashier.getByRole('button', { name: 'Import files…' }).click()
  await expect(cashier.getByText('1 Z report was taken.')).toBeVisible()
  const byTill = cashier.getByRole('table', { name: 'By till', exact: true })
  await expect(byTill.getByRole('row').filter({ hasText: 'Bar' })).toContainText('7.20')
  await expect(byTill.getByRole('row').filter({ hasText: 'Counter' })).toContainText('48.40')
  await expect(byTill.getByRole('row').filter({ hasText: 'All tills' })).toContainText('55.60')
  await byTill.scrollIntoViewIfNeeded()
  await picture(cashier, 'tills')
  await rm(file)
}
