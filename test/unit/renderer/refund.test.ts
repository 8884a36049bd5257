import { describe, expect, test } from 'vitest'
import { cardOf, NEW_REFUND, sideOf, wordsOf } from '../../../renderer/features/refund/refund-standing.ts'
import { amountIn, presetOf, shortest } from '../../../renderer/features/refund/use-begin-refund.ts'
import { aRefundView } from '../../e2e/ui/refund-till.ts'

const NOW = Date.parse('2026-11-21T14:02:00.000Z')
const CODE = { triesLeft: 3, until: '2026-11-21T14:30:00.000Z' }

describe('the card of a refund', () => {
  test.each([
    ['asked', aRefundView({}, { code: CODE }), 'asked'],
    ['asked, without a try left', aRefundView({}, { code: { ...CODE, triesLeft: 0 } }), 'codeOver'],
    [
      'asked, after the hour',
      aRefundView({}, { code: { ...CODE, until: '2026-11-21T14:02:00.000Z' } }),
      'codeOver',
    ],
    ['asked, and strange', aRefundView({ remarks: ['mismatch'] }), 'stopped'],
    ['in doubt', aRefundView({ status: 'unsure' }), 'unsure'],
    [
      'in doubt, and looked for',
      aRefundView({ status: 'unsure', searchedAt: '2026-11-21T14:02:00.000Z' }),
      'searched',
    ],
    ['being asked for', aRefundView({ status: 'intended' }), 'intended'],
    ['to be sent by hand', aRefundView({ status: 'intended', way: 'byHand' }), 'byHand'],
    ['sent by hand', aRefundView({ status: 'finished', way: 'byHand' }), 'finished'],
    ['failed', aRefundView({ status: 'failed' }), 'failed'],
  ])('that is %s', (_what, view, card) => {
    expect(cardOf(view, NOW)).toBe(card)
  })
})

describe('what a person may say', () => {
  const DAY = 24 * 3_600_000
  const doubt = { status: 'unsure', payout: null } as const
  const searchedAt = '2026-11-21T14:02:00.000Z'
  const failed = (code: 'signInAgain' | 'gatewayTimeout' | 'notSetUp') => ({ checkError: { code } })

  test.each([
    ['a lost reply, not looked for yet', aRefundView(doubt), 0, ''],
    ['a lost reply, where only a sign-in is missing', aRefundView(doubt, failed('signInAgain')), 0, ''],
    ['a lost reply, and no search succeeds', aRefundView(doubt, failed('gatewayTimeout')), 0, 'sent'],
    ['a lost reply, and no account', aRefundView(doubt, failed('notSetUp')), 0, 'sent, not sent'],
    ['a lost reply, looked for', aRefundView({ ...doubt, searchedAt }), 0, 'sent, not sent'],
    [
      'a lost reply, with something strange',
      aRefundView({ ...doubt, remarks: ['mismatch'] }),
      0,
      'sent, not sent',
    ],
    ['waiting for its code', aRefundView({}, { code: CODE }), 0, ''],
    ['waiting for its code, after the hour', aRefundView({}), 3_600_000, 'sent, not sent'],
    ['on its way', aRefundView({ status: 'sending' }), DAY - 1, ''],
    ['on its way for a day', aRefundView({ status: 'sending' }), DAY, 'sent, not sent'],
  ])('of one %s', (_what, view, later, words) => {
    const { mayRecord, mayAbandon } = wordsOf(view, NOW + later)
    expect([mayRecord && 'sent', mayAbandon && 'not sent'].filter(Boolean).join(', ')).toBe(words)
  })
})

describe('the screen', () => {
  const done = aRefundView({ id: 'a', status: 'finished' })
  const open = aRefundView({ id: 'b', status: 'sending' })

  test('is about what is not over, else about a new one, else about the last', () => {
    expect(sideOf({ refunds: [open, done], refundable: '5.000000' }, null)).toEqual({
      kind: 'refund',
      view: open,
    })
    expect(sideOf({ refunds: [done], refundable: '5.000000' }, null)).toEqual({ kind: 'form' })
    expect(sideOf({ refunds: [done], refundable: '0.000000' }, null)).toEqual({ kind: 'refund', view: done })
    expect(sideOf({ refunds: [], refundable: '0.000000' }, null)).toEqual({ kind: 'nothing' })
  })

  test('is about what a person chose, as long as that is possible', () => {
    expect(sideOf({ refunds: [open, done], refundable: '5.000000' }, 'a')).toEqual({
      kind: 'refund',
      view: done,
    })
    expect(sideOf({ refunds: [open], refundable: '5.000000' }, NEW_REFUND)).toEqual({ kind: 'form' })
    expect(sideOf({ refunds: [open], refundable: '0.000000' }, NEW_REFUND)).toEqual({
      kind: 'refund',
      view: open,
    })
  })
})

describe('an amount as it is typed', () => {
  test.each([
    ['1', '1.000000'],
    ['12.5', '12.500000'],
    ['12,5', '12.500000'],
    ['٢٫٥', '2.500000'],
    [' 0.000001 ', '0.000001'],
    ['7.', '7.000000'],
  ])('%j is %s', (text, amount) => {
    expect(amountIn(text)).toBe(amount)
  })

  test.each(['', '0', '0.0000001', '-1', '1e3', '1.2.3', '1 000', 'lots', '.5'])('%j is none', (text) => {
    expect(amountIn(text)).toBeUndefined()
  })

  test('is preset to what is owed, as far as that can be given back, else to all of it', () => {
    expect(presetOf('20.000000', '1.000000')).toBe('1.000000')
    expect(presetOf('0.500000', '1.000000')).toBe('0.500000')
    expect(presetOf('20.000000', '0.000000')).toBe('20.000000')
    expect(['20.000000', '0.500000', '100.000001'].map(shortest)).toEqual(['20', '0.5', '100.000001'])
  })
})
