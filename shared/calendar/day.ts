import { z } from 'zod'

// Days as text ("2026-11-21"), which order as they are written. A day has no hours here and belongs to no time zone, so
// that counting days never meets a change of the clocks; `zone.ts` says when a day begins and ends in the shop.

/** A day of the calendar. Business days are stored in this form. */
export const Day = z.iso.date()
export type Day = z.infer<typeof Day>

/** From the first to the last, both included. */
export type DayRange = { readonly from: Day; readonly to: Day }

const DAY_MS = 86_400_000

/** That many days later, or earlier where negative. */
export function addDays(day: Day, days: number): Day {
  return dayOfUtc(utcOf(day) + days * DAY_MS)
}

/** How many days later `to` is than `from`; negative where it is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (utcOf(to) - utcOf(from)) / DAY_MS
}

/** Every day of it, in order; none where it ends before it begins. */
export function daysOf({ from, to }: DayRange): Day[] {
  const count = Math.max(0, daysBetween(from, to) + 1)
  return Array.from({ length: count }, (_, index) => addDays(from, index))
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(utcOf(day)).getUTCDay() || 7
}

export function firstOfMonth(day: Day): Day {
  return `${day.slice(0, 7)}-01`
}

/** The first of the month that many months later. */
export function addMonths(day: Day, months: number): Day {
  const first = new Date(utcOf(firstOfMonth(day)))
  first.setUTCMonth(first.getUTCMonth() + months)
  return dayOfUtc(first.getTime())
}

/** UTC's midnight stands for the day: there no day is longer than another. */
function utcOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`)
}

function dayOfUtc(ms: number): Day {
  return new Date(ms).toISOString().slice(0, 10)
}
