import type { Dashboard } from '../../../shared/contract/dashboard.ts'

export type OfDaysProps = { readonly figures: Dashboard; readonly today: string }

/** Days that have been: of a week or a month that is not over, nothing is drawn for the rest. */
export function shownDays({ days }: Dashboard, today: string): Dashboard['days'] {
  return days.filter(({ day }) => day <= today)
}

/** "21", in the window's own digits: the year and the month stand above. */
export function dayOfMonth(day: string, locale: string): string {
  return new Intl.NumberFormat(locale).format(Number(day.slice(8)))
}
