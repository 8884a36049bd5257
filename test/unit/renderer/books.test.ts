import { describe, expect, it } from 'vitest'
import { daysOf, wrongDays } from '../../../renderer/features/books/chosen-days.ts'
import { newsOf } from '../../../renderer/features/books/comparing.ts'
import { placeOf, weightOf } from '../../../renderer/features/books/difference-place.ts'
import { beginTurn, booksOf, changeBooks, createBooksStore } from '../../../renderer/stores/books-store.ts'
import { ReconciledDays } from '../../../shared/contract/reconciliation.ts'
import {
  ACTION_OF,
  type Difference,
  DifferenceCause,
  DifferenceKind,
} from '../../../shared/reconciliation/difference.ts'
import { MOST_DAYS } from '../../../shared/reconciliation/limits.ts'
import { aPayment } from '../../support/views.ts'

describe('which days', () => {
  it.each([
    ['today', '2026-11-21', '2026-11-21'],
    ['yesterday', '2026-11-20', '2026-11-20'],
    ['week', '2026-11-15', '2026-11-21'],
    ['month', '2026-11-01', '2026-11-21'],
  ] as const)('%s', (kind, from, to) => {
    expect(daysOf({ kind }, '2026-11-21')).toEqual({ from, to })
  })

  it('go back over the end of a month and of a year', () => {
    expect(daysOf({ kind: 'yesterday' }, '2027-01-01')).toEqual({ from: '2026-12-31', to: '2026-12-31' })
    expect(daysOf({ kind: 'week' }, '2028-03-02')).toEqual({ from: '2028-02-25', to: '2028-03-02' })
  })

  it('are refused by the window as main refuses them', () => {
    const today = '2026-12-31'
    const cases = [
      ['2026-12-30', '2026-12-29', 'wrongOrder'],
      ['2025-12-31', '2026-12-31', null],
      ['2025-12-30', '2026-12-31', 'tooMany'],
    ] as const
    expect(MOST_DAYS).toBe(366)
    for (const [from, to, wrong] of cases) {
      expect([from, wrongDays({ from, to }, today)]).toEqual([from, wrong])
      expect(ReconciledDays.safeParse({ from, to }).success).toBe(wrong === null)
    }
    expect(wrongDays({ from: '2026-12-31', to: '2027-01-01' }, today)).toBe('future')
  })
})

function aLine(change: Partial<Difference> = {}): Difference {
  return {
    ...{ kind: 'finishMissed', cause: 'lookMissed', action: 'lookNow' },
    payment: { id: aPayment().id, number: 118, status: 'expired' },
    ...{ chargeId: '5077125051', orderId: null, callbackId: null, at: null, word: null, count: 1 },
    ...{ ours: '0.000000', theirs: '19.874210' },
    ...change,
  }
}

describe('what a look found', () => {
  const expired = aPayment({ status: 'expired' })

  it('the status first, then the amount, then nothing', () => {
    const paid = aPayment({ status: 'paid', received: '19.874210' })
    expect(newsOf(aLine(), paid)).toEqual({ kind: 'moved', status: 'paid' })
    const part = { ...expired, received: '5.000000' }
    expect(newsOf(aLine(), part)).toEqual({ kind: 'received', amount: '5.000000' })
    expect(newsOf(aLine(), expired)).toEqual({ kind: 'same' })
    expect(newsOf(aLine({ ours: null }), part)).toEqual({ kind: 'same' })
  })

  it('of a further deposit, whether the till knows it', () => {
    const line = aLine({ kind: 'depositUnknown', cause: 'furtherDeposit', chargeId: '78', ours: null })
    expect(newsOf(line, expired)).toEqual({ kind: 'same' })
    expect(newsOf(line, { ...expired, childChargeIds: ['78'] })).toEqual({ kind: 'deposit' })
  })
})

describe('what a line leads to', () => {
  const lines = DifferenceCause.options.map((cause) => aLine({ cause, action: ACTION_OF[cause] }))

  it('is somewhere for all but what needs nothing, or is done elsewhere', () => {
    const nowhere = lines.filter((line) => placeOf(line) === null).map(({ action }) => action)
    expect(new Set(nowhere)).toEqual(new Set(['nothing', 'checkJournal', 'checkThere']))
  })

  it('is no look and no history where there is no payment', () => {
    for (const line of lines) {
      expect(['look', 'history']).not.toContain(placeOf({ ...line, payment: null }))
    }
  })

  it('every kind has a weight, and what may have cost money or goods is never a note', () => {
    const notes = DifferenceKind.options.filter((kind) => weightOf(aLine({ kind })) === 'note')
    expect(notes).toEqual(['orphan', 'otherTill', 'madeElsewhere'])
  })
})

describe('the store', () => {
  it('takes an answer for what was set going last, and of the mode it was asked in', () => {
    const store = createBooksStore()
    const first = beginTurn(store, 'live')
    first({ comparison: { kind: 'running', progress: null } })
    const second = beginTurn(store, 'live')
    first({ comparison: { kind: 'failed', error: { code: 'noNetwork' }, hasBegun: false } })
    expect(store.getState().comparison.kind).toBe('running')
    second({ comparison: { kind: 'none' } })
    expect(store.getState().comparison.kind).toBe('none')
    changeBooks(store, 'live', { choice: { kind: 'month' } })
    expect(booksOf(store.getState(), 'live').choice).toEqual({ kind: 'month' })
    expect(booksOf(store.getState(), 'sandbox').choice).toEqual({ kind: 'today' })
  })
})
