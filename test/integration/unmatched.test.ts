import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { verifyJournal } from '../../electron/journal/verify-journal.ts'
import { checkTable } from '../../electron/payments/table-check.ts'
import { foldJournal } from '../../electron/shifts/journal-fold.ts'
import type { PaymentView } from '../../shared/contract/payments.ts'
import { exceptionsIn } from '../support/exported-rows.ts'
import { must } from '../support/paying.ts'
import { openReconciledShop, type ReconciledShop } from '../support/reconciled-shop.ts'
import { paid } from '../support/reconciliation-seeds.ts'

// What a comparison leaves in the journal: the rows of the exceptions sheet, and what the owner said about them.

const MINUTE = 60_000
const TODAY = { from: '2026-11-21', to: '2026-11-21' }
const ANA = { id: 'p1', name: 'Ana' }

// A shop with gateway and thread is half a second alone, several beside other work.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let shop: ReconciledShop

beforeEach(async () => {
  shop = await openReconciledShop()
})
afterEach(async () => {
  await shop.close()
  expect(shop.crashes).toEqual([])
})

/** The list says of it that the gateway took it back. */
function takenBack(view: PaymentView): void {
  const chargeId = shop.bench.chargeIdOf(view)
  shop.front.show = (row) =>
    String(row['payment_id']) === chargeId ? { ...row, payment_status: 'refunded' } : row
}

async function compare(reconciling = shop.reconciling()) {
  await shop.bench.advance(20 * MINUTE)
  await shop.signIn()
  return { reconciling, report: must(await reconciling.run(TODAY, { person: ANA })) }
}

const rowsOf = (asked: Parameters<typeof exceptionsIn>[1] = {}) =>
  exceptionsIn(shop.bench.till().journalFile, asked)

describe('a comparison', () => {
  it('is in the exceptions sheet, with who compared and when, also after a restart', async () => {
    const view = await paid(shop)
    takenBack(view)
    const { report } = await compare()
    expect(report.isKept).toBe(true)
    shop.bench.restart()
    expect(rowsOf()).toMatchObject([
      {
        ...{ day: '2026-11-21', exception: 'unmatchedAtGateway', standing: 'open', decision: null },
        ...{ difference: 'reversed', likely_cause: 'takenBack', gateway_status: 'refunded', count: 1 },
        ...{ number: view.payment.number, payment_id: view.payment.id, status: 'paid' },
        ...{ gateway: 'nowpayments', charge_id: shop.bench.chargeIdOf(view) },
        ...{ compared_utc: report.asOf, compared_by: 'Ana' },
      },
    ])
  })

  it('of the same day takes the place of the one before', async () => {
    takenBack(await paid(shop))
    await compare()
    shop.front.show = (row) => row
    expect((await compare()).report.found).toBe(0)
    expect(rowsOf()).toMatchObject([{ difference: 'reversed', standing: 'over' }])
  })

  it('that did not come to its end leaves nothing', async () => {
    takenBack(await paid(shop))
    await shop.bench.advance(20 * MINUTE)
    await shop.signIn()
    shop.front.beforePage = async () => shop.account.signOut()
    shop.front.hidden = 700
    expect((await shop.reconciling().run(TODAY)).ok).toBe(false)
    expect(rowsOf()).toEqual([])
  })

  it('is an event like all others to whoever checks the journal', async () => {
    takenBack(await paid(shop))
    const { reconciling, report } = await compare()
    const [line] = report.differences
    const said = { key: line?.record?.key ?? '', decision: 'explained', reason: 'A test of theirs' } as const
    must(reconciling.decide(said))
    const database = new DatabaseSync(shop.bench.till().journalFile, { readOnly: true })
    const fold = foldJournal(database)
    expect(verifyJournal(database).fault).toBeNull()
    expect(checkTable(database, fold)).toMatchObject({ state: 'agrees', payments: 1 })
    const kinds = database.prepare("SELECT kind FROM events WHERE kind GLOB 'books.*' ORDER BY seq").all()
    database.close()
    expect(kinds.map(({ kind }) => kind)).toEqual(['books.compared', 'books.decided'])
  })

  it('is there when all tables are computed anew from the events', async () => {
    takenBack(await paid(shop))
    await compare()
    const before = rowsOf()
    const { journalFile, close } = shop.bench.till()
    close()
    const database = new DatabaseSync(journalFile)
    database.exec("DELETE FROM meta WHERE key = 'projection'")
    database.close()
    shop.bench.restart()
    expect(shop.bench.till().journalProblem()).toBeNull()
    expect(rowsOf()).toEqual(before)
  })
})

describe('which of them a file has', () => {
  it('of one that no till made: nothing about a payment, and no sheet but this one knows of it', async () => {
    await paid(shop)
    await shop.chargeElsewhere('WEB-2026-77')
    await compare()
    expect(rowsOf()).toMatchObject([
      {
        ...{
          day: '2026-11-21',
          exception: 'unmatchedAtGateway',
          difference: 'madeElsewhere',
          standing: 'over',
        },
        ...{ created_utc: null, till: null, number: null, reference: null, status: null, payment_id: null },
        ...{
          sale_id: null,
          usdt: '0.000000',
          till_usdt: null,
          order_id: 'WEB-2026-77',
          gateway: 'nowpayments',
        },
      },
    ])
    expect(rowsOf()).toEqual(exceptionsIn(shop.bench.till().journalFile, { isDocument: true }))
  })

  it('of days: those of the days; of a gateway, a status: those that are known to be of it', async () => {
    takenBack(await paid(shop))
    await shop.chargeElsewhere('WEB-2026-77')
    await compare()
    const found = (asked: Parameters<typeof exceptionsIn>[1]) => rowsOf(asked).map((row) => row['difference'])
    const of = (from: string, until: string) => ({ scope: { kind: 'days', from, until } as const })
    const filters = { cashier: null, gateway: null, status: null, currency: null }
    expect(found({})).toEqual(['reversed', 'madeElsewhere'])
    expect(found(of('2026-11-21', '2026-11-21'))).toEqual(['reversed', 'madeElsewhere'])
    expect(found(of('2026-11-22', '2026-11-30'))).toEqual([])
    expect(found({ filters: { ...filters, gateway: 'nowpayments' } })).toEqual(['reversed', 'madeElsewhere'])
    expect(found({ filters: { ...filters, gateway: 'paystablecoin' } })).toEqual([])
    expect(found({ filters: { ...filters, status: 'paid' } })).toEqual(['reversed'])
    expect(found({ filters: { ...filters, status: 'expired' } })).toEqual([])
  })

  it('of a shift: those about a payment of it', async () => {
    takenBack(await paid(shop))
    await shop.chargeElsewhere('WEB-2026-77')
    await compare()
    const since = rowsOf({ scope: { kind: 'sinceZ' } })
    expect(since.map((row) => row['difference'])).toEqual(['reversed'])
  })
})

describe('what the owner says about a line', () => {
  it('is in the sheet and in the next comparison, and ends it', async () => {
    takenBack(await paid(shop))
    const { reconciling, report } = await compare()
    const [line] = report.differences
    expect(line?.record?.decided).toBeNull()
    const said = { decision: 'settledElsewhere', reason: 'Paid back in cash' } as const
    const decided = must(reconciling.decide({ key: line?.record?.key ?? '', ...said }, { person: ANA }))
    expect(decided).toMatchObject({ ...said, person: ANA })
    expect(rowsOf()).toMatchObject([
      {
        ...{ standing: 'over', decision: 'settledElsewhere', decided_by: 'owner', decided_person: 'Ana' },
        ...{ decided_reason: 'Paid back in cash', decided_utc: decided.at },
      },
    ])
    const again = (await compare()).report.differences
    expect(again.map(({ record }) => record?.decided)).toEqual([decided])
    expect(rowsOf()).toMatchObject([{ standing: 'over', decision: 'settledElsewhere' }])
  })

  it('is about a line of the last list, and of no other', async () => {
    const said = { key: 'reversed', decision: 'explained', reason: 'Whatever it is' } as const
    expect(shop.reconciling().decide(said)).toEqual({ ok: false, error: { code: 'notNow' } })
    const { reconciling } = await compare()
    expect(reconciling.decide(said)).toEqual({ ok: false, error: { code: 'notFound' } })
  })
})
