import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RefundService } from '../../electron/refunds/refund-service.ts'
import { toCsv } from '../../electron/reports/csv.ts'
import { dayTotals } from '../../electron/reports/day-report.ts'
import { USDT_CONTRACT } from '../../shared/tron/address.ts'
import { practiceCode } from '../../simulator/nowpayments/account/desk.ts'
import { OTHER_ADDRESS, THIRD_ADDRESS } from '../support/builders.ts'
import { must } from '../support/paying.ts'
import { codeOf, refundingAt } from '../support/refunding.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

// Refunds of the whole main process against the practice gateway over HTTP, with both clocks in the test's hand.

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
  kindsOf,
} = refundingAt(() => bench)

describe('a refund that the gateway sends', () => {
  it('goes from its intent to its transaction, and receipt, day and CSV say the same', async () => {
    const id = await overpaid()
    expect(must(refunds().of(id))).toMatchObject({ refundable: paymentOf(id).received, owed: '1.000000' })
    await signIn()
    const begun = must(await refunds().begin(wanted(id)))
    expect(begun).toMatchObject({ refund: { status: 'asked' }, asksPerson: true, code: { triesLeft: 10 } })
    expect(paymentOf(id).refunds).toMatchObject([{ standing: 'open', amount: '1.000000' }])
    expect(must(await refunds().confirm(begun.refund.id, practiceCode)).refund.status).toBe('confirmed')
    await until(id, 'finished')

    const [payout] = await payouts()
    const { refund, asksPerson } = refundOf(id)
    expect(refund).toMatchObject({ transactionId: payout?.transactionId, remarks: [], codesTried: 0 })
    expect(asksPerson).toBe(false)
    const payment = paymentOf(id)
    expect(payment.refunds).toEqual([
      {
        ...{ id: refund.id, standing: 'sent', address: OTHER_ADDRESS, amount: '1.000000' },
        ...{ transactionId: refund.transactionId, sentAt: refund.endedAt },
      },
    ])
    const totals = dayTotals([payment], payment.day, 'EUR')
    expect(totals).toMatchObject({ owedUsdt: '0.000000', refundedUsdt: '1.000000', attention: 0, paid: 1 })
    const csv = toCsv([payment], { mode: 'practice', timeZone: 'UTC' })
    expect(csv).toContain(`1.000000,${OTHER_ADDRESS},${refund.transactionId},${refund.endedAt},`)
    expect(kindsOf(id).slice(-2)).toEqual(['refund', 'refund'])
    expect(must(refunds().of(id))).toMatchObject({ owed: '0.000000' })
    expect(await postsOfPayout()).toBe(1)
  })

  it('is one however often the key is pressed', async () => {
    const id = await overpaid()
    await signIn()
    const input = wanted(id)
    const both = await Promise.all([refunds().begin(input), refunds().begin(input)])
    expect(both.map((one) => must(one).refund.status)).toEqual(['asked', 'asked'])
    expect(await postsOfPayout()).toBe(1)
  })

  it('takes ten codes, and none after that', async () => {
    const id = await overpaid()
    await signIn()
    const { refund } = must(await refunds().begin(wanted(id)))
    expect(await refunds().confirm(refund.id, '00')).toMatchObject({ error: { code: 'invalidInput' } })
    for (let left = 9; left > 0; left -= 1) {
      expect(await refunds().confirm(refund.id, '000000')).toEqual({
        ok: false,
        error: { code: 'codeWrong', triesLeft: left },
      })
    }
    expect(codeOf(await refunds().confirm(refund.id, '000000'))).toBe('codeTooOften')
    expect(refundOf(id).code?.triesLeft).toBe(0)
    expect(codeOf(await refunds().confirm(refund.id, practiceCode))).toBe('codeTooOften')
  })

  it('without a code is given up within the hour, and its money is free again', async () => {
    const id = await overpaid()
    await signIn()
    const { refund } = must(await refunds().begin(wanted(id)))
    await bench.advance(60 * 60_000)
    expect(codeOf(await refunds().confirm(refund.id, practiceCode))).toBe('codeTooLate')
    expect(refundOf(id).checkError).toEqual({ code: 'signInAgain' })
    await signIn()
    await until(id, 'rejected')
    expect(must(refunds().of(id)).refundable).toBe(paymentOf(id).received)
    expect(paymentOf(id).refunds).toMatchObject([{ standing: 'none' }])
    expect(must(await refunds().begin(wanted(id))).refund.status).toBe('asked')
    expect(await postsOfPayout()).toBe(2)
  })

  it('that failed is never sent again by the till, and may be sent by the gateway after all', async () => {
    const id = await overpaid()
    await signIn()
    // The practice gateway reads in the reason how it is to end.
    const { refund } = must(await refunds().begin(wanted(id, { reason: 'case:late' })))
    must(await refunds().confirm(refund.id, practiceCode))
    await until(id, 'failed')
    expect(refundOf(id).asksPerson).toBe(true)
    expect(must(refunds().of(id)).owed).toBe('1.000000')
    expect(codeOf(await refunds().begin(wanted(id, { amount: paymentOf(id).received })))).toBe(
      'refundTooMuch',
    )
    await signIn()
    await until(id, 'finished')
    expect(must(refunds().of(id)).owed).toBe('0.000000')
    expect(await postsOfPayout()).toBe(1)
  })

  it('that failed and was paid in another way is recorded with its transaction', async () => {
    const id = await overpaid()
    await signIn()
    const { refund } = must(await refunds().begin(wanted(id, { reason: 'case:failed' })))
    must(await refunds().confirm(refund.id, practiceCode))
    await until(id, 'failed')
    const word = { transactionId: TRANSACTION, reason: null }
    expect(await refunds().record(refund.id, word)).toMatchObject({ error: { field: 'reason' } })
    expect(
      must(await refunds().record(refund.id, { ...word, reason: 'support sent it' })).refund,
    ).toMatchObject({
      ...{ status: 'finished', transactionId: TRANSACTION },
    })
  })
})

describe('what is refused', () => {
  it('is refused before anything is written', async () => {
    const id = await overpaid()
    const service = refunds()
    expect(codeOf(await service.begin(wanted(id)))).toBe('signInAgain')
    await signIn()
    const own = paymentOf(id).charge.address
    const tries: [Partial<Parameters<RefundService['begin']>[0]>, object][] = [
      [{ address: USDT_CONTRACT }, { code: 'refundAddress', reason: 'contract' }],
      [{ address: own }, { code: 'refundAddress', reason: 'ours' }],
      [{ address: `tron:${own}?amount=1` }, { code: 'refundAddress', reason: 'ours' }],
      [{ address: `${OTHER_ADDRESS.slice(0, -1)}x` }, { code: 'refundAddress', reason: 'notTron' }],
      [{ amount: '100.000000' }, { code: 'refundTooMuch', left: paymentOf(id).received }],
      [{ amount: '0.000000' }, { code: 'amountZero' }],
      [{ paymentId: crypto.randomUUID() }, { code: 'notFound' }],
    ]
    for (const [over, error] of tries)
      expect(await service.begin(wanted(id, over))).toEqual({ ok: false, error })
    expect([must(service.of(id)).refunds, await postsOfPayout()]).toEqual([[], 0])
  })

  it('by the gateway gives its money back, with the reason', async () => {
    const id = await overpaid()
    await signIn()
    await bench.simulator.control.failNext({ as: '400', match: { method: 'POST', path: '/payout' } })
    expect(codeOf(await refunds().begin(wanted(id)))).toBe('amountTooSmall')
    expect(statusOf(id)).toBe('refused')
    expect(must(refunds().of(id)).refundable).toBe(paymentOf(id).received)
  })

  it('an address that the gateway does not pay to is no refund at all', async () => {
    const id = await overpaid()
    await signIn()
    await bench.simulator.control.failNext({ as: '400', match: { path: '/payout/validate-address' } })
    expect(codeOf(await refunds().begin(wanted(id)))).toBe('addressRefused')
    expect(must(refunds().of(id)).refunds).toEqual([])
  })

  it('two at once cannot spend the same money', async () => {
    const id = await overpaid()
    await signIn()
    const all = paymentOf(id).received
    const both = await Promise.all([
      refunds().begin(wanted(id, { amount: all })),
      refunds().begin(wanted(id, { amount: all, address: THIRD_ADDRESS })),
    ])
    expect(both.map(codeOf).toSorted()).toEqual(['ok', 'refundTooMuch'])
    expect(await postsOfPayout()).toBe(1)
  })
})

describe('a refund by hand', () => {
  it('is kept until its transaction is entered, also without an account', async () => {
    const id = await overpaid()
    const { refund } = must(await refunds().begin(wanted(id, { way: 'byHand' })))
    expect(refund.status).toBe('intended')
    bench.restart()
    expect([statusOf(id), refunds().asking().length]).toEqual(['intended', 1])
    const record = (transactionId: string) => refunds().record(refund.id, { transactionId, reason: null })
    expect(await record('nothing')).toMatchObject({ error: { code: 'transactionInvalid', reason: 'form' } })
    const own = paymentOf(id).transactionId ?? ''
    expect(await record(own)).toMatchObject({ error: { code: 'transactionInvalid', reason: 'known' } })
    const shown = `https://tronscan.org/#/transaction/${TRANSACTION.toUpperCase()}`
    expect(must(await record(shown)).refund).toMatchObject({ status: 'finished', transactionId: TRANSACTION })
    expect(must(refunds().of(id)).owed).toBe('0.000000')
    expect(await postsOfPayout()).toBe(0)

    const other = must(await refunds().begin(wanted(id, { way: 'byHand', amount: '2.000000' })))
    const again = await refunds().record(other.refund.id, { transactionId: TRANSACTION, reason: null })
    expect(again).toMatchObject({ error: { code: 'transactionInvalid', reason: 'known' } })
    expect(must(await refunds().abandon(other.refund.id, 'not sent')).refund.status).toBe('abandoned')
  })
})
