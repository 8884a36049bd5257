import type { Dashboard } from '../../../shared/contract/dashboard.ts'

export type OfDaysProps = { readonly figures: Dashboard; readonly today: string }

/** Days that have been: of a week or a month that is not over, nothing is drawn for the rest. */
export function shownDays({ days }: Dashboard, today: string): Dashboard['days'] {
  return days.filter(({ day }) => day <= today)
}

/** "21", in the window's own digits; "Nov 21" where the days are of more than one month. */
export function dayLabels(days: Dashboard['days'], locale: string): string[] {
  const [first, last] = [days[0], days.at(-1)]
  const isOneMonth = first?.day.slice(0, 7) === last?.day.slice(0, 7)
  if (isOneMonth) {
    const format = new Intl.NumberFormat(locale)
    return days.map(({ day }) => format.format(Number(day.slice(8))))
  }
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  return days.map(({ day }) => format.format(new Date(`${day}T00:00:00Z`)))
}
