import { describe, expect, test } from 'vitest'
import {
  isLooking,
  opened,
  renewed,
  withNews,
  withOlder,
} from '../../../renderer/features/callbacks/callback-log.ts'
import { callbackQuery } from '../../../renderer/features/callbacks/callback-query.ts'
import type { CallbackRow } from '../../../shared/contract/relay.ts'

function row(id: number, outcome: CallbackRow['outcome'] = { kind: 'unchanged' }): CallbackRow {
  return {
    id,
    receivedAt: '2026-11-21T14:02:00.000Z',
    source: '198.51.100.7',
    gateway: 'nowpayments',
    verdict: { kind: 'verified', vendorStatus: 'finished' },
    chargeId: '5077125051',
    payment: null,
    outcome,
  }
}

const page = (ids: readonly number[], hasMore = false) => ({ rows: ids.map((id) => row(id)), hasMore })
const ids = (rows: readonly CallbackRow[]) => rows.map(({ id }) => id)

describe('what is shown', () => {
  test('stays where it is while newer ones wait, and keeps the rows that say the same', () => {
    const shown = opened(page([5, 4, 3], true))
    const now = renewed(shown, page([7, 6, 5, 4, 3], true))
    expect(ids(now.rows)).toEqual([5, 4, 3])
    expect(ids(now.news)).toEqual([7, 6])
    expect(now.rows.every((one, index) => one === shown.rows[index])).toBe(true)
    expect(ids(withNews(now).rows)).toEqual([7, 6, 5, 4, 3])
    expect(withNews(now)).toMatchObject({ hasMore: true, news: [] })
  })

  test('changes in place', () => {
    const shown = opened({ rows: [row(5), row(4, { kind: 'looking' })], hasMore: false })
    expect(isLooking(shown)).toBe(true)
    const now = renewed(shown, page([5, 4]))
    expect(isLooking(now)).toBe(false)
    expect(now.rows[0]).toBe(shown.rows[0])
  })

  test('keeps older pages, which a first page says nothing about', () => {
    const shown = withOlder(opened(page([9, 8], true)), page([7, 6]))
    expect(shown).toMatchObject({ hasMore: false })
    expect(ids(renewed(shown, page([10, 9], true)).rows)).toEqual([9, 8, 7, 6])
    expect(renewed(shown, page([10, 9], true)).hasMore).toBe(false)
  })

  test('begins anew where news would leave a gap', () => {
    const now = renewed(opened(page([5, 4])), page([99, 98], true))
    expect(now.isNewsWhole).toBe(false)
    expect(ids(withNews(now).rows)).toEqual([99, 98])
    expect(withNews(now).hasMore).toBe(true)
  })

  test('has no gap where everything there is came at once', () => {
    const now = renewed(opened(page([5])), page([6]))
    expect(ids(withNews(now).rows)).toEqual([6, 5])
  })

  test('shows the first ones at once: nobody reads an empty list', () => {
    expect(ids(renewed(opened(page([])), page([1])).rows)).toEqual([1])
  })

  test('takes no row twice', () => {
    expect(ids(withOlder(opened(page([3, 2], true)), page([2, 1])).rows)).toEqual([3, 2, 1])
  })
})

test.each([
  ['  0118 ', '118'],
  ['٠١١٨', '118'],
  ['118', '118'],
  ['0000', '0000'],
  ['00118', '00118'],
  ['finished', 'finished'],
  ['198.51.100.7', '198.51.100.7'],
])('%j is looked for as %j', (typed, text) => {
  expect(callbackQuery(typed, 'all')).toEqual({ text, verdict: null })
  expect(callbackQuery(typed, 'refused')).toEqual({ text, verdict: 'refused' })
})
