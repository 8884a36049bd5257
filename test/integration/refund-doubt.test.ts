import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PayoutObservation } from '../../shared/refund/payout.ts'
import { practiceCode } from '../../simulator/nowpayments/account/desk.ts'
import { THIRD_ADDRESS } from '../support/builders.ts'
import { must } from '../support/paying.ts'
import { codeOf, refundingAt } from '../support/refunding.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

// Replies that are lost, tills that end in between, and news that comes by callback: whatever happens, the gateway is asked
// once.

const TRANSACTION = 'cd'.repeat(32)

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

const {
  refunds,
  paymentOf,
  signIn,
  refundOf,
  statusOf,
  overpaid,
  wanted,
  postsOfPayout,
  payouts,
  until,
  expectIntact,
  heldCalls,
} = refundingAt(() => bench)

describe('a reply that was lost', () => {
  it('is found by its name, and never asked for again', async () => {
    const id = await overpaid()
    await signIn()
    await bench.simulator.control.cutNext({ when: 'after', match: { method: 'POST', path: '/payout' } })
    const begun = must(await refunds().begin(wanted(id)))
    expect(begun.refund).toMatchObject({ status: 'asked', remarks: [] })
    expect(await postsOfPayout()).toBe(1)
    must(await refunds().confirm(begun.refund.id, practiceCode))
    await until(id, 'finished')
    expect(await payouts()).toHaveLength(1)
  })

  it('of a request that never arrived is nowhere, which proves nothing: a person decides', async () => {
    const id = await overpaid()
    await signIn()
    await bench.simulator.control.cutNext({ when: 'before', match: { method: 'POST', path: '/payout' } })
    const { refund } = must(await refunds().begin(wanted(id)))
    expect(refund).toMatchObject({ status: 'unsure', payout: null })
    expect(refund.searchedAt).not.toBeNull()
    await bench.advance(4 * 60_000)
    expect([statusOf(id), await postsOfPayout()]).toEqual(['unsure', 1])
    expect(must(refunds().of(id)).refundable).not.toBe(paymentOf(id).received)
    expect(refunds().asking()).toHaveLength(1)
    expect(must(await refunds().abandon(refund.id, 'not in the dashboard')).refund.status).toBe('abandoned')
    expect(refunds().asking()).toEqual([])
    expect(must(refunds().of(id)).refundable).toBe(paymentOf(id).received)
  })

  it('of a server that failed is in doubt as well', async () => {
    const id = await overpaid()
    await signIn()
    await bench.simulator.control.failNext({ as: '502-html', match: { method: 'POST', path: '/payout' } })
    await bench.simulator.control.failNext({ as: '502-html', match: { method: 'GET', path: '/payout' } })
    const begun = must(await refunds().begin(wanted(id)))
    expect(begun.refund).toMatchObject({ status: 'unsure', searchedAt: null })
    expect(await postsOfPayout()).toBe(1)
  })

  it('is not given up before it was searched for', async () => {
    const id = await overpaid()
    await signIn()
    await bench.simulator.control.cutNext({ when: 'after', match: { method: 'POST', path: '/payout' } })
    await bench.simulator.control.failNext({ as: '502-html', match: { method: 'GET', path: '/payout' } })
    const { refund } = must(await refunds().begin(wanted(id)))
    expect(refund).toMatchObject({ status: 'unsure', searchedAt: null })
    expect(codeOf(await refunds().abandon(refund.id, 'nothing there'))).toBe('notNow')
    await until(id, 'asked')
    expect([await postsOfPayout(), (await payouts()).length]).toEqual([1, 1])
  })

  it('of the code counts as a try, and the payout goes on', async () => {
    const id = await overpaid()
    await signIn()
    const { refund } = must(await refunds().begin(wanted(id)))
    await bench.simulator.control.cutNext({ when: 'after', match: { path: '/payout/:id/verify' } })
    await refunds().confirm(refund.id, practiceCode)
    expect(refundOf(id).refund.codesTried).toBe(1)
    await until(id, 'finished')
  })
})

describe('a payout that a person gave up', () => {
  it('is looked at further, and contradicted when the gateway sends it after all', async () => {
    const id = await overpaid()
    await signIn()
    // The practice gateway reads in the reason how it is to end.
    const { refund } = must(await refunds().begin(wanted(id, { reason: 'case:late' })))
    must(await refunds().confirm(refund.id, practiceCode))
    await until(id, 'failed')
    must(await refunds().abandon(refund.id, 'support: not sent'))
    expect(must(refunds().of(id)).refundable).toBe(paymentOf(id).received)
    bench.restart()
    await signIn()
    await until(id, 'finished')
    expect(refundOf(id)).toMatchObject({ refund: { remarks: ['contradicted'] }, asksPerson: true })
    expect(must(refunds().of(id)).refundable).not.toBe(paymentOf(id).received)
  })

  it('while it was on its way is contradicted by the same words again', async () => {
    const id = await overpaid()
    await signIn()
    const { refund } = must(await refunds().begin(wanted(id)))
    must(await refunds().confirm(refund.id, practiceCode))
    await bench.advance(6_000)
    // From here on the gateway's own time stands still.
    const seen = () => {
      bench.clock.advance(2_000)
      return statusOf(id)
    }
    await expect.poll(seen, { interval: 20 }).toBe('sending')
    bench.till().account?.signOut()
    expect(codeOf(await refunds().abandon(refund.id, 'the account is gone'))).toBe('notNow')
    bench.clock.advance(24 * 3_600_000)
    expect(must(await refunds().abandon(refund.id, 'the account is gone')).refund.status).toBe('abandoned')
    await signIn()
    must(await refunds().look(refund.id))
    expect(refundOf(id).refund).toMatchObject({ status: 'abandoned', remarks: ['contradicted'] })
    expect(paymentOf(id).refunds).toMatchObject([{ standing: 'open' }])
  })

  it('of an account that is gone is over once the time for its code is', async () => {
    const id = await overpaid()
    await signIn()
    const { refund } = must(await refunds().begin(wanted(id)))
    bench.till().account?.signOut()
    expect(codeOf(await refunds().abandon(refund.id, 'the account is gone'))).toBe('notNow')
    await bench.advance(60 * 60_000)
    expect(must(await refunds().abandon(refund.id, 'the account is gone')).refund.status).toBe('abandoned')
    expect(must(refunds().of(id)).refundable).toBe(paymentOf(id).received)
    expect(refunds().asking()).toEqual([])
  })
})

describe('a till that ends between the request and its reply', () => {
  it('finds out by the list after the next sign-in, and no second payout is made', async () => {
    const id = await overpaid()
    await signIn()
    await bench.simulator.control.delayNext({
      ...{ ms: 60_000, when: 'after' as const },
      match: { method: 'POST', path: '/payout' },
    })
    const asking = refunds().begin(wanted(id))
    await expect.poll(async () => (await heldCalls()).length).toBe(1)
    expect(statusOf(id)).toBe('intended')
    bench.restart()
    expect(refundOf(id)).toMatchObject({
      refund: { status: 'unsure', payout: null },
      ...{ asksPerson: true, checkError: { code: 'signInAgain' } },
    })
    // Now the reply comes, and nobody is there for it.
    await bench.advance(60_000)
    expect(codeOf(await asking)).toBe('notNow')
    expect([statusOf(id), await postsOfPayout()]).toEqual(['unsure', 1])
    await signIn()
    await until(id, 'asked')
    must(await refunds().confirm(refundOf(id).refund.id, practiceCode))
    await until(id, 'finished')
    expect([await postsOfPayout(), (await payouts()).length]).toEqual([1, 1])
  })

  it('before it was sent asks a person, and never asks for it by itself', async () => {
    const id = await overpaid()
    await signIn()
    await bench.simulator.control.cutNext({
      when: 'before',
      match: { method: 'POST', path: '/payout' },
      times: 1,
    })
    await bench.simulator.control.failNext({ as: '500', match: { method: 'GET', path: '/payout' } })
    must(await refunds().begin(wanted(id)))
    bench.restart()
    await signIn()
    await expect
      .poll(async () => {
        await bench.advance(2_000)
        return refundOf(id).refund.searchedAt
      })
      .not.toBeNull()
    expect(refundOf(id)).toMatchObject({ refund: { status: 'unsure' }, asksPerson: true })
    expect([await postsOfPayout(), (await payouts()).length]).toEqual([1, 0])
  })
})

describe('a withdrawal callback', () => {
  const heard = (change: Partial<PayoutObservation>) => {
    const { payout, externalId, address, amount } = refundOf(onlyPayment).refund
    return refunds().heard(
      {
        ...{ batchId: payout?.batchId ?? '', payoutId: payout?.payoutId ?? '', externalId: null },
        ...{ status: 'finished', vendorStatus: 'FINISHED', coin: 'usdttrc20', address, amount },
        ...{ transactionId: TRANSACTION, error: null, createdAt: null, updatedAt: null },
        ...change,
      },
      JSON.stringify([externalId, change]),
    )
  }
  let onlyPayment = ''

  it('is the evidence while nobody is signed in', async () => {
    onlyPayment = await overpaid()
    await signIn()
    const { refund } = must(await refunds().begin(wanted(onlyPayment)))
    must(await refunds().confirm(refund.id, practiceCode))
    bench.till().account?.signOut()
    expect(heard({ payoutId: '1', batchId: '2' })).toBeUndefined()
    expect(heard({ status: 'sending', transactionId: null })).toMatchObject({
      ...{ payment: { id: onlyPayment, number: 1 }, before: 'confirmed', after: 'sending' },
    })
    expect(heard({})).toMatchObject({ before: 'sending', after: 'finished' })
    expect(heard({})).toMatchObject({ before: 'finished', after: 'finished' })
    expect(refundOf(onlyPayment).refund).toMatchObject({ transactionId: TRANSACTION, remarks: [] })
    expect(must(refunds().of(onlyPayment)).owed).toBe('0.000000')
  })

  it('with another address is no news of its end, but a remark for a person', async () => {
    onlyPayment = await overpaid()
    await signIn()
    must(await refunds().begin(wanted(onlyPayment)))
    expect(heard({ address: THIRD_ADDRESS })).toMatchObject({ before: 'asked', after: 'asked' })
    const { refund, asksPerson, code } = refundOf(onlyPayment)
    expect([refund.remarks, asksPerson, code]).toEqual([['mismatch'], true, null])
    expect(codeOf(await refunds().confirm(refund.id, practiceCode))).toBe('notNow')
  })
})
