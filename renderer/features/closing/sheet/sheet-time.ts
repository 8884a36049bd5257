import { useMemo } from 'react'
import { useLocale } from '../../../lib/use-format.ts'

/** "21 Nov 2026, 14:02 GMT+1" by the report's own time zone, which is written into it: settings change. */
export function useSheetTime(timeZone: string | undefined): (instant: string) => string {
  const locale = useLocale()
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
      timeZoneName: 'short',
    })
    return (instant) => format.format(new Date(instant))
  }, [locale, timeZone])
}

/** "21 November 2026", or both ends of more than one day; `medium` where there is little room. */
export function formatDays(
  { from, to }: { readonly from: string; readonly to: string },
  locale: string,
  dateStyle: 'long' | 'medium' = 'long',
): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' })
  const [first, last] = [from, to].map((day) => new Date(`${day}T00:00:00Z`))
  if (!first || !last) return ''
  return from === to ? format.format(first) : format.formatRange(first, last)
}
