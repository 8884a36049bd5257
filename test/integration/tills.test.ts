import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { seededRandom } from '../../bench/watch/shop-week.ts'
import { newSigningKey } from '../../electron/journal/checkpoint.ts'
import { mergedCsv } from '../../electron/tills/merged-csv.ts'
import type { MergedReport } from '../../shared/contract/tills.ts'
import { figuresOf } from '../../shared/shift/counting.ts'
import { type Figures, sumOf } from '../../shared/shift/figures.ts'
import { BundleHead } from '../../shared/tills/bundle.ts'
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts'
import { refundedTaxesOfPayments, taxesOfPayments } from '../support/journal-sums.ts'
import { createMemoryKeychain } from '../support/memory-keychain.ts'
import { emptyHead, linesIn, sealed } from '../support/tills/forged.ts'
import { createShopTill, readingIsUp, type ShopTill } from '../support/tills/shop-till.ts'
import { aTaxedSale, type CsvRow, minorIn, TAX_RATES, taxesInCsv } from '../support/tills/taxed.ts'

const DAY = 86_400_000
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' }
/** Who chooses. */
const OLGA = { person: { id: 'olga', name: 'Olga' } }
const KEYS = [newSigningKey(), newSigningKey(), newSigningKey()] as const

let clock: FakeClock
let out: string
let tills: ShopTill[]

async function aTill(number: number, key: string | null): Promise<ShopTill> {
  const keychain = createMemoryKeychain(clock)
  if (key === null) keychain.isThere = false
  else await keychain.set('live', 'signing-key', key)
  const till = createShopTill({ number, folder: mkdtempSync(join(tmpdir(), 'usdtill-')), clock, keychain })
  tills.push(till)
  return till
}

beforeAll(readingIsUp, 60_000)
beforeEach(() => {
  clock = createFakeClock(Date.parse('2026-11-01T10:00:00.000Z'))
  out = mkdtempSync(join(tmpdir(), 'usdtill-out-'))
  tills = []
})
afterEach(() => {
  for (const till of tills) till.close()
  rmSync(out, { recursive: true, force: true })
})

async function merged(till: ShopTill, period = NOVEMBER): Promise<MergedReport> {
  const report = await till.desk.merged(period)
  if (!report.ok) throw new Error(report.error.code)
  return report.value
}

async function imported(till: ShopTill, ...files: readonly string[]): Promise<string[]> {
  const taken = await till.desk.importFiles(files)
  if (!taken.ok) throw new Error(taken.error.code)
  return taken.value.map(({ outcome, fault }) => fault ?? outcome)
}

/** What the payments of a till come to, as the till itself knows them. */
function ofPayments(till: ShopTill): Figures {
  return sumOf(
    till.repository
      .since(0)
      .map((payment) =>
        figuresOf({ payment, gateway: null, cashier: null, shift: null, sale: payment.sale }),
      ),
  )
}

const wholeOf = (parts: readonly { readonly figures: Figures }[]) =>
  sumOf(parts.map(({ figures }) => figures))
const kinds = ({ problems }: MergedReport) => problems.map(({ kind }) => kind)

const PEOPLE = [null, { id: 'ana', name: 'Ana' }, { id: 'ben', name: 'Ben' }]

/** One till's days: some sales, some of them paid days later, mostly a Z, now and then two. */
function daysOf(till: ShopTill, random: () => number): () => void {
  let open: string[] = []
  const refunded: Record<string, number> = {}
  const sell = () => {
    const minor = 100 + Math.floor(random() * 9000)
    return till.begin({
      ...(random() < 0.6
        ? { sale: aTaxedSale(minor, { isDiscounted: random() < 0.4, isTipped: random() < 0.4 }) }
        : { minor }),
      cashier: PEOPLE[Math.floor(random() * PEOPLE.length)] ?? null,
      gateway: random() < 0.3 ? 'paystablecoin' : 'nowpayments',
      currency: random() < 0.2 ? 'USD' : 'EUR',
    })
  }
  const pay = (id: string) => till.paid(id, random() < 0.1 ? '25.000000' : '19.874210', '0.200000')
  /** Of a payment from whenever, in two parts: of one for which more came than was asked, that first. */
  const sendBack = () => {
    const paid = till.repository
      .since(0)
      .filter(({ status, id }) => status === 'paid' && (refunded[id] ?? 0) < 2)
    const { id } = paid[Math.floor(random() * paid.length)] ?? {}
    if (id === undefined) return
    till.sentBack(id, refunded[id] === 1 ? '14.874210' : '5.000000')
    refunded[id] = (refunded[id] ?? 0) + 1
  }
  return () => {
    const today = Array.from({ length: Math.floor(random() * 4) }, sell)
    const late = new Set([...open, ...today].filter(() => random() < 0.25))
    for (const id of [...open, ...today]) if (!late.has(id)) pay(id)
    open = [...late]
    while (random() < 0.4) sendBack()
    if (random() < 0.9) till.closeDay()
    if (random() < 0.1) till.closeDay()
  }
}

/** Everything is paid, and the last Z taken. */
function endMonth(till: ShopTill): void {
  for (const { status, id } of till.repository.since(0)) if (status === 'awaiting') till.paid(id)
  till.closeDay()
}

async function bundlesOf(till: ShopTill): Promise<string[]> {
  const files: string[] = []
  for (let z = till.shifts.view(null).lastZ; z > 0; z -= 1) files.push(await till.save(z, out))
  return files
}

const WEEKS = [
  { from: '2026-11-01', to: '2026-11-07' },
  { from: '2026-11-08', to: '2026-11-14' },
  { from: '2026-11-15', to: '2026-11-21' },
  { from: '2026-11-22', to: '2026-11-30' },
]

/** A month of three tills, of which the first has imported the bundles of the others. */
async function threeTills(): Promise<ShopTill> {
  const random = seededRandom(7)
  const owner = await aTill(1, KEYS[0])
  const others = [await aTill(2, KEYS[1]), await aTill(3, KEYS[2])]
  const days = tills.map((till) => daysOf(till, random))
  for (let day = 0; day < 30; day += 1) {
    for (const liveOneDay of days) liveOneDay()
    if (day < 29) clock.advance(DAY)
  }
  tills.forEach(endMonth)
  const files = [...(await bundlesOf(others[1] ?? owner)), ...(await bundlesOf(others[0] ?? owner))]
  expect(new Set(await imported(owner, ...files))).toEqual(new Set(['imported']))
  return owner
}

describe('a month of three tills', () => {
  // Three journals, thirty days and some hundred events flushed to the disk: a few seconds.
  it('merged is the sum of the parts', async () => {
    const owner = await threeTills()
    const report = await merged(owner)
    const parts = tills.map(ofPayments)
    expect(report.whole).toEqual(sumOf(parts))
    expect(report.tills.map(({ figures }) => figures)).toEqual(parts)
    for (const cut of [report.tills, report.days, report.cashiers, report.gateways]) {
      expect(wholeOf(cut)).toEqual(report.whole)
    }
    for (const { tills: ofDay, figures } of report.days) expect(wholeOf(ofDay)).toEqual(figures)
    const weeks = await Promise.all(WEEKS.map((week) => merged(owner, week)))
    expect(sumOf(weeks.map(({ whole }) => whole))).toEqual(report.whole)
    expect(report.problems).toEqual([])
    // What was added is a month, and not the nothing that adds up as well.
    expect(report.whole.currencies.map(({ currency }) => currency)).toEqual(['EUR', 'USD'])
    expect(report.whole.sales).toBeGreaterThan(50)

    const { text, rows } = mergedCsv(report)
    const lines = parse(text, { columns: true, bom: true }) as CsvRow[]
    expect(lines).toHaveLength(rows)
    const euro = report.whole.currencies.find(({ currency }) => currency === 'EUR')
    const taxes = taxesOfPayments(tills.flatMap((till) => till.repository.since(0)))
    expect(Object.keys(taxes)).toHaveLength(2 * TAX_RATES.length)
    expect([euro?.discount, euro?.tip, euro?.refunded]).not.toContain(0)
    const back = refundedTaxesOfPayments(tills.flatMap((till) => till.repository.since(0)))
    expect(Object.keys(back)).toHaveLength(2 * TAX_RATES.length)
    const taxIn = (sums: typeof back) => Object.values(sums).reduce((sum, { tax }) => sum + tax, 0)
    for (const part of ['tillDay', 'till', 'cashier', 'gateway', 'whole']) {
      const of = lines.filter((line) => line['part'] === part)
      const inEuro = of.filter(({ currency }) => currency === 'EUR')
      const sums = (['goods', 'discount', 'tip'] as const).map((key) =>
        inEuro.reduce((sum, line) => sum + minorIn(line[key]), 0),
      )
      expect([part, ...sums]).toEqual([part, euro?.goods, euro?.discount, euro?.tip])
      expect([part, taxesInCsv(of)]).toEqual([part, taxes])
      expect([part, taxesInCsv(of, 'refunded_tax')]).toEqual([part, back])
      const sumOfColumn = (key: string) => of.reduce((sum, line) => sum + minorIn(line[key]), 0)
      expect(sumOfColumn('tax')).toBe(taxIn(taxes))
      expect(sumOfColumn('refunded_tax')).toBe(taxIn(back))
      expect(sumOfColumn('tax_after_refunds')).toBe(taxIn(taxes) - taxIn(back))
    }
  }, 60_000)
})

describe('what an owner imports', () => {
  async function twoTills(days = 5): Promise<[ShopTill, ShopTill, string[]]> {
    const [owner, other] = [await aTill(1, KEYS[0]), await aTill(2, KEYS[1])]
    const files: string[] = []
    for (let day = 1; day <= days; day += 1) {
      for (const till of [owner, other]) {
        till.paid(till.begin({ minor: 1000 * day }))
        till.closeDay()
      }
      files.push(await other.save(day, out))
      if (day < days) clock.advance(DAY)
    }
    return [owner, other, files]
  }

  it('is a duplicate the second time, also after a restart, and nothing changes', async () => {
    const [owner, , files] = await twoTills()
    expect(await imported(owner, ...files)).toEqual(Array(5).fill('imported'))
    const before = await merged(owner)
    owner.desk.close()
    expect(await imported(owner, ...files)).toEqual(Array(5).fill('duplicate'))
    expect(await merged(owner)).toEqual(before)
    expect(before.whole).toEqual(sumOf(tills.map(ofPayments)))
    const kept = readdirSync(join(owner.journalFile, '..', 'tills', 'live'))
    expect(kept.filter((name) => name.endsWith('.bundle'))).toHaveLength(5)
    expect(kept.filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('is another file of the same Z: a duplicate as well', async () => {
    const [owner, other, files] = await twoTills(1)
    await imported(owner, ...files)
    other.settings.save({ tillName: 'Bar' })
    expect(await imported(owner, await other.save(1, out))).toEqual(['duplicate'])
  })

  it('leaves a gap, which is named until it is filled', async () => {
    const [owner, , files] = await twoTills()
    const [, second = '', third = ''] = files
    await imported(owner, ...files.filter((file) => file !== second && file !== third))
    expect((await merged(owner)).problems).toMatchObject([
      { kind: 'gap', from: 2, to: 3, till: { number: 2 } },
    ])
    await imported(owner, second)
    expect((await merged(owner)).problems).toMatchObject([{ kind: 'gap', from: 3, to: 3 }])
    await imported(owner, third)
    expect((await merged(owner)).problems).toEqual([])
  })

  it('says something else of a Z: the first one counts until a person chooses', async () => {
    const [owner, , files] = await twoTills(2)
    await imported(owner, ...files)
    const before = await merged(owner)
    // The same till, put back from a copy before its second Z, and gone on in another way.
    const [head = ''] = linesIn(files[1] ?? '')
    const other = forged(head, { at: '2026-11-02T11:00:00.000Z' })
    const file = join(out, 'other.bundle')
    writeFileSync(file, sealed([other], KEYS[1]))
    expect(await imported(owner, file)).toEqual(['conflict'])
    const [conflict] = (await merged(owner)).problems
    expect((await merged(owner)).whole).toEqual(before.whole)
    if (conflict?.kind !== 'conflict') throw new Error('no conflict')
    expect(conflict).toMatchObject({ z: 2, till: { number: 2 } })
    expect(await owner.desk.choose(conflict.bundle, OLGA)).toMatchObject({ ok: true })
    const { kind, body } = owner.journal.entries().at(-1) ?? {}
    const named = { sha256: conflict.bundle, till: conflict.till.id, z: 2 }
    expect([kind, JSON.parse(body ?? '')]).toEqual(['bundleChosen', { ...named, ...OLGA }])
    const after = await merged(owner)
    expect(after.whole.sales).toBe(before.whole.sales - 1)
    expect(kinds(after)).toEqual(['conflict'])
    const events = owner.journal.entries().length
    expect(await owner.desk.choose('f'.repeat(64), OLGA)).toEqual({ ok: false, error: { code: 'notFound' } })
    expect(owner.journal.entries()).toHaveLength(events)
  })

  it('is not chosen where that cannot be written down', async () => {
    const [owner, , files] = await twoTills(2)
    await imported(owner, ...files)
    const [head = ''] = linesIn(files[1] ?? '')
    const file = join(out, 'other.bundle')
    writeFileSync(file, sealed([forged(head, { at: '2026-11-02T11:00:00.000Z' })], KEYS[1]))
    await imported(owner, file)
    const before = await merged(owner)
    const [conflict] = before.problems
    if (conflict?.kind !== 'conflict') throw new Error('no conflict')
    owner.journal.database.exec(
      "CREATE TEMP TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'no room'); END",
    )
    expect(await owner.desk.choose(conflict.bundle, OLGA)).toMatchObject({
      error: { code: 'journalUnavailable' },
    })
    owner.journal.database.exec('DROP TRIGGER full')
    expect(await merged(owner)).toEqual(before)
  })

  it('is signed by another key: kept, named, and not counted until a person takes the key', async () => {
    const [owner, , files] = await twoTills(4)
    const [first = '', second = '', third = '', fourth = ''] = files
    await imported(owner, first)
    for (const file of [second, third]) {
      writeFileSync(file, sealed(linesIn(file).slice(0, -1), KEYS[2]))
    }
    writeFileSync(fourth, sealed(linesIn(fourth).slice(0, -1), null))
    expect(await imported(owner, second, third, fourth)).toEqual(['otherKey', 'otherKey', 'lostSignature'])
    const report = await merged(owner)
    expect(report.tills.map(({ zs }) => zs)).toEqual([4, 1])
    expect(kinds(report)).toEqual(['nothingAfter', 'otherKey', 'otherKey', 'lostSignature'])
    const other = report.problems.find((problem) => problem.kind === 'otherKey')
    if (other?.kind !== 'otherKey') throw new Error('no other key')
    expect(other.fingerprint).toMatch(/^[0-9a-f]{16}$/)
    expect(await owner.desk.choose(other.bundle, OLGA)).toMatchObject({ ok: true })
    expect((await merged(owner)).tills.map(({ zs }) => zs)).toEqual([4, 3])
    expect(kinds(await merged(owner))).toContain('lostSignature')
  })

  it('is of a till without a keychain: counted, and said', async () => {
    const [owner, other] = [await aTill(1, KEYS[0]), await aTill(2, null)]
    for (const till of [owner, other]) {
      till.paid(till.begin())
      till.closeDay()
    }
    expect(await imported(owner, await other.save(1, out))).toEqual(['imported'])
    expect((await merged(owner)).problems).toMatchObject([{ kind: 'unsigned', till: { number: 2 } }])
    expect((await merged(owner)).whole.sales).toBe(2)
  })

  it('is of two tills with one number: both count, and it is said', async () => {
    const [owner, other] = [await aTill(1, KEYS[0]), await aTill(1, KEYS[1])]
    for (const till of [owner, other]) till.closeDay()
    await imported(owner, await other.save(1, out))
    expect((await merged(owner)).problems).toMatchObject([{ kind: 'sameNumber' }])
    expect(await owner.desk.list()).toMatchObject({
      value: { tills: [{ isOwn: true }, { isOwn: false, zs: 1 }] },
    })
  })

  it('is its own, or of a chain that does not hold', async () => {
    const [owner, , files] = await twoTills(2)
    expect(await imported(owner, await owner.save(1, out))).toEqual(['own'])
    const [first = '', second = ''] = files
    const [head = '', ...rest] = linesIn(second).slice(0, -1)
    const parsed = BundleHead.parse(JSON.parse(head))
    const before = { number: 1, seq: 2, hash: 'e'.repeat(64) }
    writeFileSync(second, sealed([JSON.stringify({ ...parsed, before }), ...rest], KEYS[1]))
    expect(await imported(owner, first, second)).toEqual(['imported', 'imported'])
    expect((await merged(owner)).problems).toMatchObject([{ kind: 'brokenChain', z: 2 }])
  })

  it('is what this till was before its settings were lost: counted once', async () => {
    const [owner, , files] = await twoTills(1)
    await imported(owner, ...files)
    const own = await owner.save(1, out)
    owner.settings.save({ tillId: null })
    expect(await imported(owner, own)).toEqual(['imported'])
    expect(kinds(await merged(owner))).toContain('twice')
    expect((await merged(owner)).whole).toEqual(sumOf(tills.map(ofPayments)))
  })

  it('is no bundle, is not there, or is a folder: each is said, and the others are taken', async () => {
    const [owner, , files] = await twoTills(1)
    const picture = join(out, 'picture.bundle')
    writeFileSync(picture, 'not one')
    const outcomes = await imported(owner, picture, join(out, 'gone.bundle'), out, ...files)
    expect(outcomes).toEqual(['notABundle', 'notKept', 'notABundle', 'imported'])
  })

  it('survives a damaged record: it is put aside, and the files are imported again', async () => {
    const [owner, , files] = await twoTills(1)
    await imported(owner, ...files)
    owner.desk.close()
    const record = join(owner.journalFile, '..', 'tills', 'live.sqlite')
    writeFileSync(record, 'not a database, but long enough to be taken for one'.repeat(40))
    for (const part of ['-wal', '-shm']) rmSync(record + part, { force: true })
    expect((await merged(owner)).tills).toHaveLength(1)
    expect(await imported(owner, ...files)).toEqual(['imported'])
    expect(readFileSync(`${record}.damaged`, 'utf8')).toMatch(/^not a database/)
  })
})

/** The head of another Z of that number: without payments, at another time, in a journal that fits itself. */
function forged(head: string, { at }: { readonly at: string }): string {
  const parsed = BundleHead.parse(JSON.parse(head))
  const event = JSON.parse(parsed.event.body)
  const nothing = { ...event.totals, cells: [], corrections: [], carried: [] }
  return emptyHead(parsed, JSON.stringify({ ...event, at, totals: nothing }), at)
}
