import type { Course } from './course.ts'
import { INTERVALS, type Interval, latencyOf } from './interval.ts'
import { type Spread, spreadOf } from './spread.ts'

/** One gateway on one business day. */
export type GatewayLatency = {
  readonly gateway: string
  /** Charges that were made. */
  readonly payments: number
  /** Attempts no charge came of, by error code, the most frequent first. */
  readonly failed: { reason: string; count: number }[]
  readonly intervals: Readonly<Record<Interval, Spread | null>>
}

/** Collects the payments of one day, one after the other; only their figures are kept. */
export type DayLatency = {
  add(course: Course): void
  /** By the gateway's name. */
  rows(): readonly GatewayLatency[]
}

type Tally = {
  payments: number
  readonly failed: Map<string, number>
  readonly values: Readonly<Record<Interval, number[]>>
}

export function createDayLatency(): DayLatency {
  const tallies = new Map<string, Tally>()

  function tallyOf(gateway: string): Tally {
    const known = tallies.get(gateway)
    if (known) return known
    const values = { create: [], seen: [], confirmed: [], finished: [], whole: [] }
    const fresh: Tally = { payments: 0, failed: new Map(), values }
    tallies.set(gateway, fresh)
    return fresh
  }

  return {
    add(course) {
      const tally = tallyOf(course.gateway)
      if (course.chargedAt !== null) tally.payments += 1
      const { failed } = course
      if (failed !== null) tally.failed.set(failed, (tally.failed.get(failed) ?? 0) + 1)
      const latency = latencyOf(course)
      for (const interval of INTERVALS) {
        const ms = latency[interval]
        if (ms !== null) tally.values[interval].push(ms)
      }
    },
    rows: () =>
      [...tallies]
        .map(([gateway, tally]) => rowOf(gateway, tally))
        .toSorted((a, b) => (a.gateway < b.gateway ? -1 : 1)),
  }
}

function rowOf(gateway: string, { payments, failed, values }: Tally): GatewayLatency {
  return {
    gateway,
    payments,
    failed: [...failed]
      .map(([reason, count]) => ({ reason, count }))
      .toSorted((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
    intervals: {
      create: spreadOf(values.create),
      seen: spreadOf(values.seen),
      confirmed: spreadOf(values.confirmed),
      finished: spreadOf(values.finished),
      whole: spreadOf(values.whole),
    },
  }
}
