import { describe, expect, it } from 'vitest'
import type { RefundEvent } from '../../../../shared/refund/event.ts'
import { canRefund, checkRefundAddress, intend, refundable } from '../../../../shared/refund/intend.ts'
import { standingOf } from '../../../../shared/refund/questions.ts'
import { USDT_CONTRACT } from '../../../../shared/tron/address.ts'
import { ADDRESS, anId, aPayment, at, OTHER_ADDRESS, THIRD_ADDRESS } from '../../../support/builders.ts'
import {
  abandoned,
  aRefundBase,
  asked,
  dealtWith,
  fold,
  intended,
  recorded,
  refundAfter,
  refused,
  seen,
  unsure,
} from './refund-builders.ts'

const facts = { received: 20_000_000n, refunds: [], ours: [OTHER_ADDRESS] }

describe('what may still be refunded', () => {
  it.each([
    ['asked for', [asked()]],
    ['in doubt', [unsure]],
    ['sent', [asked(), seen({ status: 'finished' })]],
    ['failed', [asked(), seen({ status: 'failed' })]],
    ['intended', []],
    ['given up and then sent all the same', [unsure, abandoned, seen({ status: 'finished' })]],
  ])('is less by what was %s', (_what, events) => {
    expect(refundable({ ...facts, refunds: [refundAfter(...events)] })).toBe(7_500_000n)
  })

  it.each([
    ['refused', [refused]],
    ['rejected', [asked(), seen({ status: 'rejected' })]],
    ['given up', [unsure, abandoned]],
  ])('is not less by what was %s', (_what, events) => {
    expect(refundable({ ...facts, refunds: [refundAfter(...events)] })).toBe(20_000_000n)
  })

  it('is less by what may not have been given up at all', () => {
    const moved = refundAfter(unsure, abandoned, seen({ status: 'sending' }))
    expect([moved.status, refundable({ ...facts, refunds: [moved] })]).toEqual(['abandoned', 7_500_000n])
  })

  it('is less by what was strange about it only until somebody has seen to that', () => {
    const strange = [unsure, asked({ amount: '1.000000' }), abandoned] as const
    const left = (...events: readonly RefundEvent[]) =>
      refundable({ ...facts, refunds: [refundAfter(...events)] })
    expect([left(...strange), left(...strange, dealtWith)]).toEqual([7_500_000n, 20_000_000n])
    expect(standingOf(refundAfter(...strange, dealtWith))).toBe('none')
    // Money that moved stays gone, whoever has seen it.
    const moved = [unsure, abandoned, seen({ status: 'sending' }), dealtWith] as const
    expect([left(...moved), standingOf(refundAfter(...moved))]).toEqual([7_500_000n, 'open'])
  })

  it('is less by what was sent by hand, and never below zero', () => {
    const byHand = fold(intended({ way: 'byHand' }), recorded)
    expect(refundable({ received: 5_000_000n, refunds: [byHand] })).toBe(0n)
  })
})

describe('money of a sale', () => {
  const short = aPayment({ status: 'short' })
  const onChain = { at: at(60), transactionId: 'ef'.repeat(32), amount: '1.000000', blockAt: at(59) }
  const denied = { status: 'expired', lastObserved: 'expired', onChain } as const
  const untold = { received: '0.000000', remarks: [] }
  const rest = (over: Parameters<typeof aPayment>[0]) =>
    aPayment({ id: anId(119), topUpOf: short.id, ...untold, ...over })

  it.each([
    ['its QR is up', rest({ status: 'awaiting' }), false],
    ['it is on its way', rest({ status: 'sending' }), false],
    ['the chain shows it', rest({ status: 'expired', onChain }), false],
    ['the gateway denies what it shows', rest(denied), false],
    ['that is dealt with', rest({ ...denied, closed: ['untold'] }), true],
    ['nothing is seen of it', rest({ status: 'expired' }), true],
    ['it was withdrawn', rest({ status: 'cancelled' }), true],
  ])('may go back while another payment is open: %s', (_what, other, expected) => {
    expect(canRefund(short, [short, other])).toBe(expected)
  })
})

describe('an intent', () => {
  it('is the first event of a refund, with the address as it will be sent', () => {
    const begun = intend(aRefundBase({ address: ` ${ADDRESS}\n` }), facts)
    expect(begun).toEqual({ ok: true, value: intended() })
  })

  it('may take all that is left, and not a millionth more', () => {
    expect(intend(aRefundBase({ amount: '20.000000' }), facts).ok).toBe(true)
    expect(intend(aRefundBase({ amount: '20.000001' }), facts)).toEqual({
      ok: false,
      error: { code: 'tooMuch', left: 20_000_000n },
    })
    const other = aRefundBase({ id: anId(8), externalId: 'T1-R0008', amount: '7.500001' })
    expect(intend(other, { ...facts, refunds: [refundAfter(unsure)] })).toEqual({
      ok: false,
      error: { code: 'tooMuch', left: 7_500_000n },
    })
  })

  it.each(['0.000000', '-1.000000'])('of %s is none', (amount) => {
    expect(intend(aRefundBase({ amount }), facts)).toEqual({ ok: false, error: { code: 'amountZero' } })
  })

  it('has a name of its own, whatever became of the earlier one', () => {
    const refunds = [refundAfter(refused)]
    for (const over of [{ id: anId(8) }, { externalId: 'T1-R0008' }]) {
      expect(intend(aRefundBase(over), { ...facts, refunds })).toMatchObject({
        error: { code: 'externalId' },
      })
    }
    for (const externalId of ['', 'a b', 'ré', 'x'.repeat(65)]) {
      expect(intend(aRefundBase({ externalId }), facts)).toMatchObject({ error: { code: 'externalId' } })
    }
  })

  it.each([
    ['the USDT contract', USDT_CONTRACT, 'contract'],
    ['the burn address', 'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb', 'notTron'],
    ['a wrong letter', `${ADDRESS.slice(0, -1)}2`, 'notTron'],
    ['another chain', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'notTron'],
    ['nothing', '', 'notTron'],
    ['the shop itself', OTHER_ADDRESS, 'ours'],
  ])('does not go to %s', (_what, address, reason) => {
    expect(intend(aRefundBase({ address }), facts)).toEqual({ ok: false, error: { code: 'address', reason } })
  })

  it('goes to any other good address', () => {
    expect(checkRefundAddress(THIRD_ADDRESS, facts.ours)).toEqual({ ok: true, value: THIRD_ADDRESS })
  })
})
