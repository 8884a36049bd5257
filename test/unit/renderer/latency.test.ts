import { describe, expect, test } from 'vitest'
import { formatDuration } from '../../../renderer/features/latency/duration.ts'
import { byDay, longest } from '../../../renderer/features/latency/latency-days.ts'
import type { LatencyRow } from '../../../shared/contract/latency.ts'

const NONE = { create: null, seen: null, confirmed: null, finished: null, whole: null }

function aRow(day: string, gateway: string, createMs: number | null): LatencyRow {
  const create = createMs === null ? null : { count: 1, medianMs: createMs, p95Ms: createMs * 3 }
  return { day, gateway, payments: 1, failed: [], intervals: { ...NONE, create } }
}

describe('a duration', () => {
  test.each([
    [0, '0 sec'],
    [849, '0.8 sec'],
    [9_949, '9.9 sec'],
    [42_400, '42 sec'],
    [119_999, '120 sec'],
    [120_000, '2 min'],
    [210_000, '3.5 min'],
    [7_199_999, '120 min'],
    [7_200_000, '2 hr'],
    [100 * 3_600_000, '100 hr'],
  ])('of %d ms is "%s"', (ms, text) => {
    expect(formatDuration(ms, 'en').replaceAll('\u00a0', ' ')).toBe(text)
  })
})

test('rows of a day stand together, in the order they came', () => {
  const rows = [aRow('2026-11-21', 'a', 1), aRow('2026-11-21', 'b', 2), aRow('2026-11-20', 'a', 3)]
  expect(byDay(rows).map(({ day, rows: ofDay }) => [day, ofDay.length])).toEqual([
    ['2026-11-21', 2],
    ['2026-11-20', 1],
  ])
})

test('the longest of a column is its longest median, whatever the rest took', () => {
  const rows = [aRow('2026-11-21', 'a', 400), aRow('2026-11-20', 'a', 900), aRow('2026-11-19', 'a', null)]
  expect(longest(rows)).toEqual({ create: 900, seen: 0, confirmed: 0, finished: 0, whole: 0 })
})
