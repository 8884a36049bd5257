import { z } from 'zod'
import { assertNever } from '../assert-never.ts'
import { addDays, addMonths, Day, type DayRange, daysBetween, firstOfMonth, weekdayOf } from './day.ts'

/** The first day of the week, as calendars of the world have it (CLDR). **Stored** in settings. */
export const WeekStart = z.enum(['monday', 'friday', 'saturday', 'sunday'])
export type WeekStart = z.infer<typeof WeekStart>

const FIRST_WEEKDAY: Readonly<Record<WeekStart, number>> = { monday: 1, friday: 5, saturday: 6, sunday: 7 }

/** What a report is about: the day, the week or the month that `day` is in, or any days in a row. */
export const Period = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('day'), day: Day }),
  z.strictObject({ kind: z.literal('week'), day: Day }),
  z.strictObject({ kind: z.literal('month'), day: Day }),
  z
    .strictObject({ kind: z.literal('custom'), from: Day, to: Day })
    .refine(({ from, to }) => from <= to, 'a period that ends before it begins'),
])
export type Period = Readonly<z.infer<typeof Period>>

/** The business days of it. */
export function rangeOf(period: Period, weekStart: WeekStart): DayRange {
  switch (period.kind) {
    case 'day':
      return { from: period.day, to: period.day }
    case 'week': {
      const from = addDays(period.day, -((weekdayOf(period.day) - FIRST_WEEKDAY[weekStart] + 7) % 7))
      return { from, to: addDays(from, 6) }
    }
    case 'month':
      return { from: firstOfMonth(period.day), to: addDays(addMonths(period.day, 1), -1) }
    case 'custom':
      return { from: period.from, to: period.to }
    default:
      return assertNever(period)
  }
}

/** The period of the same kind that many later, or earlier where negative; days in a row move by their own length. */
export function movedBy(period: Period, steps: number): Period {
  switch (period.kind) {
    case 'day':
      return { ...period, day: addDays(period.day, steps) }
    case 'week':
      return { ...period, day: addDays(period.day, 7 * steps) }
    case 'month':
      return { ...period, day: addMonths(period.day, steps) }
    case 'custom': {
      const days = steps * (daysBetween(period.from, period.to) + 1)
      return { ...period, from: addDays(period.from, days), to: addDays(period.to, days) }
    }
    default:
      return assertNever(period)
  }
}
