import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { firstBreak } from '../../electron/journal/chain.ts'
import { openJournal } from '../../electron/journal/journal.ts'
import { createPaymentRepository } from '../../electron/payments/payment-repository.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

let bench: TillBench

beforeEach(async () => {
  bench = await createTillBench()
})
afterEach(() => bench.close())

const control = () => bench.simulator.control
const statusOf = (id: string) => {
  const found = bench.payments().history(id)
  return found.ok ? found.value.view.payment.status : undefined
}
const look = async (id: string) => {
  const checked = await bench.payments().check(id)
  if (!checked.ok) throw new Error(checked.error.code)
  return checked.value
}

describe('a payment from key to paid', () => {
  it('goes through every stage, and the journal has each in order', async () => {
    const view = await bench.start()
    expect(view.payment.status).toBe('awaiting')
    expect(view.qr).toMatch(/^practice:T/)
    const paymentId = bench.chargeIdOf(view)
    await control().pay({ paymentId, kind: 'exact' })
    const stages = []
    for (let step = 0; step < 3; step += 1) {
      stages.push((await look(view.payment.id)).payment.status)
      await control().step({ paymentId })
    }
    stages.push((await look(view.payment.id)).payment.status)
    expect(stages).toEqual(['seen', 'confirmed', 'sending', 'paid'])
    const history = bench.payments().history(view.payment.id)
    expect(history.ok && history.value.entries.map((entry) => entry.kind)).toEqual([
      'intended',
      'charged',
      'observed',
      'observed',
      'observed',
      'observed',
    ])
    expect(bench.payments().state(1).today).toMatchObject({
      payments: 1,
      paid: 1,
      paidMinor: 1825,
      attention: 0,
    })
  })

  it('is recorded in a chain that holds, from which the table can be computed again', async () => {
    const view = await bench.start()
    await control().finish({ paymentId: bench.chargeIdOf(view) })
    await look(view.payment.id)
    await bench.start(500)
    bench.till().close()
    const journal = openJournal(bench.till().journalFile, 'practice')
    if (!journal.ok) throw new Error(journal.error.code)
    const repository = createPaymentRepository(journal.value)
    expect(firstBreak(journal.value.entries())).toBeUndefined()
    expect(repository.replay()).toEqual([...repository.recent(10)].reverse())
    expect(() => journal.value.database.exec("UPDATE events SET body = '{}'")).toThrow('append-only')
    expect(() => journal.value.database.exec('DELETE FROM events')).toThrow('append-only')
    journal.value.close()
  })

  it('does not record an answer that is the same, byte for byte, as the last one', async () => {
    const view = await bench.start()
    await look(view.payment.id)
    await look(view.payment.id)
    await look(view.payment.id)
    const history = bench.payments().history(view.payment.id)
    expect(history.ok && history.value.entries).toHaveLength(3)
  })
})

describe('one live QR per till', () => {
  it('answers a repeated key press with the same payment', async () => {
    const attempt = crypto.randomUUID()
    const [first, second] = await Promise.all([bench.start(1825, attempt), bench.start(1825, attempt)])
    expect(second.payment.id).toBe(first.payment.id)
    expect((await control().charges({})).charges).toHaveLength(1)
  })

  it('refuses another charge while a QR is up or on its way', async () => {
    const price = { minor: 700, currency: 'EUR' } as const
    const first = bench.start()
    const early = await bench
      .payments()
      .start({ attempt: crypto.randomUUID(), price, reference: null, evenIfSame: true }, NO_PEOPLE)
    await first
    const later = await bench
      .payments()
      .start({ attempt: crypto.randomUUID(), price, reference: null, evenIfSame: true }, NO_PEOPLE)
    expect([early, later]).toEqual([
      { ok: false, error: { code: 'alreadyLive' } },
      { ok: false, error: { code: 'alreadyLive' } },
    ])
    expect((await control().charges({})).charges).toHaveLength(1)
  })

  it('lets a cancelled attempt hold up nobody, and never shows the charge that comes of it', async () => {
    const create = { path: '/payment', method: 'POST' } as const
    await control().delayNext({ ms: 5_000, match: create })
    const attempt = crypto.randomUUID()
    const price = { minor: 400, currency: 'EUR' } as const
    const slow = bench.payments().start({ attempt, price, reference: null, evenIfSame: true }, NO_PEOPLE)
    await expect.poll(() => statusOf(attempt)).toBe('created')
    await bench.payments().cancel(attempt)
    const next = await bench.start(900)
    await bench.advance(5_000)
    expect(await slow).toMatchObject({ ok: true, value: { qr: null, payment: { status: 'abandoned' } } })
    expect(bench.payments().current()?.payment.id).toBe(next.payment.id)
  })

  it('takes the next charge once the deposit of the earlier one is seen, and goes on watching that one', async () => {
    const first = await bench.start()
    await control().pay({ paymentId: bench.chargeIdOf(first), kind: 'exact' })
    await look(first.payment.id)
    const second = await bench.start(900)
    await control().finish({ paymentId: bench.chargeIdOf(first) })
    await look(first.payment.id)
    expect(statusOf(first.payment.id)).toBe('paid')
    expect(bench.payments().current()?.payment.id).toBe(second.payment.id)
  })
})

describe('the till’s own time', () => {
  it('withdraws the QR when it is over and keeps watching', async () => {
    const view = await bench.start()
    await bench.advance(20 * 60_000)
    expect(statusOf(view.payment.id)).toBe('expired')
    expect(bench.payments().current()?.qr).toBeNull()
  })

  it('never outlasts the gateway’s', async () => {
    bench.settings = { ...bench.settings, expiryMinutes: 120 }
    const view = await bench.start()
    const { payment } = view
    if (payment.status !== 'awaiting') throw new Error(payment.status)
    expect(Date.parse(payment.expiresAt)).toBeLessThanOrEqual(Date.parse(payment.charge.gatewayExpiresAt))
  })

  it('names money that comes after it as late, and leaves the decision to a person', async () => {
    const view = await bench.start()
    await bench.advance(20 * 60_000)
    await bench.advance(10 * 60_000)
    await control().finish({ paymentId: bench.chargeIdOf(view) })
    const { payment } = await look(view.payment.id)
    expect(payment).toMatchObject({ status: 'expired', remarks: ['late'], lastObserved: 'finished' })
    expect(bench.payments().state(1).today).toMatchObject({ paid: 0, attention: 1 })
  })

  it('does not start a new charge for a sale whose late money is in question', async () => {
    const view = await bench.start()
    await bench.advance(30 * 60_000)
    await control().finish({ paymentId: bench.chargeIdOf(view) })
    await look(view.payment.id)
    const again = await bench.payments().retry(view.payment.id, crypto.randomUUID(), NO_PEOPLE)
    expect(again).toEqual({ ok: false, error: { code: 'notNow' } })
  })

  it('retries an expired sale with one new charge under a new order id', async () => {
    const view = await bench.start()
    await bench.advance(20 * 60_000)
    const again = await bench.payments().retry(view.payment.id, crypto.randomUUID(), NO_PEOPLE)
    if (!again.ok) throw new Error(again.error.code)
    expect(again.value.payment.saleId).toBe(view.payment.saleId)
    expect(again.value.payment.orderId).not.toBe(view.payment.orderId)
    expect(bench.payments().current()?.payment.id).toBe(again.value.payment.id)
  })

  it('takes money for the earlier code of a sale asked for again as late, so that no sale is paid twice', async () => {
    const first = await bench.start()
    await bench.advance(20 * 60_000)
    const again = await bench.payments().retry(first.payment.id, crypto.randomUUID(), NO_PEOPLE)
    if (!again.ok) throw new Error(again.error.code)
    for (const view of [first, again.value]) {
      await control().finish({ paymentId: bench.chargeIdOf(view) })
      await look(view.payment.id)
    }
    expect((await look(first.payment.id)).payment).toMatchObject({ status: 'cancelled', remarks: ['late'] })
    expect(statusOf(again.value.payment.id)).toBe('paid')
    expect(bench.payments().state(1).today).toMatchObject({ paid: 1, attention: 1 })
  })

  it('takes money for any other code of a sale as late once the sale was settled by a person', async () => {
    const first = await bench.start()
    await bench.payments().cancel(first.payment.id)
    const again = await bench.payments().retry(first.payment.id, crypto.randomUUID(), NO_PEOPLE)
    if (!again.ok) throw new Error(again.error.code)
    await bench.advance(20 * 60_000)
    await control().finish({ paymentId: bench.chargeIdOf(first) })
    expect((await look(first.payment.id)).payment).toMatchObject({ remarks: ['late'] })
    const delivered = { decision: 'delivered', by: 'cashier', reason: null } as const
    expect(bench.payments().decide(first.payment.id, delivered)).toMatchObject({ ok: true })
    await control().finish({ paymentId: bench.chargeIdOf(again.value) })
    expect((await look(again.value.payment.id)).payment).toMatchObject({
      status: 'cancelled',
      remarks: ['late'],
    })
  })

  it('leaves a payment whose deposit was reported in time, also when the till learns of it after', async () => {
    const view = await bench.start()
    await control().pay({ paymentId: bench.chargeIdOf(view), kind: 'exact' })
    bench.clock.advance(20 * 60_000)
    const { payment } = await look(view.payment.id)
    expect(payment.status).not.toBe('expired')
    expect(payment).toMatchObject({ remarks: [] })
  })
})

describe('after a crash', () => {
  it('brings a live QR back and finds what was paid meanwhile', async () => {
    const view = await bench.start()
    bench.restart()
    expect(bench.payments().current()?.qr).toBe(view.qr)
    await control().finish({ paymentId: bench.chargeIdOf(view) })
    bench.restart()
    await expect.poll(() => statusOf(view.payment.id)).toBe('paid')
  })

  it('looks before it expires a QR whose time ran out while the till was off', async () => {
    const view = await bench.start()
    await control().finish({ paymentId: bench.chargeIdOf(view) })
    bench.till().close()
    await bench.advance(60 * 60_000)
    bench.restart()
    await expect.poll(() => statusOf(view.payment.id)).toBe('paid')
  })

  it('closes an intent that never got an answer, and shows nothing for it', async () => {
    await control().delayNext({ ms: 60_000, match: { path: '/payment', method: 'POST' } })
    const attempt = crypto.randomUUID()
    const lost = bench
      .payments()
      .start(
        { attempt, price: { minor: 400, currency: 'EUR' }, reference: null, evenIfSame: true },
        NO_PEOPLE,
      )
    await expect.poll(() => statusOf(attempt)).toBe('created')
    bench.restart()
    expect(statusOf(attempt)).toBe('abandoned')
    expect(bench.payments().current()).toBeNull()
    await bench.simulator.close()
    await lost.catch(() => undefined)
  })
})
