import { addDays, type Day, daysOf } from '../../../shared/calendar/day.ts'
import type { DayFileOf } from '../../../shared/contract/day-files.ts'

/** Up to where files of days were asked for: the last Z, and the last business day. */
export type DealtWith = { readonly z: number; readonly day: Day }

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
  return { z: lastZ, day: addDays(today, -1) }
}

/**
 * What has come to its end since: every Z, and every business day that ended without one, also where nothing happened on it. A
 * Z taken on a day, or later, has that day in it, but not what was sold after it: then the day has a file as well.
 */
export function dueFiles(dealt: DealtWith, { lastZ, lastZDay, today, isBeyondZ }: DaysNow): DayFileOf[] {
  const zs = Array.from({ length: Math.max(0, lastZ - dealt.z) }, (_, place) => dealt.z + place + 1)
  const days = daysOf({ from: addDays(dealt.day, 1), to: addDays(today, -1) })
  return [
    ...days
      .filter((day) => lastZDay === null || day > lastZDay || isBeyondZ(day))
      .map((day) => ({ kind: 'day', day }) as const),
    ...zs.map((number) => ({ kind: 'z', number }) as const),
  ]
}

/** Nothing before these is due again; a clock that went back does not take anything back. */
export function dealtWith(dealt: DealtWith, { lastZ, today }: Pick<DaysNow, 'lastZ' | 'today'>): DealtWith {
  const yesterday = addDays(today, -1)
  return { z: Math.max(dealt.z, lastZ), day: dealt.day > yesterday ? dealt.day : yesterday }
}
