import { addDays, type Day, daysBetween, daysOf } from '../../../shared/calendar/day.ts'
import type { DayFileOf } from '../../../shared/contract/day-files.ts'

/** Up to where files of days were asked for: the last Z, and the last business day. */
export type DealtWith = {
  readonly z: number
  readonly day: Day
  /** Where the last business day had been before the clock went back; gone once a day has ended by the clock since. */
  readonly before?: Day | undefined
}

export type DaysNow = {
  /** 0 before the first. */
  readonly lastZ: number
  /** The last business day that a Z has closed; null before the first. */
  readonly lastZDay: Day | null
  readonly today: Day
  /** Whether payments that began on this day came to their end after the last Z: until the next one they are in no file of a Z. */
  readonly isBeyondZ: (day: Day) => boolean
}

/** Before the first file: what has been closed already is not written, today will be. */
export function nothingYet({ lastZ, today }: Pick<DaysNow, 'lastZ' | 'today'>): DealtWith {
  return { z: lastZ, day: yesterdayOf({ today }) }
}

/**
 * So many days fall due at once at most: a till that was off over a holiday has the files of its empty days as well. Of a longer
 * time, a till put away or a clock set by years, only days that something was sold on have one.
 */
export const MOST_DAYS_AT_ONCE = 92

/**
 * What has come to its end since: every Z, and every business day that ended without one, also where nothing happened on it. A
 * Z taken on a day, or later, has that day in it, but not what was sold after it: then the day has a file as well.
 */
export function dueFiles(dealt: DealtWith, now: DaysNow): DayFileOf[] {
  const { lastZ, isBeyondZ } = now
  const zs = Array.from({ length: Math.max(0, lastZ - dealt.z) }, (_, place) => dealt.z + place + 1)
  const days = daysOf({ from: addDays(reached(dealt, now), 1), to: yesterdayOf(now) })
  const isLong = days.length > MOST_DAYS_AT_ONCE
  const isDue = (day: Day) => (!isLong && !hasZ(day, now)) || isBeyondZ(day)
  return [
    ...days.filter(isDue).map((day) => ({ kind: 'day', day }) as const),
    ...zs.map((number) => ({ kind: 'z', number }) as const),
  ]
}

/**
 * No Z before these is due again. A clock that was ahead was asked for days that were not over: it goes back with the clock, and
 * they are due, and written anew, when they are.
 */
export function dealtWith(dealt: DealtWith, now: Pick<DaysNow, 'lastZ' | 'today'>): DealtWith {
  const z = Math.max(dealt.z, now.lastZ)
  const yesterday = yesterdayOf(now)
  const day = reached(dealt, now)
  if (day > yesterday) return { z, day: yesterday, before: dealt.before ?? day }
  return dealt.day === yesterday ? { ...dealt, z } : { z, day: yesterday }
}

/** A clock that goes back and then far forward again was behind meanwhile: what was dealt with before is not due again. */
function reached({ day, before }: DealtWith, now: Pick<DaysNow, 'today'>): Day {
  const yesterday = yesterdayOf(now)
  const wasBehind = daysBetween(day, yesterday) > MOST_DAYS_AT_ONCE
  return wasBehind && before !== undefined && before <= yesterday ? before : day
}

/** A Z of a day to come was taken under a clock that was ahead, and says nothing of the days until then. */
function hasZ(day: Day, { lastZDay, today }: DaysNow): boolean {
  return lastZDay !== null && lastZDay <= today && day <= lastZDay
}

function yesterdayOf({ today }: Pick<DaysNow, 'today'>): Day {
  return addDays(today, -1)
}
