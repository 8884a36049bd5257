import type { ReconciledDays } from '../../../shared/contract/reconciliation.ts'
import { MOST_DAYS } from '../../../shared/reconciliation/limits.ts'
import type { DaysChoice } from '../../stores/books-store.ts'
import { shiftDay } from '../day/day-steps.ts'

export const PRESETS = ['today', 'yesterday', 'week', 'month'] as const

/** What was chosen, counted from the shop's own today (ISO date). */
export function daysOf(choice: DaysChoice, today: string): ReconciledDays {
  switch (choice.kind) {
    case 'today':
      return { from: today, to: today }
    case 'yesterday':
      return { from: shiftDay(today, -1), to: shiftDay(today, -1) }
    case 'week':
      return { from: shiftDay(today, -6), to: today }
    case 'month':
      return { from: `${today.slice(0, 7)}-01`, to: today }
    case 'custom':
      return { from: choice.from, to: choice.to }
  }
}

/** Why these days cannot be compared; null when they can. */
export function wrongDays(
  { from, to }: ReconciledDays,
  today: string,
): 'wrongOrder' | 'tooMany' | 'future' | null {
  if (from > to) return 'wrongOrder'
  if (to > today) return 'future'
  return shiftDay(from, MOST_DAYS) <= to ? 'tooMany' : null
}
