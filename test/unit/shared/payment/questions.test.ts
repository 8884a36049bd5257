import { describe, expect, test } from 'vitest'
import { excessOf, leastAccepted, missingOf } from '../../../../shared/payment/evidence.ts'
import { mattersOf, owedOf } from '../../../../shared/payment/matters.ts'
import { type Payment, PaymentStatus, type Remark } from '../../../../shared/payment/payment.ts'
import {
  asksCashier,
  canCancel,
  canRetry,
  isAwaited,
  isConfirming,
  isInProgress,
  isLive,
  isPaid,
  isSeenOnChain,
  isSold,
  isUntold,
  isWatched,
  needsAttention,
} from '../../../../shared/payment/questions.ts'
import { canTopUp } from '../../../../shared/payment/sale.ts'
import { STEPS, stepsDone } from '../../../../shared/payment/steps.ts'
import { isCharged, transition } from '../../../../shared/payment/transition.ts'
import {
  ASKED,
  aCharge,
  aChargedPayment,
  aPayment,
  at,
  ON_CHAIN,
  observed,
} from '../../../support/builders.ts'

/** live confirming inProgress cancel retry paid watched attention, steps done. */
const ANSWERS: Readonly<Record<PaymentStatus, string>> = {
  created: 'yes no yes yes no no no no 0',
  awaiting: 'yes no yes yes no no yes no 0',
  seen: 'no yes yes no no no yes no 1',
  confirmed: 'no yes yes no no no yes no 2',
  sending: 'no yes yes no no no yes no 2',
  short: 'no no no no no no yes yes 2',
  paid: 'no no no no no yes yes no 4',
  expired: 'no no no no yes no yes no 0',
  cancelled: 'no no no no yes no yes no 0',
  failed: 'no no no no yes no yes yes 0',
  refunded: 'no no no no yes no no yes 0',
  abandoned: 'no no no no yes no no no 0',
}

const BY_HAND = { how: 'byHand', at: at(9), by: 'owner', reason: 'seen' } as const

describe('the questions', () => {
  test.each(PaymentStatus.options)('about a payment that is %s', (status) => {
    const payment = aPayment({ status })
    const asked = [isLive, isConfirming, isInProgress, canCancel, canRetry, isPaid, isWatched, needsAttention]
    const answers = asked.map((question) => (question(payment) ? 'yes' : 'no'))
    expect([...answers, stepsDone(payment)].join(' ')).toBe(ANSWERS[status])
  })

  test.each<Remark>(['late', 'repeated', 'mismatch', 'reversed'])(
    'the remark %s asks for a person, and stands in the way of a retry',
    (remark) => {
      const childChargeIds = remark === 'repeated' ? ['77'] : []
      for (const status of ['expired', 'cancelled'] as const) {
        const payment = aPayment({ status, remarks: [remark], childChargeIds })
        expect(needsAttention(payment)).toBe(true)
        expect(canRetry(payment)).toBe(false)
      }
      // Paid in time after all: what looked late was not.
      const isToldWhenPaid = remark !== 'late'
      expect(needsAttention(aPayment({ status: 'paid', remarks: [remark], childChargeIds }))).toBe(
        isToldWhenPaid,
      )
    },
  )

  test('another coin asks for a person, and the sale can be charged again', () => {
    for (const status of ['expired', 'cancelled'] as const) {
      const payment = aPayment({ status, remarks: ['wrongAsset'] })
      expect(needsAttention(payment)).toBe(true)
      expect(canRetry(payment)).toBe(true)
    }
  })

  test('a rest that nobody paid is asked for again by its short payment', () => {
    expect(canRetry(aPayment({ status: 'expired', topUpOf: 'p1' }))).toBe(false)
  })

  test('known money stands in the way of a retry, remark or not', () => {
    for (const status of ['expired', 'cancelled'] as const) {
      const payment = aPayment({ status, received: '0.000001' })
      expect(canRetry(payment)).toBe(false)
      expect(needsAttention(payment)).toBe(true)
    }
  })

  test('what only the chain shows has no QR, is not asked for again, and waits on', () => {
    const awaiting = aPayment({ status: 'awaiting', onChain: ON_CHAIN })
    const expired = aPayment({ status: 'expired', onChain: ON_CHAIN })
    const asked = [isSeenOnChain, isLive, isAwaited, isInProgress, canCancel, canRetry, isWatched]
    expect(asked.map((question) => question(awaiting))).toEqual([
      ...[true, false, true, true, false, false, true],
    ])
    expect(asked.map((question) => question(expired))).toEqual([
      ...[true, false, false, false, false, false, true],
    ])
  })

  test('what the gateway denies although the chain showed it asks for a person, until it is dealt with or told', () => {
    const denied = aChargedPayment({ status: 'expired', lastObserved: 'expired', onChain: ON_CHAIN })
    expect([needsAttention(denied), asksCashier(denied), owedOf(denied)]).toEqual([true, false, 0n])
    expect(mattersOf(denied)).toEqual([{ kind: 'untold', key: 'untold', usdt: 0n }])
    const decided = { kind: 'decided', at: at(900), by: 'owner', reason: 'dust' } as const
    const closed = transition(denied, { ...decided, decision: 'closed' })
    expect([needsAttention(closed), isUntold(closed)]).toEqual([false, false])
    // A customer who has paid never looks unpaid.
    expect([isSeenOnChain(closed), canRetry(closed), isSold(closed)]).toEqual([true, false, false])
    const byHand = transition(denied, { ...decided, decision: 'byHand' })
    expect([needsAttention(byHand), isSold(byHand)]).toEqual([false, true])
    const told = transition(closed, observed({ status: 'finished', received: ASKED }, 9000))
    expect(isCharged(told) && mattersOf(told).map(({ kind }) => kind)).toEqual(['late'])
    expect(needsAttention(told)).toBe(true)
  })

  test('what was settled before the gateway denied it asks for nobody', () => {
    const denied = { status: 'expired', lastObserved: 'expired', onChain: ON_CHAIN } as const
    expect(needsAttention(aPayment({ ...denied, settlement: BY_HAND }))).toBe(false)
    expect(needsAttention(aPayment({ ...denied, onChain: null }))).toBe(false)
    expect(needsAttention(aPayment({ ...denied, lastObserved: 'waiting' }))).toBe(false)
  })

  test.each([
    ['the gateway tells of it', aPayment({ status: 'seen', onChain: ON_CHAIN })],
    ['it tells of an amount', aPayment({ status: 'expired', received: '0.000001', onChain: ON_CHAIN })],
    ['something is to be decided', aPayment({ status: 'expired', remarks: ['late'], onChain: ON_CHAIN })],
    ['it was withdrawn', aPayment({ status: 'cancelled', onChain: ON_CHAIN })],
    ['the owner settled it', aPayment({ status: 'expired', settlement: BY_HAND, onChain: ON_CHAIN })],
  ])('that is over once %s', (_what, payment) => {
    expect(isSeenOnChain(payment)).toBe(false)
  })

  test('a rest that the chain shows is not asked for a second time', () => {
    const short = aPayment({ status: 'short', number: 118 })
    const rest = aPayment({ status: 'expired', number: 119, topUpOf: short.id, saleId: short.saleId })
    expect(canTopUp(short, [short, rest])).toBe(true)
    expect(canTopUp(short, [short, { ...rest, onChain: ON_CHAIN } as Payment])).toBe(false)
  })

  test('only paid fills all steps', () => {
    for (const status of PaymentStatus.options) {
      expect(stepsDone({ status }) === STEPS.length).toBe(status === 'paid')
    }
  })
})

describe('amounts of a payment', () => {
  test.each([
    ['19.874210', '0.000000', 19_874_210n, 0n],
    ['19.874210', '18.874210', 1_000_000n, 0n],
    ['19.874210', '19.874210', 0n, 0n],
    ['19.874210', '20.000000', 0n, 125_790n],
  ])('asked %s, received %s: what is missing and what is too much', (asked, received, missing, excess) => {
    const payment = aChargedPayment({ status: 'short', received, charge: aCharge({ asked }) })
    expect(missingOf(payment)).toBe(missing)
    expect(excessOf(payment)).toBe(excess)
  })

  test.each([
    [0, 19_874_210n],
    [1, 19_872_223n],
    [100, 19_675_468n],
    [500, 18_880_500n],
  ])('with a tolerance of %d basis points, %s is the least accepted', (toleranceBasisPoints, least) => {
    expect(leastAccepted(aChargedPayment({ status: 'awaiting', toleranceBasisPoints }))).toBe(least)
  })
})
