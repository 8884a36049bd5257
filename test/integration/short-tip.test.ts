import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createDaysTally } from '../../electron/exports/sheets/days-sheet.ts'
import { factsOf } from '../../electron/exports/sheets/payment-facts.ts'
import { toCsv } from '../../electron/reports/csv.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import { wholeOf } from '../../shared/shift/cells.ts'
import { must, payingAt } from '../support/paying.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

// A tip that was asked for and never came, in every sum: goods of 20.00 with a tip of 2.00, of which some came.

// A till, a gateway and their journal over HTTP: a busy machine takes its time, and no test here is about that.
vi.setConfig({ testTimeout: 30_000 })

let bench: TillBench
beforeEach(async () => {
  bench = await createTillBench('practice', { tips: { presets: [1000] } })
})
afterEach(() => bench.close())

const { paidIn, decide, state, viewOf } = payingAt(() => bench)

async function tipped(shareOf: bigint) {
  const attempt = crypto.randomUUID()
  const price = { minor: 2000, currency: 'EUR' } as const
  const begun = bench.payments().start({ attempt, price, reference: null, evenIfSame: true }, NO_PEOPLE)
  must(bench.payments().answerTip({ attempt, basisPoints: 1000 }))
  const view = must(await begun)
  if (!('charge' in view.payment)) throw new Error('not charged')
  const asked = BigInt(view.payment.charge.asked.replace('.', ''))
  const sent = (asked * shareOf) / 2200n
  return paidIn(view, `${sent / 1_000_000n}.${String(sent % 1_000_000n).padStart(6, '0')}`)
}

/** Asks for the rest, and so much of it comes. */
async function rested(id: string, shareOf: bigint) {
  const rest = must(await bench.payments().topUp(id, crypto.randomUUID(), NO_PEOPLE))
  if (!('charge' in rest.payment)) throw new Error('not charged')
  const asked = BigInt(rest.payment.charge.asked.replace('.', ''))
  const sent = (asked * shareOf) / 100n
  return paidIn(rest, `${sent / 1_000_000n}.${String(sent % 1_000_000n).padStart(6, '0')}`)
}

it('of a sale that took two payments is less by what the last one lacks', async () => {
  const short = await tipped(1200n)
  const rest = await rested(short.payment.id, 90n)
  expect(rest.payment.status).toBe('short')
  expect(decide(short.payment.id, 'accepted', 'owner')).toEqual({ ok: false, error: { code: 'notNow' } })
  must(decide(rest.payment.id, 'accepted', 'owner'))
  expect(viewOf(short.payment.id).payment).toMatchObject({ settlement: { how: 'toppedUp', missing: 100 } })
  expect(state().today).toMatchObject({ paid: 1, paidMinor: 2000, tipsMinor: 100 })
})

it('of a sale that took three is so, too', async () => {
  const short = await tipped(1200n)
  const rest = await rested(short.payment.id, 50n)
  const last = await rested(rest.payment.id, 80n)
  must(decide(last.payment.id, 'accepted', 'owner'))
  expect(state().today).toMatchObject({ paid: 1, paidMinor: 2000, tipsMinor: 100 })
})

it('that came after all, in two payments, is whole', async () => {
  const short = await tipped(1200n)
  await rested(short.payment.id, 100n)
  expect(state().today).toMatchObject({ paid: 1, paidMinor: 2000, tipsMinor: 200 })
})

it.each([
  { share: 2100n, tip: 100, total: 2100, text: '1.00', price: '21.00' },
  { share: 1800n, tip: 0, total: 2000, text: '', price: '20.00' },
])('is counted for what came: $tip of 200', async ({ share, tip, total, text, price }) => {
  const short = await tipped(share)
  expect(state().today).toMatchObject({ paidMinor: 0, tipsMinor: 0 })
  must(decide(short.payment.id, 'accepted', 'owner'))
  expect(state().today).toMatchObject({ paidMinor: 2000, tipsMinor: tip, acceptedShort: { minor: 2000 } })

  const payments = state().recent
  const csv = toCsv(payments, { mode: 'practice', timeZone: 'Europe/Madrid' })
  const rows: unknown = parse(csv, { bom: true, columns: true, record_delimiter: '\r\n' })
  expect(rows).toMatchObject([{ price: '22.00', sale_price: price, goods: '20.00', tip: text }])

  const days = createDaysTally()
  for (const payment of payments) {
    days.add(factsOf(payment, { z: null, digest: null, createdLocal: '', mode: 'practice' }))
  }
  expect([...days.rows()]).toMatchObject([{ gross: 2000, tips: tip }])

  const { shifts } = bench.till()
  if (!shifts) throw new Error('the journal is not open')
  const { totals } = must(shifts.closeDay(crypto.randomUUID(), NO_PEOPLE))
  expect(wholeOf(totals.cells).currencies).toMatchObject([{ goods: 2000, tip, total }])
})
