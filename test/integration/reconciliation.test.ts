import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PaymentView } from '../../shared/contract/payments.ts'
import type { Difference } from '../../shared/reconciliation/difference.ts'
import { isUnmatched } from '../../shared/reconciliation/kept.ts'
import { exceptionsIn } from '../support/exported-rows.ts'
import { must } from '../support/paying.ts'
import { openReconciledShop, type ReconciledShop } from '../support/reconciled-shop.ts'
import { paid, SHOP_SEEDS, type ShopSeed } from '../support/reconciliation-seeds.ts'

// Journal, gateway's list and relay's log of a shop, each over HTTP or from its file, compared as the owner does it.

const DAY_MS = 24 * 3_600_000
const DAYS = { from: '2026-11-21', to: '2026-11-30' }

// Some forty sales over HTTP, one after the other, are a second or two alone, and many more beside other work.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 })

let shop: ReconciledShop

beforeEach(async () => {
  shop = await openReconciledShop()
  await shop.heard()
})
afterEach(() => shop.close())

/** What a line says, short enough to compare. */
const tell = ({ kind, cause, action, payment }: Difference) =>
  `${kind} ${cause} ${action} ${payment?.number ?? '-'}`

/** The same of what is in the exceptions sheet, with what it is known by and how much it is about. */
function tellUnmatched({ kind, cause, action, payment, chargeId, theirs, ours }: Difference): string {
  const standing = action === 'nothing' ? 'over' : 'open'
  const about = [payment?.number, payment?.id, chargeId, theirs, ours].map((cell) => cell ?? '-')
  return [kind, cause, standing, ...about].join(' ')
}

function tellRow(row: Record<string, unknown>): string {
  const cells = [
    'difference',
    'likely_cause',
    'standing',
    'number',
    'payment_id',
    'charge_id',
    'usdt',
    'till_usdt',
  ]
  return cells.map((key) => row[key] ?? '-').join(' ')
}

async function reconciled(days = DAYS) {
  await shop.signIn()
  const report = must(await shop.reconciling().run(days))
  expect(shop.crashes).toEqual([])
  return report
}

/** Nine days go by with the till closed: no gateway waits for a payment that long, and no till looks at it any more. */
async function holiday(happens: () => Promise<unknown>): Promise<void> {
  shop.bench.till().close()
  await shop.unheard(async () => {
    await shop.bench.advance(DAY_MS)
    await happens()
    await shop.bench.advance(8 * DAY_MS)
  })
}

type Put = { readonly seed: ShopSeed; readonly view: PaymentView | null }

async function putAll(seeds: readonly ShopSeed[]): Promise<string[]> {
  const put: Put[] = []
  for (const seed of seeds) put.push({ seed, view: await seed.open(shop) })
  await shop.heard()
  const copy = await shop.copyJournal()
  // The journal is put back from before this sale.
  await paid(shop)
  await shop.heard()
  await holiday(async () => {
    for (const { seed, view } of put) if (view) await seed.away?.(shop, view)
  })
  shop.bench.restoreJournal(copy)
  await shop.heard()
  for (const { seed, view } of put) await seed.back?.(shop, view)
  showAs(put)
  const about = put.map(({ seed, view }) => `${seed.finds} ${view?.payment.number ?? '-'}`)
  return [...about, 'ownOrderUnknown journalOlder checkJournal -']
}

function showAs(put: readonly Put[]): void {
  const ways = new Map(
    put.flatMap(({ seed: { shows }, view }) =>
      view && shows ? [[shop.bench.chargeIdOf(view), shows] as const] : [],
    ),
  )
  shop.front.show = (row) => {
    const shows = ways.get(String(row['payment_id']))
    return shows ? shows(row) : row
  }
}

describe(`${SHOP_SEEDS.length + 1} seeded differences`, () => {
  it('are all found, each as what it is, and nothing beside them', async () => {
    const clean = [await paid(shop), await paid(shop)]
    const expected = await putAll(SHOP_SEEDS)
    const report = await reconciled()
    expect(report.differences.map(tell).sort()).toEqual(expected.sort())
    expect(expected.length).toBeGreaterThanOrEqual(20)
    expect(report.found).toBe(expected.length)
    const told = new Set(report.differences.map(({ payment }) => payment?.number))
    expect(clean.some(({ payment }) => told.has(payment.number))).toBe(false)

    // The exceptions sheet has each in which till and gateway do not say the same, from the journal alone.
    const rows = exceptionsIn(shop.bench.till().journalFile).filter(
      ({ exception }) => exception === 'unmatchedAtGateway',
    )
    const unmatched = report.differences.filter(isUnmatched)
    expect(unmatched.length).toBeGreaterThanOrEqual(20)
    expect(rows.map(tellRow).sort()).toEqual(unmatched.map(tellUnmatched).sort())
  })
})
