import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { callbackLogFileOf } from '../../electron/relay/till-relay.ts'
import type { PaymentView } from '../../shared/contract/payments.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import { ok } from '../../shared/result.ts'
import { must } from '../support/paying.ts'
import { openReconciledShop, type ReconciledShop } from '../support/reconciled-shop.ts'
import { paid } from '../support/reconciliation-seeds.ts'

// How a comparison goes: what it waits for, how it ends, and what it says it compared.

const MINUTE = 60_000
const DAY_MS = 24 * 60 * MINUTE
const TODAY = { from: '2026-11-21', to: '2026-11-21' }

// A shop with relay, gateway and thread is half a second alone, several beside other work.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let shop: ReconciledShop

beforeEach(async () => {
  shop = await openReconciledShop()
})
afterEach(async () => {
  await shop.close()
  expect(shop.crashes).toEqual([])
})

const run = (days = TODAY) => shop.reconciling().run(days)

/** What changed a moment ago is on its way. */
async function later(ms = 20 * MINUTE): Promise<void> {
  await shop.bench.advance(ms)
  await shop.signIn()
}

describe('a day in which everything was seen and dealt with', () => {
  async function sell(): Promise<void> {
    const { bench, control, look, decide } = shop
    await paid(shop)
    const idOf = ({ payment }: PaymentView) => payment.id
    must(await bench.payments().cancel(idOf(await bench.start())))
    const short = await shop.paidIn(await bench.start(10_000), '95')
    must(decide(idOf(short), 'accepted', 'owner'))
    const topped = await shop.paidIn(await bench.start(10_000), '80')
    await shop.paid(must(await bench.payments().topUp(idOf(topped), crypto.randomUUID(), NO_PEOPLE)), 'exact')
    const more = await shop.paid(await bench.start(), 'more')
    must(decide(idOf(more), 'closed', 'owner'))
    const twice = await paid(shop)
    const { charge } = await control().pay({ paymentId: bench.chargeIdOf(twice), kind: 'again' })
    await control().finish({ paymentId: charge.paymentId })
    must(decide(idOf(await look(idOf(twice))), 'closed', 'owner'))
    await bench.start()
  }

  it('has no difference, with a relay', async () => {
    await shop.heard()
    await sell()
    await shop.heard()
    await later()
    const report = must(await run())
    expect(report.differences).toEqual([])
    expect(report).toMatchObject({ days: TODAY, found: 0, complete: true, elsewhere: [] })
    const { log } = report.compared
    expect(report.compared).toMatchObject({ payments: 8, listed: 9 })
    expect(log.state === 'read' && log.callbacks).toBeGreaterThan(20)
  })

  it('and without one, which it says', async () => {
    await sell()
    await later()
    const report = must(await run())
    expect(report.differences).toEqual([])
    expect(report.compared.log).toEqual({ state: 'none' })
  })
})

describe('while the list is read', () => {
  it('the till goes on selling, and what it sells meanwhile is no difference', async () => {
    await paid(shop)
    const open = await shop.bench.start()
    await later()
    // The list still says that this one waits.
    shop.front.afterPage = async () => {
      await shop.paid(open, 'exact')
      await paid(shop)
    }
    const report = must(await run())
    expect(report.differences).toEqual([])
    expect(report.compared).toMatchObject({ payments: 1, listed: 1 })
  })

  it('how far it is is told, and it can be ended', async () => {
    await paid(shop)
    await later()
    const reconciling = shop.reconciling()
    shop.front.beforePage = async () => reconciling.cancel()
    expect(await reconciling.run(TODAY)).toEqual({ ok: false, error: { code: 'notNow' } })
    expect(shop.progress).toEqual([{ step: 'reading', rows: 0, of: null }])
    expect(await reconciling.exportCsv(async () => ok(null))).toEqual({
      ok: false,
      error: { code: 'notNow' },
    })

    shop.front.beforePage = () => Promise.resolve()
    expect(must(await reconciling.run(TODAY)).found).toBe(0)
    expect(shop.progress.slice(2)).toEqual([{ step: 'reading', rows: 1, of: 1 }, { step: 'comparing' }])
  })

  it('a second one takes the place of the first', async () => {
    await later()
    const reconciling = shop.reconciling()
    const both = await Promise.all([reconciling.run(TODAY), reconciling.run(TODAY)])
    expect(both.map(({ ok }) => ok)).toEqual([false, true])
  })

  it('a sign-in that ends is said, and half a list is not compared', async () => {
    await later()
    shop.front.beforePage = async () => shop.account.signOut()
    shop.front.hidden = 700
    expect(await run()).toEqual({ ok: false, error: { code: 'signInAgain' } })
  })
})

describe('what stands in the way', () => {
  it('nobody is signed in: the gateway is not asked', async () => {
    const calls = (await shop.control().calls({})).calls.length
    expect(await run()).toEqual({ ok: false, error: { code: 'signInAgain' } })
    expect((await shop.control().calls({})).calls).toHaveLength(calls)
  })

  it('no account', async () => {
    const till = { ...shop.bench.till(), account: null }
    const reconciling = shop.reconciling({ till: () => till })
    expect(await reconciling.run(TODAY)).toEqual({ ok: false, error: { code: 'notSetUp' } })
  })

  it('the gateway is down', async () => {
    await later()
    const match = { method: 'GET', path: '/payment' } as const
    await shop.control().failNext({ as: '502-html', match })
    expect(await run()).toMatchObject({ ok: false, error: { code: 'gatewayDown' } })
  })

  it('another mode is opened before it ends', async () => {
    await later()
    const reconciling = shop.reconciling()
    shop.front.beforePage = async () => shop.bench.restart()
    expect(await reconciling.run(TODAY)).toEqual({ ok: false, error: { code: 'notNow' } })
  })

  it('a payment in the journal that cannot be read: none would be told apart from that', async () => {
    const { payment } = await paid(shop)
    await later()
    const { journalFile } = shop.bench.till()
    shop.bench.till().close()
    const database = new DatabaseSync(journalFile)
    database.prepare("UPDATE payments SET body = '{}' WHERE id = ?").run(payment.id)
    database.close()
    expect(await run()).toEqual({ ok: false, error: { code: 'journalUnavailable', reason: 'damaged' } })
  })

  it('an earlier comparison in the journal that cannot be read: what was said about it would be missing', async () => {
    await paid(shop)
    await later()
    const { journalFile } = shop.bench.till()
    shop.bench.till().close()
    const database = new DatabaseSync(journalFile)
    database.exec(
      "INSERT INTO events SELECT max(seq) + 1, '', NULL, 'books.compared', '{}', hash, 'x' FROM events",
    )
    database.close()
    expect(await run()).toEqual({ ok: false, error: { code: 'journalUnavailable', reason: 'damaged' } })
  })

  it('a log of callbacks that cannot be read is left out, and said to be', async () => {
    await paid(shop)
    await later()
    const file = callbackLogFileOf(shop.bench.folder, 'live')
    mkdirSync(dirname(file))
    writeFileSync(file, 'no database at all. '.repeat(100))
    const report = must(await run())
    expect(report.compared.log).toEqual({ state: 'unreadable' })
    expect(report.differences).toEqual([])
  })
})

describe('the list itself', () => {
  it('is told not to be whole when the gateway counts more than it shows', async () => {
    await paid(shop)
    await later()
    shop.front.hidden = 1
    const report = must(await run())
    expect(report.complete).toBe(false)
    expect(report.differences.map(({ kind }) => kind)).toEqual(['listIncomplete'])
  })

  it('of another key shows none of this till’s charges', async () => {
    await paid(shop)
    await paid(shop)
    await later()
    shop.front.show = () => undefined
    const { differences } = must(await run())
    expect(differences.map(({ cause }) => cause)).toEqual(['otherKey', 'otherKey'])
  })

  it('may show a further deposit to a payment of weeks ago, which is no unknown order', async () => {
    const { payment } = await paid(shop)
    const paymentId = isCharged(payment) ? payment.charge.chargeId : ''
    shop.bench.till().close()
    await shop.bench.advance(21 * DAY_MS)
    await shop.control().pay({ paymentId, kind: 'again' })
    shop.bench.restart()
    await later()
    const days = { from: '2026-12-12', to: '2026-12-12' }
    const { differences } = must(await run(days))
    expect(differences.map(({ kind, payment: of }) => [kind, of?.number])).toEqual([['depositUnknown', 1]])
  })
})

describe('callbacks', () => {
  it('that stopped are one line', async () => {
    await shop.heard()
    await paid(shop)
    await shop.unheard(async () => {
      for (let sale = 0; sale < 4; sale += 1) await paid(shop)
    })
    await shop.heard()
    await later()
    const { differences } = must(await run())
    expect(differences.map(({ kind, cause, count }) => [kind, cause, count])).toEqual([
      ['callbacksStopped', 'relaySilent', 4],
    ])
  })
})

describe('the file', () => {
  it('has a row for each difference, and no formula', async () => {
    await shop.chargeElsewhere('=1+1')
    await later()
    const reconciling = shop.reconciling()
    expect(must(await reconciling.run(TODAY)).found).toBe(1)
    const saved = must(await reconciling.exportCsv(async (name) => ok(join(shop.bench.folder, name))))
    const file = join(shop.bench.folder, 'usdtill-live-differences-2026-11-21-2026-11-21.csv')
    expect(saved).toEqual({ file, rows: 1 })
    const [row] = parse(readFileSync(file), { bom: true, columns: true }) as Record<string, string>[]
    const asOf = new Date(shop.bench.clock.now()).toISOString()
    expect(row).toMatchObject({
      ...{ kind: 'madeElsewhere', likely_cause: 'outsideTills', action: 'nothing', order_id: "'=1+1" },
      ...{ payment_number: '', theirs_usdt: '0.000000', count: '1', as_of_utc: asOf, mode: 'live' },
    })
  })

  it('is given up with the dialogue', async () => {
    await later()
    const reconciling = shop.reconciling()
    must(await reconciling.run(TODAY))
    expect(await reconciling.exportCsv(async () => ok(null))).toEqual({
      ok: true,
      value: { file: null, rows: 0 },
    })
  })
})
