import { type DayRange, daysBetween } from '../../../shared/calendar/day.ts'

/** Why no such days can be asked for; null when they can. `most`: in days, where there is a limit. */
export function wrongDays(
  { from, to }: DayRange,
  today: string,
  most = Number.POSITIVE_INFINITY,
): 'wrongOrder' | 'future' | 'tooMany' | null {
  if (from > to) return 'wrongOrder'
  if (from > today) return 'future'
  return daysBetween(from, to) >= most ? 'tooMany' : null
}
