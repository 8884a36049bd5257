import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { formatUsdt, microUsdt } from '../../../shared/money/usdt.ts'
import type { Payment } from '../../../shared/payment/payment.ts'
import { launchTill, seedSettings, type TillApp } from '../../support/app-driver.ts'
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts'
import { paymentsIn, sumsOfPayments, taxesOfPayments } from '../../support/journal-sums.ts'
import { createMemoryKeychain } from '../../support/memory-keychain.ts'
import { createShopTill, type ShopTill } from '../../support/tills/shop-till.ts'
import { aTaxedSale, minorIn, taxesInCsv } from '../../support/tills/taxed.ts'
import { expect, test } from './fixtures.ts'

const OCTOBER = { start: '2026-10-02T10:00:00.000Z', days: 4 }

/** It is in the middle of a month, whatever the day of the test. */
const NOVEMBER = {
  preload: 'test/support/own-computer.cjs',
  env: { USDTILL_TEST_STARTS: '2026-11-21T14:02:00Z' },
}

async function openTills(cashier: Page): Promise<void> {
  await cashier.keyboard.press('d')
  await cashier.locator('nav [data-section="tills"]').click()
  await expect(cashier.getByRole('heading', { name: 'All tills', level: 2 })).toBeVisible()
}

/** A day on which nothing was sold is closed like any other. */
async function closeDay(cashier: Page): Promise<void> {
  const input = { attempt: randomUUID() }
  const answer = await cashier.evaluate((given) => window.till.request('shifts.closeDay', given), input)
  expect(answer).toMatchObject({ ok: true })
}

async function savesTo({ app }: TillApp, filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path })
  }, filePath)
}

test('a Z goes from one till to another as a file, and both stand in one report', async ({
  open,
  folder,
}) => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'usdtill-'))
  const file = join(elsewhere, 'z1.bundle')
  seedSettings(elsewhere, { tillName: 'Bar', tillNumber: 7 })
  const bar = await launchTill(elsewhere, NOVEMBER)
  await closeDay(bar.cashier)
  await savesTo(bar, file)
  await openTills(bar.cashier)
  await bar.cashier.getByRole('button', { name: 'Save as a file…' }).click()
  await expect(bar.cashier.getByText(file)).toBeVisible()
  // Practice has no keychain's key.
  await expect(bar.cashier.getByText('not signed')).toBeVisible()
  await bar.close()

  const owner = await open({ tillName: 'Counter', tillNumber: 1 }, NOVEMBER)
  const { app, cashier } = owner
  await closeDay(cashier)
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, file)
  await openTills(cashier)
  await cashier.getByRole('button', { name: 'Import files…' }).click()
  await expect(cashier.getByText('1 Z report was taken.')).toBeVisible()
  const byTill = cashier.getByRole('table', { name: 'By till', exact: true })
  await expect(byTill.getByRole('row').filter({ hasText: 'Counter' })).toBeVisible()
  await expect(byTill.getByRole('row').filter({ hasText: 'Bar' })).toBeVisible()
  await expect(cashier.getByText('signs nothing')).toBeVisible()
  await cashier.getByRole('button', { name: 'Import files…' }).click()
  await expect(cashier.getByText('Here already. Nothing changes.')).toBeVisible()

  const csv = join(elsewhere, 'all.csv')
  await savesTo(owner, csv)
  await cashier.getByRole('button', { name: 'Save as CSV…' }).click()
  await expect(cashier.getByText(csv)).toBeVisible()
  const kept = await readdir(join(folder, 'tills', 'practice'))
  expect(kept).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.bundle$/)])
  await rm(elsewhere, { recursive: true, force: true })
})

test('a file that is put into the folder is in the report as soon as the screen is opened', async ({
  open,
}) => {
  const shared = await mkdtemp(join(tmpdir(), 'usdtill-shared-'))
  const clock = createFakeClock(Date.parse(OCTOBER.start))
  const elsewhere = await mkdtemp(join(tmpdir(), 'usdtill-'))
  const bar = createShopTill({
    ...{ number: 7, folder: elsewhere, clock, keychain: createMemoryKeychain(clock), mode: 'practice' },
  })
  bar.paid(bar.begin({ minor: 1825 }))
  bar.closeDay()

  const { app, cashier } = await open({ tillName: 'Counter', tillNumber: 1 }, NOVEMBER)
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, shared)
  await openTills(cashier)
  await cashier.getByRole('button', { name: 'Choose a folder…' }).click()
  await expect(cashier.getByText('Nothing new in the folder.')).toBeVisible()
  await cashier.getByRole('button', { name: 'Earlier' }).click()
  await expect(cashier.getByText('No Z was taken in this time')).toBeVisible()

  await bar.save(1, shared)
  await cashier.getByRole('button', { name: 'Look again' }).click()
  await expect(cashier.getByText('1 Z report was taken.')).toBeVisible()
  const byTill = cashier.getByRole('table', { name: 'By till', exact: true })
  await expect(byTill.getByRole('row').filter({ hasText: 'Till 7' })).toContainText('18.25')

  // And by itself, whenever the screen is opened.
  clock.advance(86_400_000)
  bar.paid(bar.begin({ minor: 990 }))
  await bar.save(bar.closeDay(), shared)
  await cashier.locator('nav [data-section="day"]').click()
  await expect(cashier.getByRole('heading', { name: 'All tills', level: 2 })).toHaveCount(0)
  await cashier.locator('nav [data-section="tills"]').click()
  await expect(cashier.getByText('1 Z report was taken.')).toBeVisible()
  await cashier.getByRole('button', { name: 'Earlier' }).click()
  await expect(byTill.getByRole('row').filter({ hasText: 'Till 7' })).toContainText('28.15')
  bar.close()
  await rm(shared, { recursive: true, force: true })
})

const CASHIERS = [null, { id: 'ana', name: 'Ana' }, { id: 'ben', name: 'Ben' }]

/** A few days of a till, each with a Z: sales in two currencies, one paid a day later, one short and so none. */
function liveThrough(till: ShopTill, clock: FakeClock, seed: number): void {
  let late: string | null = null
  for (let day = 0; day < OCTOBER.days; day += 1) {
    const cashier = CASHIERS[(seed + day) % CASHIERS.length] ?? null
    if (late !== null) till.paid(late)
    for (let sale = 0; sale <= (seed + day) % 3; sale += 1) {
      const minor = 417 * seed + 1301 * day + 89 * sale + 205
      // Half of them with taxes, every other of these with a discount, and a tip in the other currency.
      const parts = { isDiscounted: (seed + day) % 2 === 0, isTipped: sale === 1 }
      const priced = (day + sale) % 2 === 0 ? { sale: aTaxedSale(minor, parts) } : { minor }
      till.paid(till.begin({ ...priced, cashier, currency: sale === 1 ? 'USD' : 'EUR' }))
    }
    till.paid(till.begin({ minor: 2000 + seed, cashier }), '18.874210')
    late = till.begin({ minor: 3300 + seed, cashier, gateway: 'paystablecoin' })
    if (day === OCTOBER.days - 1) till.paid(late)
    till.closeDay()
    clock.advance(86_400_000)
  }
}

async function saveAll(till: ShopTill, into: string): Promise<string[]> {
  const files: string[] = []
  for (let z = 1; z <= OCTOBER.days; z += 1) files.push(await till.save(z, into))
  return files
}

/** "EUR 1,234.50" and "1,234.50 USD" as 123450 of theirs. */
function minorOf(text: string): readonly [currency: string, minor: number] {
  return [text.replace(/[^A-Z]/g, ''), Number(text.replace(/\D/g, ''))]
}

/** Figures of the screen's rows that name what `name` says: discounts, goods, tips and totals by currency. */
async function onScreen(table: Locator, name: string): Promise<Record<string, object>> {
  const rows = await table
    .getByRole('row')
    .filter({ hasText: name })
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')))
  return Object.fromEntries(
    rows.map(([, , discount = '', goods = '', tip = '', total = '']) => {
      const [currency, minor] = minorOf(goods)
      const [off, given, all] = [discount, tip, total].map((text) => minorOf(text)[1])
      return [currency, { discount: off, goods: minor, tip: given, total: all }]
    }),
  )
}

const PARTS = ['discount', 'goods', 'tip', 'total'] as const

function inFile(rows: readonly Record<string, string>[]): Record<string, object> {
  const minor = (key: string, of: readonly Record<string, string>[]) =>
    of.reduce((sum, row) => sum + minorIn(row[key]), 0)
  const money = rows.filter(({ currency }) => currency !== 'USDT')
  return Object.fromEntries(
    [...Map.groupBy(money, ({ currency }) => currency ?? '')].map(([currency, of]) => [
      currency,
      Object.fromEntries(PARTS.map((key) => [key, minor(key, of)])),
    ]),
  )
}

function inJournals(payments: readonly Payment[]): Record<string, object> {
  const { money } = sumsOfPayments(payments)
  return Object.fromEntries(
    Object.entries(money).map(([currency, sums]) => [
      currency,
      Object.fromEntries(PARTS.map((key) => [key, sums[key]])),
    ]),
  )
}

/** As `taxesOfPayments` has them; what was sold without a tax has none. */
async function taxesOnScreen(page: Page): Promise<Record<string, object>> {
  const rows = await page
    .getByRole('table', { name: 'Taxes', exact: true })
    .getByRole('row')
    .filter({ hasText: 'in the price' })
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')))
  return Object.fromEntries(
    rows.map(([rate = '', net = '', tax = '']) => {
      const [currency, minor] = minorOf(net)
      return [`${currency} ${rate.replace(/%.*/, '')}`, { net: minor, tax: minorOf(tax)[1] }]
    }),
  )
}

function usdtOf(rows: readonly Record<string, string>[]): string {
  const sum = rows
    .filter(({ currency }) => currency === 'USDT')
    .reduce((sum, row) => sum + microUsdt(row['received_usdt'] ?? '0'), 0n)
  return formatUsdt(sum)
}

// Three journals with their Zs are written to the disk first, then the till opens on one of them.
test('a month of three tills: screen and file are the plain sum of their journals', async ({
  open,
  folder,
}) => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'usdtill-'))
  const folders = [join(folder, 'journal'), join(elsewhere, 'two'), join(elsewhere, 'three')]
  const files: string[] = []
  const journals: Payment[][] = []
  for (const [index, at] of folders.entries()) {
    await mkdir(at, { recursive: true })
    const clock = createFakeClock(Date.parse(OCTOBER.start))
    const keychain = createMemoryKeychain(clock)
    const till = createShopTill({ number: index + 1, folder: at, clock, keychain, mode: 'practice' })
    liveThrough(till, clock, index + 1)
    if (index > 0) files.push(...(await saveAll(till, elsewhere)))
    till.desk.close()
    till.journal.close()
    journals.push(paymentsIn(till.journalFile))
  }

  const owner = await open({ tillName: 'Till 1', tillNumber: 1 }, NOVEMBER)
  const { app, cashier } = owner
  await app.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: paths })
  }, files)
  await openTills(cashier)
  await cashier.getByRole('button', { name: 'Import files…' }).click()
  await expect(cashier.getByText('8 Z reports were taken.')).toBeVisible()
  await cashier.getByRole('button', { name: 'Earlier' }).click()
  await expect(cashier.getByRole('status').filter({ hasText: 'October 2026' })).toBeVisible()

  const byTill = cashier.getByRole('table', { name: 'By till', exact: true })
  await expect(byTill.getByRole('row').filter({ hasText: 'Till 3' }).first()).toBeVisible()
  const all = journals.flat()
  expect(all.length).toBeGreaterThan(40)
  expect(Object.keys(inJournals(all)).toSorted()).toEqual(['EUR', 'USD'])
  for (const [index, payments] of journals.entries()) {
    expect(await onScreen(byTill, `Till ${index + 1}`)).toEqual(inJournals(payments))
  }
  for (const name of ['By till', 'By day and till', 'By cashier']) {
    const table = cashier.getByRole('table', { name, exact: true })
    expect(await onScreen(table, 'All tills')).toEqual(inJournals(all))
  }
  expect(await taxesOnScreen(cashier)).toEqual(taxesOfPayments(all))
  const { received } = sumsOfPayments(all)
  for (const name of ['By till, in USDT', 'By gateway, in USDT']) {
    const whole = cashier.getByRole('table', { name, exact: true }).getByRole('row').last()
    await expect(whole.getByRole('cell').nth(1)).toHaveText(received)
  }

  const csv = join(elsewhere, 'october.csv')
  await savesTo(owner, csv)
  await cashier.getByRole('button', { name: 'Save as CSV…' }).click()
  await expect(cashier.getByText(csv)).toBeVisible()
  const rows = parse(await readFile(csv, 'utf8'), { columns: true, bom: true }) as Record<string, string>[]
  for (const part of ['tillDay', 'till', 'cashier', 'gateway', 'whole']) {
    const of = rows.filter((row) => row['part'] === part)
    expect([part, inFile(of), usdtOf(of)]).toEqual([part, inJournals(all), received])
    expect([part, taxesInCsv(of)]).toEqual([part, taxesOfPayments(all)])
  }
  for (const [index, payments] of journals.entries()) {
    const of = rows.filter((row) => row['part'] === 'tillDay' && row['till_number'] === String(index + 1))
    expect([inFile(of), usdtOf(of)]).toEqual([inJournals(payments), sumsOfPayments(payments).received])
  }
  await rm(elsewhere, { recursive: true, force: true })
})
