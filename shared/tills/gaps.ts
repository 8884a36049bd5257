import { addDays, type DayRange } from '../calendar/day.ts'
import { dayAt } from '../calendar/zone.ts'
import { saysRefundedTaxes } from '../shift/counting-version.ts'
import type { TillProblem } from './problem.ts'
import { byTill, dayOf, type TillZ } from './till-z.ts'

/** A till of which nothing came for longer than this is one that the shop no longer has. */
const GIVEN_UP_AFTER_DAYS = 366

/**
 * What is missing between, around and in the Zs of each till as far as it concerns the period, and where the chain of a till's
 * journal does not hold. `today` is the shop's business day: what cannot have come yet is not missing.
 */
export function gapsIn(zs: readonly TillZ[], period: DayRange, today: string): TillProblem[] {
  return byTill(zs).flatMap((ofTill) => {
    const [first] = ofTill
    const last = ofTill.at(-1) ?? first
    return [
      ...beforeFirst(first, period),
      ...ofTill.flatMap((next, index) => {
        const before = ofTill[index - 1]
        return before ? between(before, next, period) : []
      }),
      ...afterLast(last, period, today),
      ...untoldTaxes(ofTill, period),
    ]
  })
}

function beforeFirst(first: TillZ, period: DayRange): TillProblem[] {
  const { from, timeZone } = first.event.z
  if (first.place.number === 1 || from === null || dayOf(first) < period.from) return []
  const dayBefore = dayAt(Date.parse(from), timeZone)
  return dayBefore >= period.from ? [{ kind: 'missingBefore', ...about(first) }] : []
}

function between(before: TillZ, next: TillZ, period: DayRange): TillProblem[] {
  if (dayOf(next) < period.from || dayOf(before) > period.to) return []
  const { number } = before.place
  if (next.place.number > number + 1) {
    return [{ kind: 'gap', till: next.till, from: number + 1, to: next.place.number - 1 }]
  }
  const isChained = next.before?.hash === before.place.hash && next.before.seq === before.place.seq
  return isChained ? [] : [{ kind: 'brokenChain', ...about(next) }]
}

function afterLast(last: TillZ, period: DayRange, today: string): TillProblem[] {
  const end = period.to < today ? period.to : addDays(today, -1)
  const isKept = dayOf(last) >= addDays(period.from, -GIVEN_UP_AFTER_DAYS)
  return isKept && dayOf(last) < end ? [{ kind: 'nothingAfter', ...about(last) }] : []
}

/** Where there are taxes at all, and refunds among what was counted before the tax in them was worked out. */
function untoldTaxes(ofTill: readonly TillZ[], period: DayRange): TillProblem[] {
  if (!ofTill.flatMap(moneyIn).some(({ taxes }) => taxes.length > 0)) return []
  const untold = ofTill.filter((one) => {
    const isOfPeriod = dayOf(one) >= period.from && dayOf(one) <= period.to
    const isOlder = isOfPeriod && !saysRefundedTaxes(one.event.counting)
    return isOlder && moneyIn(one).some(({ refunded }) => refunded !== 0)
  })
  const last = untold.at(-1)
  return last ? [{ kind: 'refundTaxUntold', ...about(last) }] : []
}

function moneyIn({ event }: TillZ) {
  return event.totals.cells.flatMap(({ figures }) => figures.currencies)
}

function about(one: TillZ) {
  return { till: one.till, z: one.place.number, day: dayOf(one) }
}

/** Each pair of tills with one number. */
export function sameNumbers(zs: readonly TillZ[]): TillProblem[] {
  const tills = byTill(zs).map((ofTill) => (ofTill.at(-1) ?? ofTill[0]).till)
  return tills.flatMap((till, index) => {
    const other = tills[index + 1]
    return other && other.number === till.number ? [{ kind: 'sameNumber' as const, till, other }] : []
  })
}

/** Each Z once, where one journal is known under two tills; with what was left out. */
export function onceEach(zs: readonly TillZ[]): {
  readonly kept: readonly TillZ[]
  readonly problems: readonly TillProblem[]
} {
  const byHash = new Map<string, TillZ>()
  const problems: TillProblem[] = []
  for (const one of zs) {
    const first = byHash.get(one.place.hash)
    if (first) problems.push({ kind: 'twice', ...about(one), other: first.till })
    else byHash.set(one.place.hash, one)
  }
  return { kept: [...byHash.values()], problems }
}
