import type { DayRange } from '../../../shared/calendar/day.ts'
import type { Period } from '../../../shared/calendar/period.ts'

/** "Saturday, November 21, 2026", "Nov 16 – 22, 2026", "November 2026". Days have no time zone of their own. */
export function periodText({ kind }: Period, { from, to }: DayRange, locale: string): string {
  if (kind === 'day') return format({ dateStyle: 'full' }).format(dateOf(from))
  if (kind === 'month') return format({ month: 'long', year: 'numeric' }).format(dateOf(from))
  return format({ dateStyle: 'medium' }).formatRange(dateOf(from), dateOf(to))

  function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  }
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}
