import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PaymentView } from '../../shared/contract/payments.ts'
import { isSold } from '../../shared/payment/questions.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import { must, payingAt } from '../support/paying.ts'
import { codeOf, refundingAt } from '../support/refunding.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

// A refund within a sale of several payments: money that goes back never pays for the goods as well.

// A till, a gateway and their journal over HTTP: a busy machine takes its time, and no test here is about that.
vi.setConfig({ testTimeout: 30_000 })

let bench: TillBench
beforeEach(async () => {
  bench = await createTillBench()
})
afterEach(async () => {
  expectIntact()
  await bench.close()
})

const { refunds, paymentOf, wanted, expectIntact } = refundingAt(() => bench)
const { paid, paidIn, viewOf, decide, state, kindsOf } = payingAt(() => bench)

/** 100.00 EUR of which about nine tenths came, and the rest that was asked for and whose time has just run out. */
async function anUnpaidRest(): Promise<{ short: PaymentView; rest: PaymentView }> {
  const short = await paidIn(await bench.start(10_000), '95.000000')
  const rest = must(await bench.payments().topUp(short.payment.id, crypto.randomUUID(), NO_PEOPLE))
  const { expiresAt } = paymentOf(rest.payment.id)
  await bench.advance(Date.parse(expiresAt) - bench.clock.now() + 1000)
  await expect.poll(() => paymentOf(rest.payment.id).status).toBe('expired')
  return { short, rest }
}

describe('a short payment that is given back', () => {
  it('is not sold by the rest that is paid after all: a person is asked', async () => {
    const { short, rest } = await anUnpaidRest()
    const { id } = short.payment
    must(await refunds().begin(wanted(id, { way: 'byHand', amount: '95.000000' })))
    expect(paymentOf(rest.payment.id).status).toBe('cancelled')
    expect(kindsOf(rest.payment.id).at(-1)).toBe('cancelled')

    // Within the minute in which a deposit still counts as sent in time.
    await paid(rest, 'exact')
    expect(paymentOf(rest.payment.id)).toMatchObject({ status: 'cancelled', remarks: ['late'] })
    expect(paymentOf(id).settlement).toBeNull()
    expect([isSold(paymentOf(id)), isSold(paymentOf(rest.payment.id))]).toEqual([false, false])
    expect(state()).toMatchObject({ exceptions: 2, today: { paid: 0 } })
    // Nor by a person's word, as long as the other part goes back.
    expect(viewOf(rest.payment.id).choices).toEqual(['owed', 'handed'])
    expect(codeOf(decide(rest.payment.id, 'delivered'))).toBe('notNow')
  })

  it('may be asked for anew when nothing was sent, and then sold', async () => {
    const { short, rest } = await anUnpaidRest()
    const { id } = short.payment
    const { refund } = must(await refunds().begin(wanted(id, { way: 'byHand', amount: '95.000000' })))
    must(await refunds().abandon(refund.id, 'the customer pays the rest'))
    await paid(rest, 'exact')
    must(decide(rest.payment.id, 'delivered'))
    expect(paymentOf(id).settlement).toMatchObject({ how: 'toppedUp' })
    expect(state()).toMatchObject({ exceptions: 0, today: { paid: 1, paidMinor: 10_000 } })
  })
})
