import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toCustomerView } from '../../electron/payments/payment-view.ts'
import type { PaymentView } from '../../shared/contract/payments.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

let bench: TillBench

beforeEach(async () => {
  bench = await createTillBench()
})
afterEach(() => bench.close())

const control = () => bench.simulator.control
const state = () => bench.payments().state(1)
const parkedIds = () => state().parked.map(({ view }) => view.payment.id)
const customer = () =>
  toCustomerView(bench.payments().current(), bench.settings, 'practice', 1, bench.clock.now())

async function seen(view: PaymentView): Promise<void> {
  await control().pay({ paymentId: bench.chargeIdOf(view), kind: 'exact' })
  await bench.payments().check(view.payment.id)
}

async function finished(view: PaymentView): Promise<void> {
  await control().finish({ paymentId: bench.chargeIdOf(view) })
  await bench.payments().check(view.payment.id)
}

describe('serving the next customer while a payment goes on', () => {
  it('parks what confirms when the next price is charged; the customer’s window has only the new one', async () => {
    const first = await bench.start(1825)
    await seen(first)
    const second = await bench.start(700)
    expect(parkedIds()).toEqual([first.payment.id])
    expect(customer()).toMatchObject({ kind: 'due', number: second.payment.number })
    await finished(first)
    expect(state().parked).toMatchObject([{ moved: true, view: { payment: { status: 'paid' } } }])
    expect(state().rings.for).toBe('paid')
    expect(customer()).toMatchObject({ kind: 'due', number: second.payment.number })
  })

  it('parks a payment whose QR is up: the QR leaves both screens, one at a time is shown, and it comes back', async () => {
    const first = await bench.start(1825)
    expect(bench.payments().park(first.payment.id).ok).toBe(true)
    expect(customer().kind).toBe('idle')
    expect(state().parked[0]?.view.qr).toBeNull()
    const second = await bench.start(700)
    expect(bench.payments().bringBack(first.payment.id)).toMatchObject({
      ok: false,
      error: { code: 'alreadyLive' },
    })
    await seen(second)
    expect(bench.payments().bringBack(first.payment.id).ok).toBe(true)
    expect(state().current).toMatchObject({ payment: { id: first.payment.id }, qr: expect.any(String) })
    expect(parkedIds()).toEqual([second.payment.id])
  })

  it('a parked payment that is paid while nobody looks is paid, rings once, and leaves when it was looked at', async () => {
    const first = await bench.start()
    bench.payments().park(first.payment.id)
    const { count } = state().rings
    await seen(first)
    await finished(first)
    expect(state().rings.count).toBe(count + 2)
    bench.payments().open(first.payment.id)
    expect(state().parked).toMatchObject([{ moved: false }])
    bench.payments().dismiss(first.payment.id)
    expect(parkedIds()).toEqual([])
  })

  it('a parked QR whose time runs out says so', async () => {
    const first = await bench.start()
    bench.payments().park(first.payment.id)
    await bench.advance(21 * 60_000)
    expect(state().parked).toMatchObject([{ moved: true, view: { payment: { status: 'expired' } } }])
  })

  it('looking at a parked payment does not touch the customer’s window', async () => {
    const first = await bench.start()
    bench.payments().park(first.payment.id)
    const second = await bench.start(700)
    bench.payments().open(first.payment.id)
    expect(customer()).toMatchObject({ kind: 'due', number: second.payment.number })
    expect(state().parked).toMatchObject([{ moved: false }])
  })

  it('the till stays in its mode while a parked payment may still be paid', async () => {
    const first = await bench.start()
    bench.payments().park(first.payment.id)
    expect(bench.payments().isBusy()).toBe(true)
    await bench.advance(21 * 60_000)
    expect(bench.payments().isBusy()).toBe(false)
  })

  it('what is over, or still being opened, cannot be parked', async () => {
    const first = await bench.start()
    await bench.payments().cancel(first.payment.id)
    expect(bench.payments().park(first.payment.id).ok).toBe(false)
  })
})

describe('after a restart', () => {
  it('what is not over stands beside the screens again, and nothing rings for what was known', async () => {
    const first = await bench.start(1825)
    await seen(first)
    const short = await bench.start(3000)
    await control().pay({ paymentId: bench.chargeIdOf(short), kind: 'amount', amount: '20.000000' })
    await finished(short)
    const third = await bench.start(900)
    bench.restart()
    expect(state().current?.payment.id).toBe(third.payment.id)
    expect(parkedIds().toSorted()).toEqual([first.payment.id, short.payment.id].toSorted())
    expect(state().rings.count).toBe(0)
  })

  it('the rest that is asked for keeps its short payment off the chips', async () => {
    const short = await bench.start(10_000)
    await control().pay({ paymentId: bench.chargeIdOf(short), kind: 'amount', amount: '95.000000' })
    await finished(short)
    const rest = await bench.payments().topUp(short.payment.id, crypto.randomUUID(), NO_PEOPLE)
    bench.restart()
    expect(rest.ok && state().current?.payment.id).toBe(rest.ok && rest.value.payment.id)
    expect(parkedIds()).toEqual([])
  })

  it('money that came while the till was off is found, and somebody is called', async () => {
    const first = await bench.start()
    await bench.payments().cancel(first.payment.id)
    bench.payments().dismiss(first.payment.id)
    bench.till().close()
    await bench.advance(3_600_000)
    await control().pay({ paymentId: bench.chargeIdOf(first), kind: 'exact' })
    await control().finish({ paymentId: bench.chargeIdOf(first) })
    bench.restart()
    await bench.payments().check(first.payment.id)
    expect(state().parked).toMatchObject([
      { moved: true, view: { payment: { id: first.payment.id, remarks: ['late'] } } },
    ])
    expect(state().rings.for).toBe('attention')
  })
})
