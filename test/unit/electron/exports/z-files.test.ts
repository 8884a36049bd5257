import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ExportForm, ExportQuestion, ExportScope } from '../../../../electron/exports/export-request.ts'
import { createExportService, type ExportService } from '../../../../electron/exports/export-service.ts'
import { openJournalPass } from '../../../../electron/exports/reading/journal-pass.ts'
import { whereOf } from '../../../../electron/exports/reading/scope.ts'
import { NO_PEOPLE } from '../../../../shared/people/caller.ts'
import { wholeOf } from '../../../../shared/shift/cells.ts'
import type { Figures } from '../../../../shared/shift/figures.ts'
import { ASKED, anObservation } from '../../../support/builders.ts'
import { createFakeClock, type FakeClock } from '../../../support/fake-clock.ts'
import { createMemoryKeychain } from '../../../support/memory-keychain.ts'
import { must } from '../../../support/paying.ts'
import { createShopTill, type ShopTill } from '../../../support/tills/shop-till.ts'
import { aTaxedSale } from '../../../support/tills/taxed.ts'

// The file of each Z as it was written at its Z, read by somebody who has nothing but these files and adds up their columns.

// Each file is a worker thread: under a second alone, several beside other work.
vi.setConfig({ testTimeout: 60_000 })

const DAY_MS = 24 * 3_600_000
const SALE = aTaxedSale(2000, { isDiscounted: true, isTipped: true })
const NONE = { cashier: null, gateway: null, status: null, currency: null } as const

type Row = Readonly<Record<string, string>>
type Asked = ExportForm & Pick<ExportQuestion, 'scope' | 'filters'>
type Files = { readonly days: readonly Row[]; readonly corrections: readonly Row[] }

let clock: FakeClock
let till: ShopTill
let files: ExportService
let folder: string
beforeEach(() => {
  clock = createFakeClock(Date.parse('2026-11-20T20:00:00.000Z'))
  const keychain = createMemoryKeychain(clock)
  keychain.isThere = false
  folder = mkdtempSync(join(tmpdir(), 'usdtill-z-files-'))
  till = createShopTill({ number: 1, folder, clock, keychain })
  const workerUrl = new URL('../../../../electron/exports/export-worker.ts', import.meta.url)
  const source = { journalFile: till.journalFile, mode: 'live', timeZone: 'Europe/Madrid' } as const
  files = createExportService({ ...source, workerUrl, clock })
})
afterEach(async () => {
  await files.close()
  till.close()
})

const instant = () => new Date(clock.now()).toISOString()

async function written(question: Asked & { readonly name: string }): Promise<string> {
  const { name, ...asked } = question
  const file = join(folder, name)
  const done = must(await files.start({ ...asked, file }).done)
  expect(done.outcome).toBe('written')
  return readFileSync(file, 'utf8')
}

/** All that a folder gets at a Z, taken now. */
async function takeZ(over: Partial<Pick<ExportQuestion, 'filters'>> = {}): Promise<Files> {
  const scope = { kind: 'z', number: till.closeDay() } as const
  const sheet = async (name: 'days' | 'corrections') => {
    const text = await written({
      format: 'csv',
      sheet: name,
      scope,
      ...over,
      name: `${scope.number}-${name}.csv`,
    })
    return parse(text, { bom: true, columns: true }) as Row[]
  }
  return { days: await sheet('days'), corrections: await sheet('corrections') }
}

/** Exact sums of columns, as digits. */
function sum(rows: readonly Row[], ...keys: readonly string[]): bigint {
  const cells = rows.flatMap((row) => keys.map((key) => row[key] || '0'))
  return cells.reduce((all, cell) => all + BigInt(cell.replace('.', '')), 0n)
}

/** What an accountant makes of them: the payments that came to their end, and what changed about earlier ones. */
function added({ days, corrections }: Files): Record<string, bigint> {
  const alike = ['sales', 'gross', 'discounts', 'tips', 'total', 'tax', 'refunded_tax']
  const both = [...alike, 'net_usdt', 'fees_usdt', 'refunded_usdt']
  return {
    ...Object.fromEntries(both.map((key) => [key, sum(days, key) + sum(corrections, key)])),
    ended: sum(days, 'payments') + sum(corrections, 'ended'),
    arrived: sum(days, 'received_usdt', 'children_usdt') + sum(corrections, 'arrived_usdt'),
    unaccounted: sum(days, 'net_unknown_usdt', 'children_usdt') + sum(corrections, 'unaccounted_usdt'),
  }
}

/** The Z's own totals, under the same names. */
function totalsOf(figures: Figures): Record<string, bigint> {
  const [money] = figures.currencies
  const usdt = (text: string) => BigInt(text.replace('.', ''))
  const taxes = (lines: readonly { readonly tax: number }[] = []) =>
    lines.reduce((all, { tax }) => all + tax, 0)
  return {
    sales: BigInt(figures.sales),
    gross: BigInt(money?.goods ?? 0),
    discounts: BigInt(money?.discount ?? 0),
    tips: BigInt(money?.tip ?? 0),
    total: BigInt(money?.total ?? 0),
    tax: BigInt(taxes(money?.taxes)),
    refunded_tax: BigInt(taxes(money?.refundedTaxes)),
    net_usdt: usdt(figures.net),
    fees_usdt: usdt(figures.fees),
    refunded_usdt: usdt(figures.refunded),
    ended: BigInt(figures.ended),
    arrived: usdt(figures.received),
    unaccounted: usdt(figures.netUnknown),
  }
}

const zTotals = (number: number) => totalsOf(wholeOf(must(till.shifts.z(number, NO_PEOPLE)).totals.cells))

/** Of what is sold one part goes back, late money comes, and one is neither open nor over any more. */
async function threeDays(): Promise<readonly Files[]> {
  const sold = till.begin({ sale: SALE })
  till.paid(sold)
  const [late, alive] = [till.begin(), till.begin()]
  for (const id of [late, alive]) till.record(id, { kind: 'expired', at: instant() })
  const first = await takeZ()
  clock.advance(DAY_MS)
  till.sentBack(sold, '5.000000')
  till.paid(late)
  const reason = 'they came back'
  till.record(late, { kind: 'decided', at: instant(), decision: 'delivered', by: 'owner', reason })
  till.paid(till.begin({ minor: 700 }))
  const deposit = { transactionId: 'ab', amount: ASKED, blockAt: instant() }
  till.record(alive, { kind: 'seenOnChain', at: instant(), ...deposit })
  const second = await takeZ()
  clock.advance(DAY_MS)
  till.sentBack(sold, '14.874210')
  till.paid(alive)
  const third = await takeZ()
  return [first, second, third]
}

it('the payments and the corrections in the files of each Z add up to that Z', async () => {
  const days = await threeDays()
  expect(days.map(added)).toEqual([1, 2, 3].map(zTotals))
  expect(days.map(({ corrections }) => corrections.map(({ number, z }) => [number, z]))).toEqual([
    [],
    [
      ['1', '1'],
      ['2', '1'],
      ['3', '1'],
    ],
    [
      ['1', '1'],
      ['3', '1'],
    ],
  ])
})

it('what ended and was on its way again at its Z counts in no file before it ends', async () => {
  const revived = till.begin()
  till.record(revived, { kind: 'expired', at: instant() })
  const seen = anObservation({
    chargeId: '1001',
    orderId: 'T01-Till-1',
    status: 'confirming',
    received: ASKED,
  })
  till.record(revived, { kind: 'observed', at: instant(), source: 'poll', observation: seen, raw: '{}' })
  const first = await takeZ()
  clock.advance(DAY_MS)
  till.paid(revived)
  const second = await takeZ()
  expect([first, second].map(added)).toEqual([1, 2].map(zTotals))
  expect(first.days.map(({ payments, received_usdt: usdt, z }) => [payments, usdt, z])).toEqual([
    ['0', '0.000000', '1'],
  ])
  expect(second.corrections).toMatchObject([{ ended: '1', arrived_usdt: ASKED }])
})

it('a correction says what of a payment changed, each figure with its sign', async () => {
  const [, second, third] = await threeDays()
  const [back, late, alive] = second?.corrections ?? []
  expect(back).toMatchObject({
    ...{ day: '2026-11-21', till: 'Till 1', till_number: '1', currency: 'EUR', number: '1', z: '1' },
    ...{ corrected_in_z: '2', ended: '0', sales: '0', gross: '0.00', tax: '0.00', tax_lines: '' },
    ...{ refunds: '1', refunded_usdt: '5.000000', arrived_usdt: '0.000000' },
  })
  expect(sum([back ?? {}], 'refunded_tax')).toBeGreaterThan(0n)
  expect(sum([back ?? {}], 'tax_after_refunds')).toBe(-sum([back ?? {}], 'refunded_tax'))
  expect(back?.['refunded_tax_lines']).toContain(back?.['refunded_tax_1_name'])
  expect(late).toMatchObject({ sales: '1', gross: '18.25', total: '18.25', arrived_usdt: ASKED, ended: '0' })
  expect(alive).toMatchObject({
    ended: '-1',
    sales: '0',
    currency: 'EUR',
    gross: '0.00',
    net_usdt: '0.000000',
  })
  expect(third?.corrections[1]).toMatchObject({ number: '3', ended: '1', corrected_in_z: '3' })
})

it('a document has them as its last sheet, also when there are none; another period has no such sheet', async () => {
  await threeDays()
  const sheetsOf = async (scope: ExportQuestion['scope'], name: string) => {
    const { sheets } = JSON.parse(await written({ format: 'json', scope, name })) as {
      readonly sheets: Record<string, readonly Record<string, unknown>[]>
    }
    return sheets
  }
  const names = ['payments', 'days', 'exceptions']
  const first = await sheetsOf({ kind: 'z', number: 1 }, 'first.json')
  expect([Object.keys(first), first['corrections']]).toEqual([[...names, 'corrections'], []])
  const second = await sheetsOf({ kind: 'z', number: 2 }, 'second.json')
  expect(second['corrections']?.[2]).toMatchObject({ number: 3, z: 1, ended: -1, gross: '0.00' })
  const file = join(folder, 'second.xlsx')
  must(await files.start({ format: 'xlsx', scope: { kind: 'z', number: 2 }, file }).done)
  const workbook = await readXlsx(readFileSync(file))
  expect(workbook.sheets.map(({ name }) => name)).toEqual([...names, 'corrections'])
  const [heading = [], ...rows] = workbook.sheets.at(-1)?.rows ?? []
  const gross = heading.indexOf('gross')
  expect(rows.map((row) => [row[heading.indexOf('number')], row[gross]])).toEqual([
    [1, 0],
    [2, 18.25],
    [3, 0],
  ])
  const all = await sheetsOf({ kind: 'days', from: null, until: null }, 'all.json')
  expect(Object.keys(all)).toEqual(names)
  const asked = { format: 'csv', sheet: 'corrections', scope: { kind: 'sinceZ' } } as const
  const refused = await files.start({ ...asked, file: join(folder, 'none.csv') }).done
  expect(refused).toEqual({ ok: false, error: { code: 'notFound' } })
})

it('a file reads the payments that it is about, and no others', () => {
  const { database } = till.journal
  database.exec("INSERT INTO zs (number, seq, attempt, taken_at) VALUES (1, 1, 'a', '')")
  database.exec(`INSERT INTO shifts (number, body) VALUES (1, '{}')`)
  const scopes: readonly ExportScope[] = [
    { kind: 'days', from: '2026-03-01', until: '2026-03-02' },
    { kind: 'z', number: 1 },
    { kind: 'sinceZ' },
    { kind: 'shift', number: 1 },
  ]
  for (const { sql, values } of scopes.map((scope) => whereOf(scope, database))) {
    const plan = database
      .prepare(`EXPLAIN QUERY PLAN SELECT body FROM payments WHERE ${sql} ORDER BY day, number`)
      .all(...values)
      .map(({ detail }) => String(detail))
    expect(plan.join('; ')).toMatch(/^SEARCH payments USING INDEX/)
    // What is not over yet stands in an index of its own.
    expect(plan.filter((detail) => /^SCAN payments (?!USING INDEX payments_not_over)/.test(detail))).toEqual(
      [],
    )
  }
})

it('a summary names the days that have come: none since a Z of today, and none of a period to come', () => {
  till.closeDay()
  till.paid(till.begin())
  const daysOf = (scope: ExportScope, today: string) => {
    const source = { journalFile: till.journalFile, mode: 'live', timeZone: 'UTC' } as const
    const shop = { till: 'Till 1', tillNumber: 1, currency: 'EUR', today } as const
    const heard = { read: () => undefined, taken: () => undefined }
    const pass = openJournalPass(source, { scope, shop }, heard)
    const { days, totals } = pass.sums()
    pass.close()
    return { days, sales: wholeOf(totals.cells).sales }
  }
  expect(daysOf({ kind: 'sinceZ' }, '2026-11-20')).toEqual({ days: null, sales: 1 })
  const [from, until] = ['2026-11-21', '2026-11-22']
  expect(daysOf({ kind: 'sinceZ' }, until)).toEqual({ days: { from, to: until }, sales: 1 })
  expect(daysOf({ kind: 'days', from, until }, '2026-11-20').days).toBeNull()
  expect(daysOf({ kind: 'days', from, until }, from).days).toEqual({ from, to: from })
})

it('filters leave out what changed of the payments that they leave out, in the summary as well', async () => {
  await threeDays()
  const scope = { kind: 'z', number: 2 } as const
  const source = { journalFile: till.journalFile, mode: 'live', timeZone: 'UTC' } as const
  const heard = { read: () => undefined, taken: () => undefined }
  const corrected = (filters: ExportQuestion['filters']) => {
    const pass = openJournalPass(source, { scope, ...(filters && { filters }) }, heard)
    const rows = [...pass.table('corrections').rows]
    const { corrections } = pass.sums().totals
    pass.close()
    expect(rows).toHaveLength(corrections.length)
    return corrections.map(({ number }) => number)
  }
  expect([corrected(undefined), corrected(NONE)]).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ])
  expect(corrected({ ...NONE, status: 'paid' })).toEqual([1])
  expect(corrected({ ...NONE, currency: 'KWD' })).toEqual([])
})
