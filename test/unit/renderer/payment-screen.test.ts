import { describe, expect, test } from 'vitest'
import { screenOf } from '../../../renderer/features/payment/payment-screen.ts'
import { nextOf } from '../../../renderer/features/payment/problem-text.ts'
import { chipOf } from '../../../renderer/lib/payment-chip.ts'
import type { ChargedPayment, Settlement } from '../../../shared/payment/payment.ts'
import { CHARGED_STATUSES, Remark } from '../../../shared/payment/payment.ts'
import { asksCashier } from '../../../shared/payment/questions.ts'
import { ON_CHAIN } from '../../support/builders.ts'
import { anAbandonedPayment, aPayment, aView, NOW } from '../../support/views.ts'

const ASKED = '19.874210'
const SHORT: Partial<ChargedPayment> = {
  status: 'short',
  received: '19.000000',
  lastObserved: 'partiallyPaid',
  remarks: ['underpaid'],
}
const LATE: Partial<ChargedPayment> = {
  status: 'expired',
  received: ASKED,
  lastObserved: 'finished',
  remarks: ['late'],
}
const FURTHER: Partial<ChargedPayment> = {
  childChargeIds: ['6'],
  children: [
    { chargeId: '6', status: 'finished', coin: 'usdttrc20', received: '5.000000', transactionId: null },
  ],
  remarks: ['repeated'],
}

function settled(how: Settlement['how']): Settlement {
  return { how, at: NOW, by: 'owner', reason: 'a regular' }
}

describe('what the right side shows', () => {
  test.each([
    ['awaiting', { kind: 'due', notice: null }],
    ['seen', { kind: 'confirming', notice: null }],
    ['confirmed', { kind: 'confirming', notice: null }],
    ['sending', { kind: 'confirming', notice: null }],
    ['paid', { kind: 'paid', notice: null }],
    ['short', { kind: 'problem', problem: 'short', also: null }],
    ['expired', { kind: 'problem', problem: 'expired', also: null }],
    ['cancelled', { kind: 'problem', problem: 'cancelled', also: null }],
    ['failed', { kind: 'problem', problem: 'failed', also: null }],
    ['refunded', { kind: 'problem', problem: 'refunded', also: null }],
  ] as const)('%s', (status, expected) => {
    expect(screenOf(aPayment({ status }))).toEqual(expected)
  })

  test.each(['awaiting', 'expired'] as const)(
    'only the chain has shown money: a face of its own, whether its time runs or is over (%s)',
    (status) => {
      const payment = aPayment({ status, onChain: ON_CHAIN })
      expect(screenOf(payment)).toEqual({ kind: 'onChain' })
      expect(chipOf(payment)).toMatchObject({ word: 'onChain', tone: 'seen' })
    },
  )

  test('that the gateway denied it, and that the owner has dealt with it, changes nothing of what it says', () => {
    const denied = { status: 'expired', lastObserved: 'expired', onChain: ON_CHAIN } as const
    for (const closed of [[], ['untold']]) {
      const payment = aPayment({ ...denied, closed })
      expect(screenOf(payment)).toEqual({ kind: 'onChain' })
      expect(chipOf(payment)).toMatchObject({ word: 'onChain', tone: 'seen' })
    }
  })

  test('once the gateway tells of it, the chain is history', () => {
    expect(screenOf(aPayment({ status: 'seen', onChain: ON_CHAIN })).kind).toBe('confirming')
    expect(screenOf(aPayment({ ...LATE, onChain: ON_CHAIN }))).toMatchObject({ problem: 'late' })
    expect(chipOf(aPayment({ status: 'paid', onChain: ON_CHAIN }))).toMatchObject({ word: 'paid' })
  })

  test('an attempt without a charge is opening, then told as not charged or cancelled', () => {
    const abandoned = anAbandonedPayment('gatewayTimeout')
    expect(screenOf(abandoned)).toMatchObject({ kind: 'problem', problem: 'abandoned' })
    expect(screenOf({ ...abandoned, cancelled: true } as typeof abandoned)).toMatchObject({
      kind: 'problem',
      problem: 'withdrawn',
    })
  })

  test('money that came is told before the expiry, even once the owner has dealt with it', () => {
    expect(screenOf(aPayment(LATE))).toMatchObject({ problem: 'late' })
    expect(screenOf(aPayment({ ...LATE, closed: [`late ${ASKED}`] }))).toMatchObject({ problem: 'late' })
    // Part of it had come in time: nobody is told that nothing came.
    expect(screenOf(aPayment({ status: 'expired', received: '5.000000' }))).toMatchObject({ problem: 'late' })
  })

  test('what else stands open is told under the problem', () => {
    expect(screenOf(aPayment({ ...SHORT, ...FURTHER }))).toEqual({
      kind: 'problem',
      problem: 'short',
      also: 'repeated',
    })
  })

  test.each(['accepted', 'delivered', 'byHand', 'toppedUp'] as const)(
    'settled by a person: %s, and never as paid',
    (how) => {
      const payment = aPayment({ ...SHORT, settlement: settled(how), closed: ['short'] })
      expect(screenOf(payment)).toEqual({ kind: 'settled', as: how, notice: null })
      expect(chipOf(payment)).toMatchObject({ word: how, tone: 'seen' })
    },
  )

  test('released early while the money is on its way; then paid', () => {
    const payment = aPayment({ status: 'confirmed', releasedAt: NOW })
    expect(screenOf(payment)).toEqual({ kind: 'settled', as: 'released', notice: null })
    expect(chipOf(payment).word).toBe('early')
    expect(screenOf(aPayment({ status: 'paid', releasedAt: NOW })).kind).toBe('paid')
  })

  test('what came again is told beside the result, until it is over', () => {
    const payment = aPayment({ status: 'paid', received: ASKED, ...FURTHER })
    expect(screenOf(payment)).toEqual({ kind: 'paid', notice: 'repeated' })
    expect(screenOf({ ...payment, closed: ['repeated 6'] } as ChargedPayment)).toEqual({
      kind: 'paid',
      notice: null,
    })
  })

  test('a payment that was taken back is never shown as paid, nor as settled before that', () => {
    for (const status of CHARGED_STATUSES) {
      for (const settlement of [null, settled('byHand')]) {
        const payment = aPayment({ status, settlement, remarks: ['reversed', 'overpaid'] })
        expect(screenOf(payment)).toMatchObject({ kind: 'problem', problem: 'reversed' })
      }
    }
  })

  test('every status with every remark has a screen', () => {
    for (const status of CHARGED_STATUSES) {
      for (const remark of Remark.options) {
        expect(screenOf(aPayment({ status, remarks: [remark] })).kind).toMatch(
          /due|confirming|paid|settled|problem/,
        )
      }
    }
  })
})

describe('what the card tells to do', () => {
  const short = aPayment(SHORT)
  const late = aPayment(LATE)

  test('a short payment: ask for the rest, or take it another way where the gateway takes none so small', () => {
    expect(nextOf(aView(short), 'short')).toBe('cashier:problem.short.next')
    const { rest } = aView(short)
    const small = aView(short, { rest: rest && { ...rest, minimumUsdt: '1.500000' } })
    expect(nextOf(small, 'short')).toBe('cashier:problem.short.nextSmall')
  })

  test('a short payment whose rest is being asked for: wait', () => {
    const topUp = aPayment({ id: 'b', number: 119, topUpOf: short.id, status: 'seen' })
    const view = aView(short, { choices: [], rest: null })
    const sale = { ...view.sale, others: [topUp] }
    expect(nextOf({ ...view, sale }, 'short')).toBe('cashier:problem.short.nextAsked')
  })

  test('late money: by what can be chosen about it', () => {
    expect(nextOf(aView(late), 'late')).toBe('cashier:problem.late.nextFull')
    const part = aPayment({ ...LATE, received: '5.000000' })
    expect(nextOf(aView(part), 'late')).toBe('cashier:problem.late.nextPart')
    const onItsWay = aPayment({ ...LATE, lastObserved: 'confirming' })
    expect(nextOf(aView(onItsWay), 'late')).toBe('cashier:problem.late.next')
  })

  test('what was decided already', () => {
    const owed = aPayment({ ...LATE, owed: [`late ${ASKED}`] })
    expect(nextOf(aView(owed), 'late')).toBe('cashier:standing.owed')
    const handed = aPayment({ ...SHORT, handed: ['short'] })
    expect(nextOf(aView(handed), 'short')).toBe('cashier:standing.handed')
    const closed = aPayment({ ...SHORT, closed: ['short'] })
    expect(nextOf(aView(closed), 'short')).toBe('cashier:standing.closed')
    const sold = aPayment({ status: 'paid', received: ASKED, ...FURTHER, handed: ['repeated 6'] })
    expect(nextOf(aView(sold), 'repeated')).toBe('cashier:standing.handedSold')
  })
})

describe('the chip in lists', () => {
  test('only what is paid without question is green and plain', () => {
    expect(chipOf(aPayment({ status: 'paid', received: ASKED }))).toEqual({
      word: 'paid',
      tone: 'paid',
      values: {},
    })
    for (const status of CHARGED_STATUSES) {
      for (const remark of Remark.options) {
        const payment = aPayment({ status, remarks: [remark] })
        if (chipOf(payment).tone === 'paid') expect(payment.status).toBe('paid')
        if (asksCashier(payment) && remark === 'reversed') expect(chipOf(payment).tone).toBe('danger')
      }
    }
  })

  test('says how much is missing, too much or owed', () => {
    expect(chipOf(aPayment(SHORT)).values).toEqual({ missing: '0.874210' })
    expect(chipOf(aPayment({ status: 'paid', received: '20.874210' })).values).toEqual({ excess: '1.000000' })
    const owed = aPayment({ status: 'paid', received: ASKED, ...FURTHER, owed: ['repeated 6'] })
    expect(chipOf(owed)).toEqual({ word: 'owed', tone: 'warning', values: { owed: '5.000000' } })
  })

  test('says who has it now: the owner, or nobody any more', () => {
    expect(chipOf(aPayment({ ...SHORT, handed: ['short'] })).word).toBe('handed')
    expect(chipOf(aPayment({ ...SHORT, closed: ['short'] }))).toMatchObject({
      word: 'closed',
      tone: 'neutral',
    })
  })
})
