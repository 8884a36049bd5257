import { describe, expect, test } from 'vitest'
import { screenOf } from '../../../renderer/features/payment/payment-screen.ts'
import { chipOf } from '../../../renderer/lib/payment-chip.ts'
import { CHARGED_STATUSES, Remark } from '../../../shared/payment/payment.ts'
import { needsAttention } from '../../../shared/payment/questions.ts'
import { anAbandonedPayment, aPayment } from '../../support/views.ts'

describe('what the right side shows', () => {
  test.each([
    ['awaiting', { kind: 'due', notice: null }],
    ['seen', { kind: 'confirming', notice: null }],
    ['confirmed', { kind: 'confirming', notice: null }],
    ['sending', { kind: 'confirming', notice: null }],
    ['paid', { kind: 'paid', notice: null }],
    ['short', { kind: 'problem', problem: 'short' }],
    ['expired', { kind: 'problem', problem: 'expired' }],
    ['cancelled', { kind: 'problem', problem: 'cancelled' }],
    ['failed', { kind: 'problem', problem: 'failed' }],
    ['refunded', { kind: 'problem', problem: 'refunded' }],
  ] as const)('%s', (status, expected) => {
    expect(screenOf(aPayment({ status }))).toEqual(expected)
  })

  test('an attempt without a charge is opening, then told as not charged or cancelled', () => {
    const abandoned = anAbandonedPayment('gatewayTimeout')
    expect(screenOf(abandoned)).toEqual({ kind: 'problem', problem: 'abandoned' })
    expect(screenOf({ ...abandoned, cancelled: true } as typeof abandoned)).toEqual({
      kind: 'problem',
      problem: 'withdrawn',
    })
  })

  test('money after the code was withdrawn is told before the expiry', () => {
    const late = aPayment({ status: 'expired', remarks: ['underpaid', 'late'], received: '19.000000' })
    expect(screenOf(late)).toEqual({ kind: 'problem', problem: 'late' })
  })

  test('a payment that was taken back is never shown as paid', () => {
    for (const status of CHARGED_STATUSES) {
      expect(screenOf(aPayment({ status, remarks: ['reversed', 'overpaid'] }))).toEqual({
        kind: 'problem',
        problem: 'reversed',
      })
    }
  })

  test('every status with every remark has a screen', () => {
    for (const status of CHARGED_STATUSES) {
      for (const remark of Remark.options) {
        expect(screenOf(aPayment({ status, remarks: [remark] })).kind).toMatch(/due|confirming|paid|problem/)
      }
    }
  })
})

describe('the chip in lists', () => {
  test('only what is paid without question is green and plain', () => {
    expect(chipOf(aPayment({ status: 'paid', received: '19.874210' }))).toEqual({
      word: 'paid',
      tone: 'paid',
      values: {},
    })
    for (const status of CHARGED_STATUSES) {
      for (const remark of Remark.options) {
        const payment = aPayment({ status, remarks: [remark] })
        if (chipOf(payment).word === 'paid') expect(payment.status).toBe('paid')
        if (needsAttention(payment) && remark === 'reversed') expect(chipOf(payment).tone).toBe('danger')
      }
    }
  })

  test('says how much is missing or too much', () => {
    expect(chipOf(aPayment({ status: 'short', received: '19.000000' })).values).toEqual({
      missing: '0.874210',
    })
    expect(chipOf(aPayment({ status: 'paid', received: '20.874210' })).values).toEqual({ excess: '1.000000' })
  })
})
