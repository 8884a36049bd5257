import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PaymentView } from '../../shared/contract/payments.ts'
import { isSold, needsAttention } from '../../shared/payment/questions.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import { must, payingAt } from '../support/paying.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

// What the owner's word and rule let go, and the question about the same amount.

let bench: TillBench

beforeEach(async () => {
  bench = await createTillBench()
})
afterEach(() => bench.close())

const { control, state, look, decide, paid } = payingAt(() => bench)

describe('by hand', () => {
  it('marks a payment whose QR is up: the QR goes, and it stands out in the sums', async () => {
    const view = await bench.start()
    const marked = must(decide(view.payment.id, 'byHand', 'owner'))
    expect(marked.payment).toMatchObject({ status: 'cancelled', settlement: { how: 'byHand', by: 'owner' } })
    expect(marked.qr).toBeNull()
    expect(state().today).toMatchObject({ paid: 1, byHand: { count: 1, minor: 1825 }, paidUsdt: '0.000000' })
  })

  it('money that comes after all is no silent gift', async () => {
    const view = await bench.start()
    must(decide(view.payment.id, 'byHand', 'owner'))
    await bench.advance(1000)
    const late = await paid(view, 'exact')
    expect(needsAttention(late.payment)).toBe(true)
    expect(state().today.paid).toBe(1)
  })

  it('is refused for what is paid or still being opened', async () => {
    const done = await paid(await bench.start(), 'exact')
    expect(decide(done.payment.id, 'byHand', 'owner')).toMatchObject({ ok: false, error: { code: 'notNow' } })
  })
})

describe('early release', () => {
  beforeEach(() => {
    bench.settings = { ...bench.settings, earlyRelease: { at: 'confirmed', upToMinor: 2000 } }
  })

  async function confirmed(minor: number): Promise<PaymentView> {
    const view = await bench.start(minor)
    const paymentId = bench.chargeIdOf(view)
    await control().pay({ paymentId, kind: 'exact' })
    await control().step({ paymentId })
    return look(view.payment.id)
  }

  it('lets the goods go at confirmed, up to the amount, and the sums say so until it is paid', async () => {
    const released = await confirmed(1825)
    expect(released.payment).toMatchObject({ status: 'confirmed', releasedAt: expect.any(String) })
    expect(isSold(released.payment)).toBe(true)
    expect(state().today).toMatchObject({ paid: 1, releasedEarly: { count: 1, minor: 1825 } })
    const done = await paid(released, 'exact')
    expect(done.payment.status).toBe('paid')
    expect(state().today).toMatchObject({ paid: 1, releasedEarly: { count: 0, minor: 0 } })
  })

  it('does not for more than the amount, nor for less money than asked', async () => {
    expect((await confirmed(2001)).payment).toMatchObject({ status: 'confirmed', releasedAt: null })
    const view = await bench.start(1500)
    const paymentId = bench.chargeIdOf(view)
    await control().pay({ paymentId, kind: 'amount', amount: '12.000000' })
    await control().step({ paymentId })
    expect((await look(view.payment.id)).payment).toMatchObject({ status: 'confirmed', releasedAt: null })
  })

  it('does not reach a price in another currency than it was set for', async () => {
    bench.settings = { ...bench.settings, currency: 'USD' }
    const price = { minor: 1500, currency: 'EUR' } as const
    const input = { attempt: crypto.randomUUID(), price, reference: null, evenIfSame: true }
    expect(must(await bench.payments().start(input, NO_PEOPLE)).payment.releaseAt).toBeNull()
  })

  it('given early and then failed: taken back, for somebody to see at once', async () => {
    const released = await confirmed(1825)
    await control().fail({ paymentId: bench.chargeIdOf(released) })
    const failed = await look(released.payment.id)
    expect(failed.payment).toMatchObject({ status: 'failed', remarks: ['reversed'] })
    expect(state().today).toMatchObject({ paid: 0, attention: 1 })
  })
})

describe('the same amount again', () => {
  it('is asked about while an earlier one is unpaid, and can be passed', async () => {
    const view = await bench.start()
    must(bench.payments().park(view.payment.id))
    const input = { attempt: crypto.randomUUID(), price: view.payment.price, reference: null }
    const warned = await bench.payments().start({ ...input, evenIfSame: false }, NO_PEOPLE)
    expect(warned).toEqual({ ok: false, error: { code: 'sameAmount', number: view.payment.number } })
    expect((await bench.payments().start({ ...input, evenIfSame: true }, NO_PEOPLE)).ok).toBe(true)
  })

  it('is not asked about once it is paid, withdrawn, or long ago', async () => {
    const first = await paid(await bench.start(), 'exact')
    const price = first.payment.price
    const start = () =>
      bench
        .payments()
        .start({ attempt: crypto.randomUUID(), price, reference: null, evenIfSame: false }, NO_PEOPLE)
    const second = must(await start())
    must(await bench.payments().cancel(second.payment.id))
    must(await start())
    await bench.advance(21 * 60_000)
    expect((await start()).ok).toBe(true)
  })
})
