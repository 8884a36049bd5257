import type { LatencyRow } from '../../../shared/contract/latency.ts'
import { INTERVALS, type Interval } from '../../../shared/latency/interval.ts'

/** The rows of one day, one for each gateway. */
export type LatencyDay = { readonly day: string; readonly rows: readonly LatencyRow[] }

/** Rows come day by day; each day becomes one group, in the same order. */
export function byDay(rows: readonly LatencyRow[]): readonly LatencyDay[] {
  const days = new Map<string, LatencyRow[]>()
  for (const row of rows) days.set(row.day, [...(days.get(row.day) ?? []), row])
  return [...days].map(([day, ofDay]) => ({ day, rows: ofDay }))
}

/** The longest median of each interval: its bar is a whole one. */
export function longest(rows: readonly LatencyRow[]): Readonly<Record<Interval, number>> {
  const most = { create: 0, seen: 0, confirmed: 0, finished: 0, whole: 0 }
  for (const interval of INTERVALS) {
    for (const { intervals } of rows) {
      most[interval] = Math.max(most[interval], intervals[interval]?.medianMs ?? 0)
    }
  }
  return most
}
