import { addDays, type Day, type DayRange } from './day.ts'

// The one place where days meet the clock. Intl knows the time zones in both halves of the till, and says which day it is
// somewhere at some instant; when a day begins is found from that, so that no offset is ever added by hand.

/** A time that begins at `from` and is over at `before`, as ISO in UTC: times of events compare with it as text. */
export type Span = { readonly from: string; readonly before: string }

const SECOND_MS = 1000
const HOUR_MS = 3_600_000

/** No place is further ahead of UTC (Kiritimati, +14) or behind it (Baker Island, −12); an hour more each for safety. */
const MOST_AHEAD_MS = 15 * HOUR_MS
const MOST_BEHIND_MS = 13 * HOUR_MS

/** Making one takes far longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * The day it is in that place then. `at` in milliseconds.
 * @throws on a time zone that does not exist.
 */
export function dayAt(at: number, timeZone: string): Day {
  const parts = formatIn(timeZone).formatToParts(at)
  const part = (wanted: string) => parts.find(({ type }) => type === wanted)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
}

/**
 * The hour (0–23) that a clock in that place shows then. `at` in milliseconds.
 * @throws on a time zone that does not exist.
 */
export function hourAt(at: number, timeZone: string): number {
  const hour = new Intl.DateTimeFormat('en-u-nu-latn', { timeZone, hour: '2-digit', hourCycle: 'h23' })
  return Number(hour.format(at))
}

/**
 * When those days begin and end in that place: 23 or 25 hours for a day on which the clocks change, none for a day that was
 * left out (Samoa had no 30 December 2011). One day ends when the next begins, whatever the clocks do at midnight.
 */
export function spanOf({ from, to }: DayRange, timeZone: string): Span {
  return { from: startOf(from, timeZone), before: startOf(addDays(to, 1), timeZone) }
}

/** The first second that belongs to the day, or to a later one where there is no such day. */
function startOf(day: Day, timeZone: string): string {
  const utc = Date.parse(`${day}T00:00:00Z`)
  let before = utc - MOST_AHEAD_MS
  let within = utc + MOST_BEHIND_MS
  while (within - before > SECOND_MS) {
    const middle = before + Math.floor((within - before) / (2 * SECOND_MS)) * SECOND_MS
    if (dayAt(middle, timeZone) >= day) within = middle
    else before = middle
  }
  return new Date(within).toISOString()
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  formats.set(timeZone, format)
  return format
}
