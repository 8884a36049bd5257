import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import type { Report } from '../../../shared/contract/shifts.ts'
import { money, toDecimalText } from '../../../shared/money/money.ts'
import { dayFileIn } from '../../support/day-files.ts'
import { type JournalSums, journalSums, type MoneySums } from '../../support/journal-sums.ts'
import { EVERYTHING_ASKED, ringUp } from '../../support/ring-up.ts'
import { cardIn, customerShows, pressKeyOf, qrIn, told } from '../../support/till-hands.ts'
import { type CaseTill, expect, test } from './cases/fixtures.ts'

// Each format by a reader that shares nothing with its writer, against the journal's own events.

type Sums = Record<'numbers' | 'sales' | 'received' | (typeof COLUMNS)[number], unknown>

const COLUMNS = ['subtotal', 'discount', 'goods', 'tax', 'tip', 'total'] as const

/** What the journal's file comes to, as the columns of a file have it. */
function inJournal(folder: string): Sums {
  const {
    numbers,
    money: sold,
    received,
  }: JournalSums = journalSums(join(folder, 'journal', 'practice.sqlite'))
  const euros = (key: keyof MoneySums) => text(sold['EUR']?.[key] ?? 0)
  const columns = Object.fromEntries(COLUMNS.map((key) => [key, euros(key)]))
  return { numbers, sales: euros('total'), received, ...columns } as Sums
}

const text = (minor: number) => toDecimalText(money(minor, 'EUR'))

type Row = Readonly<Record<string, unknown>>

function sumsOf(rows: readonly Row[]): Sums {
  const column = (key: string) => rows.map((row) => Number(row[key] ?? 0))
  const sum = (key: string, decimals: number) => {
    const unit = 10 ** decimals
    const units = column(key).reduce((a, b) => a + Math.round(b * unit), 0)
    return (units / unit).toFixed(decimals)
  }
  const columns = Object.fromEntries(COLUMNS.map((key) => [key, sum(key, 2)]))
  const received = sum('received_usdt', 6)
  return { numbers: column('number'), sales: sum('sale_price', 2), received, ...columns } as Sums
}

async function sheetsOf(file: string): Promise<ReadonlyMap<string, Row[]>> {
  const { sheets } = await readXlsx(await readFile(file))
  return new Map(
    sheets.map(({ name, rows: [heading = [], ...rows] }) => [
      name,
      rows.map((row) => Object.fromEntries(heading.map((key, place) => [String(key), row[place]]))),
    ]),
  )
}

async function saveAt(app: ElectronApplication, filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path })
  }, filePath)
}

async function exportTo(app: ElectronApplication, cashier: Page, file: string): Promise<void> {
  await saveAt(app, file)
  await cashier.keyboard.press('e')
  await expect(cashier.getByText(file)).toBeVisible()
}

async function pay(till: CaseTill): Promise<void> {
  await till.send(await till.current())
  await expect(customerShows(till.customer, 'paid')).toBeVisible()
  await till.cashier.keyboard.press('Escape')
  await expect(till.cashier.getByRole('heading', { name: 'Today' })).toBeVisible()
}

/** Less came than was asked for, and it is the owner's to look into. */
async function payShort(till: CaseTill): Promise<void> {
  await till.send(await till.current(), '5.000000')
  await pressKeyOf(till.cashier, 'o', 'Leave to the owner')
  await expect(cardIn(till.cashier)).toContainText('The owner decides')
  await till.cashier.keyboard.press('Escape')
  await expect(till.cashier.getByRole('heading', { name: 'Today' })).toBeVisible()
}

test('every format says what the journal says, while a customer is about to pay', async ({ openCase }) => {
  const till = await openCase(EVERYTHING_ASKED)
  const { app, cashier, customer, folder } = till
  await ringUp(till, '20.00', { percentOff: '10', tip: '10%' })
  await pay(till)
  await ringUp(till, '12.35', { tip: 'No tip' })
  await pay(till)
  await ringUp(till, '9.99', { tip: '5%' })
  await payShort(till)
  await ringUp(till, '12.00', { tip: 'No tip' })

  await cashier.keyboard.press('d')
  await cashier.getByRole('button', { name: 'Export', exact: true }).click()
  await cashier.getByRole('button', { name: 'Month' }).click()
  const journal = inJournal(folder)
  expect(journal).toMatchObject({
    ...{ numbers: [1, 2, 3, 4], sales: '38.26', subtotal: '32.35', discount: '2.00' },
    ...{ goods: '36.12', tax: '5.77', tip: '2.14', total: '38.26' },
  })

  const workbook = join(folder, 'out.xlsx')
  await exportTo(app, cashier, workbook)
  const sheets = await sheetsOf(workbook)
  expect([...sheets.keys()]).toEqual(['payments', 'days', 'exceptions'])
  expect(sumsOf(sheets.get('payments') ?? [])).toEqual(journal)
  const days = sheets.get('days') ?? []
  // A row for each day of the month so far, the one with the sales and those without.
  expect(days).toHaveLength(21)
  expect(daySums(days)).toEqual(daysOf(journal))
  expect(days.at(-1)?.['day']).toEqual(new Date('2026-11-21T00:00:00.000Z'))
  const exceptions = sheets.get('exceptions') ?? []
  expect(exceptions).toMatchObject([
    { number: 3, exception: 'short', standing: 'open', status: 'short', usdt: 5 },
  ])

  await cashier.getByText('JSON', { exact: true }).first().click()
  const json = join(folder, 'out.json')
  await exportTo(app, cashier, json)
  const written = JSON.parse(await readFile(json, 'utf8'))
  expect(sumsOf(written.sheets.payments)).toEqual(journal)
  expect(daySums(written.sheets.days)).toEqual(daysOf(journal))
  expect(written).toMatchObject({ version: 1, about: { till: 'Till 1' } })
  expect(written.sheets.exceptions).toMatchObject([{ number: 3, exception: 'short', standing: 'open' }])

  await cashier.getByText('CSV', { exact: true }).first().click()
  const csv = join(folder, 'out.csv')
  await exportTo(app, cashier, csv)
  const text = await readFile(csv, 'utf8')
  expect(sumsOf(parse(text, { columns: true, bom: true }))).toEqual(journal)
  expect(parse(text, { columns: true, bom: true })).toMatchObject([
    { status: 'paid', mode: 'practice', total: '23.56', tax: '3.42', tip: '2.14' },
    { status: 'paid', total: '14.70', tip: '' },
    { status: 'short', total: '', received_usdt: '5.000000' },
    { status: 'awaiting', total: '' },
  ])

  // What is left out of the list is left out of the file.
  await cashier.getByRole('button', { name: 'Status' }).click()
  await cashier.getByRole('option', { name: 'Paid', exact: true }).click()
  const filtered = join(folder, 'paid.csv')
  await saveAt(app, filtered)
  // In a list that has the keyboard a letter chooses from the list.
  await cashier.getByRole('button', { name: 'Export…' }).click()
  await expect(cashier.getByText(filtered)).toBeVisible()
  expect(sumsOf(parse(await readFile(filtered, 'utf8'), { columns: true, bom: true })).numbers).toEqual([
    1, 2,
  ])

  await expect(qrIn(customer)).toBeVisible()
  await cashier.keyboard.press('Escape')
  await pay(till)
  expect(inJournal(folder)).toMatchObject({ numbers: [1, 2, 3, 4], sales: '52.54' })
})

const DAYS = { gross: 'goods', discounts: 'discount', tax: 'tax', tips: 'tip', total: 'total' } as const

/** The sheet of the days, added up; and the same of the journal. */
function daySums(rows: readonly Row[]): Record<string, string> {
  const sum = (key: string) => rows.reduce((all, row) => all + Math.round(Number(row[key] ?? 0) * 100), 0)
  return Object.fromEntries(Object.keys(DAYS).map((key) => [key, text(sum(key))]))
}

function daysOf(journal: Sums): Record<string, unknown> {
  return Object.fromEntries(Object.entries(DAYS).map(([key, of]) => [key, journal[of]]))
}

test('a Z has its file in the folder that was chosen, with what the Z says', async ({ openCase }) => {
  const till = await openCase()
  const { app, cashier, folder } = till
  const accounts = join(folder, 'accounts')
  mkdirSync(accounts)
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, accounts)
  await cashier.keyboard.press('d')
  await cashier.getByRole('button', { name: 'Export', exact: true }).click()
  await cashier.getByRole('button', { name: 'Choose a folder…' }).click()
  await expect(cashier.getByText(accounts)).toBeVisible()
  await cashier.keyboard.press('Escape')
  await till.charge('18.25')
  await pay(till)

  const attempt = crypto.randomUUID()
  const z = await told<Report>(cashier, 'shifts.closeDay', { attempt })
  expect(z.number).toBe(1)
  const sheets = await sheetsOf(join(accounts, await dayFileIn(accounts, 'Z0001.xlsx')))
  const [payment] = sheets.get('payments') ?? []
  expect(payment).toMatchObject({ number: 1, z: 1, sale_price: 18.25 })
  expect(sumsOf(sheets.get('payments') ?? [])).toEqual(inJournal(folder))

  // A second Z of the day, of nothing: it has its file all the same.
  const again = { attempt: crypto.randomUUID() }
  await told<Report>(cashier, 'shifts.closeDay', again)
  const empty = await sheetsOf(join(accounts, await dayFileIn(accounts, 'Z0002.xlsx')))
  expect(empty.get('payments')).toEqual([])
})
