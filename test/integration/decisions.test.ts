import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PaymentView } from '../../shared/contract/payments.ts'
import { isSold, needsAttention } from '../../shared/payment/questions.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import { must, payingAt } from '../support/paying.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

// What a person decides, through the real services and the practice gateway: journal, sums and both screens agree.

let bench: TillBench

beforeEach(async () => {
  bench = await createTillBench()
})
afterEach(() => bench.close())

const { control, state, viewOf, kindsOf, look, decide, paid, paidIn } = payingAt(() => bench)

/** 100.00 EUR, of which about nine tenths came. */
async function aShortPayment(): Promise<PaymentView> {
  return paidIn(await bench.start(10_000), '95.000000')
}

async function aLatePayment(amount?: string): Promise<PaymentView> {
  const view = await bench.start()
  must(await bench.payments().cancel(view.payment.id))
  await bench.advance(1000)
  return amount === undefined ? paid(view, 'exact') : paidIn(view, amount)
}

describe('short', () => {
  it('offers to ask for the rest, to take it as it is, and to leave it to the owner', async () => {
    const short = await aShortPayment()
    expect(short.payment.status).toBe('short')
    expect(short.choices).toEqual(['topUp', 'accepted', 'handed'])
    expect(state()).toMatchObject({ exceptions: 1, today: { paid: 0, attention: 1 } })
  })

  it('asks for the rest with a second payment; paid, it closes the sale once, in one transaction', async () => {
    const short = await aShortPayment()
    const rest = must(await bench.payments().topUp(short.payment.id, crypto.randomUUID(), NO_PEOPLE))
    expect(rest.payment).toMatchObject({ topUpOf: short.payment.id, saleId: short.payment.saleId })
    expect(rest.payment.price).toEqual(short.rest?.price)
    expect(rest.qr).not.toBeNull()
    expect(viewOf(short.payment.id).choices).not.toContain('topUp')
    await paid(rest, 'exact')
    const after = viewOf(short.payment.id)
    expect(after.payment).toMatchObject({ status: 'short', settlement: { how: 'toppedUp', by: 'till' } })
    expect(needsAttention(after.payment)).toBe(false)
    expect(kindsOf(short.payment.id).at(-1)).toBe('toppedUp')
    expect(state()).toMatchObject({ exceptions: 0, parked: [], today: { paid: 1, paidMinor: 10_000 } })
    expect(viewOf(rest.payment.id).sale.price.minor).toBe(10_000)
    expect(viewOf(rest.payment.id).sale.others.map(({ id }) => id)).toEqual([short.payment.id])
  })

  it('asks again for the rest that nobody paid, and both screens are back at the short payment', async () => {
    const short = await aShortPayment()
    const rest = must(await bench.payments().topUp(short.payment.id, crypto.randomUUID(), NO_PEOPLE))
    await bench.advance(21 * 60_000)
    expect(viewOf(rest.payment.id).payment.status).toBe('expired')
    expect(state().current?.payment.id).toBe(short.payment.id)
    expect(viewOf(rest.payment.id).choices).toEqual([])
    const again = must(await bench.payments().topUp(short.payment.id, crypto.randomUUID(), NO_PEOPLE))
    expect(again.payment.topUpOf).toBe(short.payment.id)
    expect(state().parked).toEqual([])
  })

  it('that the gateway gave back is asked for again whole, and its rest by nobody', async () => {
    const short = await aShortPayment()
    const rest = must(await bench.payments().topUp(short.payment.id, crypto.randomUUID(), NO_PEOPLE))
    must(await bench.payments().cancel(rest.payment.id))
    await control().setStatus({ paymentId: bench.chargeIdOf(short), status: 'refunded' })
    expect((await look(short.payment.id)).choices).toContain('retry')
    const refused = await bench.payments().retry(rest.payment.id, crypto.randomUUID(), NO_PEOPLE)
    expect(refused).toEqual({ ok: false, error: { code: 'notNow' } })
    const again = must(await bench.payments().retry(short.payment.id, crypto.randomUUID(), NO_PEOPLE))
    expect(again.payment).toMatchObject({ topUpOf: null, price: { minor: 10_000 } })
  })

  it('goes on with what is still missing when the rest was short too', async () => {
    const short = await aShortPayment()
    const rest = must(await bench.payments().topUp(short.payment.id, crypto.randomUUID(), NO_PEOPLE))
    const part = await paidIn(rest, '8.200000')
    expect(part.payment.status).toBe('short')
    expect(viewOf(short.payment.id).choices).not.toContain('topUp')
    must(decide(part.payment.id, 'accepted', 'owner'))
    expect(isSold(viewOf(short.payment.id).payment)).toBe(true)
    expect(state()).toMatchObject({ exceptions: 0, today: { paid: 1, paidMinor: 10_000 } })
  })

  it('says before that a rest is below the gateway’s minimum, and offers other ways', async () => {
    const view = await bench.start(1825)
    const short = await paidIn(view, '19.000000')
    expect(short.rest?.minimumUsdt).not.toBeNull()
    expect(short.choices).toEqual(['accepted', 'owed', 'handed'])
    const refused = await bench.payments().topUp(short.payment.id, crypto.randomUUID(), NO_PEOPLE)
    expect(refused).toMatchObject({ ok: false, error: { code: 'amountTooSmall' } })
    expect(state().current?.payment.id).toBe(short.payment.id)
  })

  it('answers a key pressed again later with the rest that there is', async () => {
    const short = await aShortPayment()
    const attempt = crypto.randomUUID()
    const rest = must(await bench.payments().topUp(short.payment.id, attempt, NO_PEOPLE))
    await paid(rest, 'exact')
    expect(must(await bench.payments().topUp(short.payment.id, attempt, NO_PEOPLE)).payment).toMatchObject({
      id: rest.payment.id,
      status: 'paid',
    })
  })

  it('makes one rest of a key pressed twice', async () => {
    const short = await aShortPayment()
    const attempt = crypto.randomUUID()
    const both = await Promise.all([
      bench.payments().topUp(short.payment.id, attempt, NO_PEOPLE),
      bench.payments().topUp(short.payment.id, attempt, NO_PEOPLE),
    ])
    expect(new Set(both.map((one) => must(one).payment.id)).size).toBe(1)
    const other = await bench.payments().topUp(short.payment.id, crypto.randomUUID(), NO_PEOPLE)
    expect(other).toMatchObject({ ok: false })
    expect((await control().charges({})).charges).toHaveLength(2)
  })

  it('taken as it is by the owner: sold, said in the sums, and the QR of a rest is withdrawn', async () => {
    const short = await aShortPayment()
    const rest = must(await bench.payments().topUp(short.payment.id, crypto.randomUUID(), NO_PEOPLE))
    const accepted = must(decide(short.payment.id, 'accepted', 'owner'))
    expect(accepted.payment).toMatchObject({
      status: 'short',
      settlement: { how: 'accepted', by: 'owner', reason: 'a good customer' },
    })
    expect(viewOf(rest.payment.id).payment.status).toBe('cancelled')
    expect(state().today).toMatchObject({ paid: 1, acceptedShort: { count: 1, minor: 10_000 }, attention: 0 })
    expect(decide(short.payment.id, 'accepted', 'owner').ok).toBe(false)
  })

  it('left to the owner: off the cashier’s hands, but not off the list', async () => {
    const short = await aShortPayment()
    must(decide(short.payment.id, 'handed'))
    must(bench.payments().dismiss(short.payment.id))
    expect(state()).toMatchObject({ current: null, parked: [], exceptions: 1 })
    must(decide(short.payment.id, 'closed', 'owner'))
    expect(state().exceptions).toBe(0)
  })
})

describe('more than asked', () => {
  it('is paid, and the excess is owed until the owner has dealt with it', async () => {
    const over = await paid(await bench.start(), 'more')
    expect(over.payment.status).toBe('paid')
    expect(over.choices).toEqual([])
    const { rows, owedUsdt } = bench.payments().exceptions()
    expect(rows.map(({ payment }) => payment.id)).toEqual([over.payment.id])
    expect(Number(owedUsdt)).toBeGreaterThan(0)
    expect(state().today.owedUsdt).toBe(owedUsdt)
    must(decide(over.payment.id, 'closed', 'owner'))
    expect(bench.payments().exceptions()).toEqual({ rows: [], owedUsdt: '0.000000' })
  })
})

describe('late', () => {
  it('rings, stands beside what is on the screens, and is delivered with one key', async () => {
    const first = await bench.start()
    must(await bench.payments().cancel(first.payment.id))
    const next = await bench.start(700)
    const before = state().rings.count
    const late = await paid(first, 'exact')
    expect(late.payment.status).toBe('cancelled')
    expect(late.choices).toEqual(['delivered', 'owed', 'handed'])
    expect(state().rings).toEqual({ count: expect.any(Number), for: 'attention' })
    expect(state().rings.count).toBeGreaterThan(before)
    expect(state().current?.payment.id).toBe(next.payment.id)
    expect(state().parked).toMatchObject([{ moved: true, view: { payment: { id: first.payment.id } } }])
    const delivered = must(decide(first.payment.id, 'delivered'))
    expect(isSold(delivered.payment)).toBe(true)
    expect(state().today).toMatchObject({ paid: 1, deliveredLate: { count: 1 }, attention: 0 })
  })

  it('is the customer’s, when the goods do not go for it', async () => {
    const late = await aLatePayment()
    const owed = must(decide(late.payment.id, 'owed'))
    expect(isSold(owed.payment)).toBe(false)
    expect(isCharged(owed.payment) && bench.payments().exceptions().owedUsdt).toBe(
      isCharged(owed.payment) ? owed.payment.received : '',
    )
    // They may still go, should the customer come back for them; then nothing is owed.
    expect(owed.choices).toEqual(['delivered'])
    must(decide(late.payment.id, 'delivered'))
    expect(bench.payments().exceptions().owedUsdt).toBe('0.000000')
  })

  it('for a sale that was charged again and paid: no goods a second time', async () => {
    const first = await bench.start()
    await bench.advance(21 * 60_000)
    const again = must(await bench.payments().retry(first.payment.id, crypto.randomUUID(), NO_PEOPLE))
    await paid(again, 'exact')
    await bench.advance(60_000)
    const late = await paid(first, 'exact')
    expect(late.choices).toEqual(['owed', 'handed'])
    expect(decide(first.payment.id, 'delivered').ok).toBe(false)
    expect(decide(first.payment.id, 'byHand', 'owner').ok).toBe(false)
    expect(state().today.paid).toBe(1)
  })

  it('delivered while the sale’s new QR is up: that QR goes', async () => {
    const first = await bench.start()
    await bench.advance(21 * 60_000)
    const again = must(await bench.payments().retry(first.payment.id, crypto.randomUUID(), NO_PEOPLE))
    await bench.advance(60_000)
    await paid(first, 'exact')
    must(decide(first.payment.id, 'delivered'))
    expect(viewOf(again.payment.id).payment.status).toBe('cancelled')
    expect(state().current).toBeNull()
  })

  it('and short: only the owner can let the goods go', async () => {
    const late = await aLatePayment('19.000000')
    expect(late.choices).toEqual(['accepted', 'owed', 'handed'])
    expect(decide(late.payment.id, 'delivered').ok).toBe(false)
  })

  it('money on its way cannot be decided about before it has come', async () => {
    const view = await bench.start()
    must(await bench.payments().cancel(view.payment.id))
    await control().pay({ paymentId: bench.chargeIdOf(view), kind: 'exact' })
    const late = await look(view.payment.id)
    expect(late.choices).toEqual(['handed'])
  })
})

describe('further deposits', () => {
  it('of USDT are read, never pay for anything, and are owed to the customer with one key', async () => {
    const first = await paid(await bench.start(), 'exact')
    await control().pay({ paymentId: bench.chargeIdOf(first), kind: 'again', amount: '5.000000' })
    const repeated = await look(first.payment.id)
    if (!isCharged(repeated.payment)) throw new Error('no charge')
    expect(repeated.payment.remarks).toContain('repeated')
    expect(repeated.payment.children).toMatchObject([{ coin: 'usdttrc20', received: '5.000000' }])
    expect(repeated.choices).toEqual(['owed', 'handed'])
    must(decide(first.payment.id, 'owed'))
    expect(bench.payments().exceptions().owedUsdt).toBe('5.000000')
    expect(state().today).toMatchObject({ paid: 1, paidMinor: 1825 })
  })

  it('of another coin say so, whatever the gateway makes of them, and the QR can still be paid', async () => {
    await control().setAccount({ wrongAssetStatus: 'finished' })
    const view = await bench.start()
    await control().pay({
      paymentId: bench.chargeIdOf(view),
      kind: 'wrong-asset',
      coin: 'trx',
      amount: '90.000000',
    })
    const { charges } = await control().charges({})
    const child = charges.find(({ parentPaymentId }) => parentPaymentId !== null)
    await control().finish({ paymentId: child?.paymentId ?? '' })
    const wrong = await look(view.payment.id)
    if (!isCharged(wrong.payment)) throw new Error('no charge')
    expect(wrong.payment).toMatchObject({ status: 'awaiting', remarks: ['wrongAsset'] })
    expect(isSold(wrong.payment)).toBe(false)
    expect((await paid(view, 'exact')).payment.status).toBe('paid')
    expect(state()).toMatchObject({ exceptions: 1, today: { paid: 1, owedUsdt: '0.000000' } })
  })

  it('after the payment’s end are found all the same, and the till rings', async () => {
    const first = await paid(await bench.start(), 'exact')
    must(bench.payments().dismiss(first.payment.id))
    const { count } = state().rings
    await control().pay({ paymentId: bench.chargeIdOf(first), kind: 'again', amount: '5.000000' })
    await look(first.payment.id)
    expect(state().rings.count).toBeGreaterThan(count)
    expect(state().parked).toHaveLength(1)
  })
})

describe('failed and refunded', () => {
  it('failed: charge again, or leave it to the owner', async () => {
    const view = await bench.start()
    await control().fail({ paymentId: bench.chargeIdOf(view) })
    const failed = await look(view.payment.id)
    expect(failed.choices).toEqual(['retry', 'handed'])
    const again = must(await bench.payments().retry(view.payment.id, crypto.randomUUID(), NO_PEOPLE))
    await paid(again, 'exact')
    expect(state()).toMatchObject({ exceptions: 1, today: { paid: 1 } })
  })

  it('refunded after paid: taken out of the sums, and it rings', async () => {
    const done = await paid(await bench.start(), 'exact')
    expect(state().today.paid).toBe(1)
    await control().refund({ paymentId: bench.chargeIdOf(done) })
    const back = await look(done.payment.id)
    if (!isCharged(back.payment)) throw new Error('no charge')
    expect(back.payment).toMatchObject({ status: 'refunded', remarks: ['reversed'] })
    expect(state()).toMatchObject({ exceptions: 1, today: { paid: 0 }, rings: { for: 'attention' } })
  })
})
