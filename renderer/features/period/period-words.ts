import type { DayRange } from '../../../shared/calendar/day.ts'

// Business days have no time zone of their own: they are read and written in UTC, and are the same everywhere.

/** "Saturday, November 21, 2026", "Nov 16 – 22, 2026", "November 2026". */
export function periodText({ kind }: { readonly kind: string }, range: DayRange, locale: string): string {
  return kind === 'month' ? monthText(range, locale) : daysText(range, locale)
}

/** "November 2026". */
function monthText({ from }: DayRange, locale: string): string {
  return new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    dateOf(from),
  )
}

/** "Nov 16 – 22, 2026", or one day in full. */
function daysText({ from, to }: DayRange, locale: string): string {
  const style = from === to ? 'full' : 'medium'
  const format = new Intl.DateTimeFormat(locale, { dateStyle: style, timeZone: 'UTC' })
  return from === to ? format.format(dateOf(from)) : format.formatRange(dateOf(from), dateOf(to))
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}
