import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { toCustomerView } from '../../electron/payments/payment-view.ts'
import type { StartInput } from '../../electron/payments/selling.ts'
import { toCsv } from '../../electron/reports/csv.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import { must, payingAt } from '../support/paying.ts'
import { refundingAt } from '../support/refunding.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

// Discount, taxes and tip through the real services and the practice gateway: what is charged, stored and added up.

// A till, a gateway and their journal over HTTP: a busy machine takes its time, and no test here is about that.
vi.setConfig({ testTimeout: 30_000 })

const VAT = { name: 'VAT', milliPercent: 19_000, shareBasisPoints: 10_000 }
const TEN_PERCENT = { kind: 'percent', basisPoints: 1000 } as const

let bench: TillBench
beforeEach(async () => {
  bench = await createTillBench()
})
afterEach(() => bench.close())

const { finished, look, paid, paidIn, viewOf, state, control } = payingAt(() => bench)
const { refunds, wanted } = refundingAt(() => bench)

function input(change: Partial<StartInput> = {}): StartInput {
  const price = { minor: 2000, currency: 'EUR' } as const
  return { attempt: crypto.randomUUID(), price, reference: null, evenIfSame: true, ...change }
}

const start = async (change: Partial<StartInput> = {}) =>
  must(await bench.payments().start(input(change), NO_PEOPLE))

/** What the file of the day says of the sale's one row. */
function rowsOfDay(): Record<string, string>[] {
  const payments = state().recent.toReversed()
  const csv = toCsv(payments, { mode: 'practice', timeZone: 'Europe/Madrid' })
  return parse(csv, { bom: true, columns: true, record_delimiter: '\r\n' })
}

const customerSees = () =>
  toCustomerView(
    bench.payments().current(),
    bench.settings,
    'practice',
    1,
    bench.clock.now(),
    bench.payments().tipAsked(),
  )

describe('a charge', () => {
  it('of a price and nothing else stores nothing beside it', async () => {
    const { payment } = await start()
    expect(payment).toMatchObject({ price: { minor: 2000 }, sale: null })
  })

  it('takes a discount off, keeps the note, and says so in the sums and in the file', async () => {
    const view = await start({ discount: TEN_PERCENT, note: ' Table 4 ', reference: 'A-17' })
    expect(view.payment).toMatchObject({
      price: { minor: 1800 },
      sale: { subtotal: 2000, discount: { minor: 200, basisPoints: 1000 }, goods: 1800, note: 'Table 4' },
    })
    await paid(view, 'exact')
    expect(state().today).toMatchObject({ paid: 1, paidMinor: 1800, tipsMinor: 0 })
    expect(rowsOfDay()).toMatchObject([
      { sale_price: '18.00', subtotal: '20.00', discount: '2.00', tax: '', tip: '', goods: '18.00' },
    ])
  })

  it('puts exclusive taxes on top, and the estimate says what will be charged', async () => {
    bench.settings = { ...bench.settings, taxes: { mode: 'exclusive', rates: [VAT] } }
    const { price } = input()
    const estimate = must(await bench.payments().estimate(price, TEN_PERCENT))
    expect(estimate.price.minor).toBe(2142)
    const view = await start({ discount: TEN_PERCENT })
    expect(view.payment.price).toEqual(estimate.price)
    expect(view.payment.quote.usdt).toBe(estimate.usdt)
    expect(view.payment.sale?.taxes?.lines).toMatchObject([{ net: 1800, tax: 342, gross: 2142 }])
  })

  it('stores inclusive taxes though they change no price', async () => {
    bench.settings = { ...bench.settings, taxes: { mode: 'inclusive', rates: [VAT] } }
    const { payment } = await start()
    expect(payment).toMatchObject({ price: { minor: 2000 }, sale: { goods: 2000 } })
    expect(payment.sale?.taxes?.lines).toMatchObject([{ net: 1681, tax: 319 }])
  })

  it.each([
    [
      { kind: 'amount', minor: 2001 },
      { code: 'discountAboveSubtotal', most: '20.00', currency: 'EUR' },
    ],
    [{ kind: 'percent', basisPoints: 10_000 }, { code: 'nothingToPay' }],
  ] as const)('of %j off is refused with words, and nothing is written', async (discount, error) => {
    expect(await bench.payments().start(input({ discount }), NO_PEOPLE)).toEqual({ ok: false, error })
    expect(state()).toMatchObject({ current: null, recent: [], tip: null })
  })

  it('of the same goods is asked about whatever tip was given', async () => {
    bench.settings = { ...bench.settings, tips: { presets: [1000] } }
    const attempt = crypto.randomUUID()
    const first = bench.payments().start(input({ attempt }), NO_PEOPLE)
    must(bench.payments().answerTip({ attempt, basisPoints: 1000 }))
    const { id, number } = must(await first).payment
    must(bench.payments().park(id))
    const again = await bench.payments().start(input({ evenIfSame: false }), NO_PEOPLE)
    expect(again).toEqual({ ok: false, error: { code: 'sameAmount', number } })
  })
})

describe('a tip', () => {
  beforeEach(() => {
    bench.settings = { ...bench.settings, tips: { presets: [500, 1000] } }
  })

  it('is asked for before anything is written or charged, and stands apart from the goods', async () => {
    const attempt = crypto.randomUUID()
    const charged = bench.payments().start(input({ attempt }), NO_PEOPLE)
    expect(state()).toMatchObject({ current: null, recent: [], tip: { attempt, goods: { minor: 2000 } } })
    expect(customerSees()).toMatchObject({ kind: 'tip', attempt, price: { minor: 2000 } })
    expect((await control().charges()).charges).toEqual([])
    expect(bench.payments().isBusy()).toBe(true)

    must(bench.payments().answerTip({ attempt, basisPoints: 1000 }))
    const view = must(await charged)
    expect(view.payment).toMatchObject({
      price: { minor: 2200 },
      sale: { goods: 2000, tip: { minor: 200, basisPoints: 1000 }, total: 2200 },
    })
    expect(customerSees()).toMatchObject({ kind: 'due', price: { minor: 2200 } })
    await paid(view, 'exact')
    expect(state().today).toMatchObject({ paid: 1, paidMinor: 2000, tipsMinor: 200 })
    expect(rowsOfDay()).toMatchObject([{ sale_price: '22.00', goods: '20.00', tip: '2.00' }])
  })

  it('that is declined leaves the price as it was', async () => {
    const attempt = crypto.randomUUID()
    const charged = bench.payments().start(input({ attempt }), NO_PEOPLE)
    must(bench.payments().answerTip({ attempt, basisPoints: 0 }))
    expect(must(await charged).payment).toMatchObject({ price: { minor: 2000 }, sale: null })
  })

  it('is asked for once when the key is pressed twice, and makes one charge', async () => {
    const attempt = crypto.randomUUID()
    const both = [1, 2].map(() => bench.payments().start(input({ attempt }), NO_PEOPLE))
    must(bench.payments().answerTip({ attempt, basisPoints: 500 }))
    expect(bench.payments().answerTip({ attempt, basisPoints: 1000 }).ok).toBe(false)
    const [one, other] = (await Promise.all(both)).map(must)
    expect(other?.payment).toEqual(one?.payment)
    expect(state().recent).toHaveLength(1)
    expect((await control().charges()).charges).toHaveLength(1)
  })

  it('lets no other sale begin meanwhile', async () => {
    const payments = bench.payments()
    const attempt = crypto.randomUUID()
    void payments.start(input({ attempt }), NO_PEOPLE)
    const other = await payments.start(input({ price: { minor: 500, currency: 'EUR' } }), NO_PEOPLE)
    expect(other).toEqual({ ok: false, error: { code: 'alreadyLive' } })
    expect(state().tip?.attempt).toBe(attempt)
    must(payments.giveUpTip(attempt))
  })

  it('that is given up charges nothing, and the same key press charges nothing later', async () => {
    const attempt = crypto.randomUUID()
    const charged = bench.payments().start(input({ attempt }), NO_PEOPLE)
    must(bench.payments().giveUpTip(attempt))
    expect(await charged).toEqual({ ok: false, error: { code: 'givenUp' } })
    expect(bench.payments().answerTip({ attempt, basisPoints: 500 }).ok).toBe(false)
    expect(state()).toMatchObject({ current: null, tip: null, recent: [] })
    expect(bench.payments().isBusy()).toBe(false)
  })

  it('leaves a payment on its way at hand, which is called when it is paid', async () => {
    const attempt = crypto.randomUUID()
    const first = bench.payments().start(input({ attempt }), NO_PEOPLE)
    must(bench.payments().answerTip({ attempt, basisPoints: 0 }))
    const { payment } = must(await first)
    await control().pay({ paymentId: bench.chargeIdOf(viewOf(payment.id)), kind: 'exact' })
    await look(payment.id)
    const next = crypto.randomUUID()
    const second = bench.payments().start(input({ attempt: next }), NO_PEOPLE)
    expect(state()).toMatchObject({ current: null, parked: [{ view: { payment: { id: payment.id } } }] })
    await finished(viewOf(payment.id))
    expect(state().parked).toMatchObject([{ moved: true, view: { payment: { status: 'paid' } } }])
    must(bench.payments().giveUpTip(next))
    await second
  })

  it('is not asked for where the owner offers none', async () => {
    bench.settings = { ...bench.settings, tips: { presets: [] } }
    expect((await start()).payment).toMatchObject({ price: { minor: 2000 }, sale: null })
    expect(state().tip).toBeNull()
  })

  it('lets no earlier sale be asked for again meanwhile', async () => {
    bench.settings = { ...bench.settings, tips: null }
    const { payment } = await start()
    must(await bench.payments().cancel(payment.id))
    bench.settings = { ...bench.settings, tips: { presets: [1000] } }
    const attempt = crypto.randomUUID()
    const asked = bench.payments().start(input({ attempt }), NO_PEOPLE)
    const again = await bench.payments().retry(payment.id, crypto.randomUUID(), NO_PEOPLE)
    expect(again).toEqual({ ok: false, error: { code: 'alreadyLive' } })
    must(bench.payments().giveUpTip(attempt))
    expect(await asked).toMatchObject({ error: { code: 'givenUp' } })
  })

  it('is not asked for while a code is up', async () => {
    const attempt = crypto.randomUUID()
    const charged = bench.payments().start(input({ attempt }), NO_PEOPLE)
    must(bench.payments().answerTip({ attempt, basisPoints: 0 }))
    must(await charged)
    const other = await bench.payments().start(input(), NO_PEOPLE)
    expect(other).toEqual({ ok: false, error: { code: 'alreadyLive' } })
    expect(state().tip).toBeNull()
  })

  it('is not asked for again by a retry, which keeps the whole sale', async () => {
    const attempt = crypto.randomUUID()
    const charged = bench.payments().start(input({ attempt, note: 'Table 4' }), NO_PEOPLE)
    must(bench.payments().answerTip({ attempt, basisPoints: 1000 }))
    const first = must(await charged)
    must(await bench.payments().cancel(first.payment.id))
    const again = must(await bench.payments().retry(first.payment.id, crypto.randomUUID(), NO_PEOPLE))
    expect(again.payment).toMatchObject({ price: { minor: 2200 }, saleId: first.payment.saleId })
    expect(again.payment.sale).toEqual(first.payment.sale)
  })

  it('counts once where the sale took two payments, and again after the till was closed', async () => {
    const attempt = crypto.randomUUID()
    const charged = bench.payments().start(input({ attempt }), NO_PEOPLE)
    must(bench.payments().answerTip({ attempt, basisPoints: 1000 }))
    const first = must(await charged)
    const short = await paidIn(first, '20.000000')
    const rest = must(await bench.payments().topUp(short.payment.id, crypto.randomUUID(), NO_PEOPLE))
    expect(rest.payment.sale).toBeNull()
    await paid(rest, 'exact')
    expect(viewOf(rest.payment.id).sale.price.minor).toBe(2200)
    expect(state().today).toMatchObject({ paid: 1, paidMinor: 2000, tipsMinor: 200 })
    expect(rowsOfDay().filter((row) => row['goods'] !== '')).toMatchObject([{ goods: '20.00', tip: '2.00' }])
    bench.restart()
    expect(state().today).toMatchObject({ paid: 1, paidMinor: 2000, tipsMinor: 200 })
  })

  it('stays what it was when the customer is refunded: a refund is a line of its own', async () => {
    const attempt = crypto.randomUUID()
    const charged = bench.payments().start(input({ attempt }), NO_PEOPLE)
    must(bench.payments().answerTip({ attempt, basisPoints: 1000 }))
    const { payment } = await paid(must(await charged), 'exact')
    must(await refunds().begin(wanted(payment.id, { way: 'byHand', amount: '1.000000' })))
    expect(state().today).toMatchObject({ paidMinor: 2000, tipsMinor: 200, refundingUsdt: '1.000000' })
    expect(viewOf(payment.id).payment.sale).toEqual(payment.sale)
  })
})
