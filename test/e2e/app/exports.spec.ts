import { mkdirSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { ElectronApplication, Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import type { Report } from '../../../shared/contract/shifts.ts'
import { PaymentEvent } from '../../../shared/payment/event.ts'
import type { Payment } from '../../../shared/payment/payment.ts'
import { countsAsSale } from '../../../shared/payment/questions.ts'
import { isCharged, transition } from '../../../shared/payment/transition.ts'
import { charge, customerShows, practiceGateway, qrIn, told } from '../../support/till-hands.ts'
import { expect, test } from './fixtures.ts'

// The practice gateway's stages take their time, twice.
test.setTimeout(180_000)

type Sums = { readonly numbers: readonly number[]; readonly sales: string; readonly received: string }

/** What the journal's events come to, folded here and not by the till. */
function journalSums(folder: string): Sums {
  const database = new DatabaseSync(join(folder, 'journal', 'practice.sqlite'), { readOnly: true })
  const payments = new Map<string, Payment>()
  const rows = database.prepare(
    "SELECT payment_id AS id, body FROM events WHERE payment_id IS NOT NULL AND kind NOT IN ('approved') ORDER BY seq",
  )
  for (const { id, body } of rows.all()) {
    const event = PaymentEvent.parse(JSON.parse(String(body)))
    payments.set(String(id), transition(payments.get(String(id)), event))
  }
  database.close()
  const all = [...payments.values()]
  return sums(
    all.map(({ number }) => number),
    all.filter(countsAsSale).map(({ price }) => price.minor / 100),
    all.filter(isCharged).map(({ received }) => Number(received)),
  )
}

function sums(numbers: readonly number[], sales: readonly number[], received: readonly number[]): Sums {
  const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0)
  return { numbers, sales: sum(sales).toFixed(2), received: sum(received).toFixed(6) }
}

type Row = Readonly<Record<string, unknown>>

function sumsOf(rows: readonly Row[]): Sums {
  const column = (key: string) => rows.map((row) => Number(row[key] ?? 0))
  return sums(column('number'), column('sale_price'), column('received_usdt'))
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

async function pay(cashier: Page, customer: Page): Promise<void> {
  const gateway = await practiceGateway(cashier)
  const { charges } = await gateway.charges()
  const paymentId = charges.find(({ status }) => status === 'waiting')?.paymentId ?? ''
  await gateway.pay({ paymentId, kind: 'exact' })
  await gateway.finish({ paymentId })
  await expect(customerShows(customer, 'paid')).toBeVisible({ timeout: 40_000 })
}

test('every format says what the journal says, while a customer is about to pay', async ({
  open,
  folder,
}) => {
  const { app, cashier, customer } = await open({ shopName: 'Corner Coffee' })
  await charge(cashier, customer, '18.25')
  await pay(cashier, customer)
  await expect(cashier.getByRole('heading', { name: 'Today' })).toBeVisible()
  await charge(cashier, customer, '12.00')

  await cashier.keyboard.press('d')
  await cashier.getByRole('button', { name: 'Export', exact: true }).click()
  await cashier.getByRole('button', { name: 'Month' }).click()
  const journal = journalSums(folder)
  expect(journal).toMatchObject({ numbers: [1, 2], sales: '18.25' })

  const workbook = join(folder, 'out.xlsx')
  await exportTo(app, cashier, workbook)
  const sheets = await sheetsOf(workbook)
  expect([...sheets.keys()]).toEqual(['payments', 'days', 'exceptions'])
  expect(sumsOf(sheets.get('payments') ?? [])).toEqual(journal)
  const days = sheets.get('days') ?? []
  // A row for each day of the month so far, the one with the sales and those without.
  expect(days).toHaveLength(Number(String((await today(cashier)).slice(8))))
  expect(days.reduce((sum, row) => sum + Number(row['gross']), 0)).toBe(18.25)
  expect(days.at(-1)?.['day']).toEqual(new Date(`${await today(cashier)}T00:00:00.000Z`))

  await cashier.getByText('JSON', { exact: true }).first().click()
  const json = join(folder, 'out.json')
  await exportTo(app, cashier, json)
  const written = JSON.parse(await readFile(json, 'utf8'))
  expect(sumsOf(written.sheets.payments)).toEqual(journal)
  expect(written).toMatchObject({ version: 1, about: { till: 'Till 1' } })

  await cashier.getByText('CSV', { exact: true }).first().click()
  const csv = join(folder, 'out.csv')
  await exportTo(app, cashier, csv)
  const text = await readFile(csv, 'utf8')
  expect(sumsOf(parse(text, { columns: true, bom: true }))).toEqual(journal)
  expect(parse(text, { columns: true, bom: true })).toMatchObject([
    { status: 'paid', mode: 'practice', total: '18.25' },
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
  expect(sumsOf(parse(await readFile(filtered, 'utf8'), { columns: true, bom: true })).numbers).toEqual([1])

  await expect(qrIn(customer)).toBeVisible()
  await cashier.keyboard.press('Escape')
  await pay(cashier, customer)
  expect(journalSums(folder)).toMatchObject({ numbers: [1, 2], sales: '30.25' })
})

const today = async (cashier: Page): Promise<string> =>
  (await told<{ today: { day: string } }>(cashier, 'payments.state')).today.day

test('a Z has its file in the folder that was chosen, with what the Z says', async ({ open, folder }) => {
  const { app, cashier, customer } = await open({ shopName: 'Corner Coffee' })
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
  await charge(cashier, customer, '18.25')
  await pay(cashier, customer)

  const attempt = crypto.randomUUID()
  const z = await told<Report>(cashier, 'shifts.closeDay', { attempt })
  expect(z.number).toBe(1)
  await expect.poll(() => readdirSync(accounts)).toContain('usdtill-practice-1-Till-1-Z0001.xlsx')
  const sheets = await sheetsOf(join(accounts, 'usdtill-practice-1-Till-1-Z0001.xlsx'))
  const [payment] = sheets.get('payments') ?? []
  expect(payment).toMatchObject({ number: 1, z: 1, sale_price: 18.25 })
  expect(sumsOf(sheets.get('payments') ?? [])).toEqual(journalSums(folder))

  // A second Z of the day, of nothing: it has its file all the same.
  const again = { attempt: crypto.randomUUID() }
  await told<Report>(cashier, 'shifts.closeDay', again)
  await expect.poll(() => readdirSync(accounts)).toContain('usdtill-practice-1-Till-1-Z0002.xlsx')
  const empty = await sheetsOf(join(accounts, 'usdtill-practice-1-Till-1-Z0002.xlsx'))
  expect(empty.get('payments')).toEqual([])
})
