const TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
const DAY = { day: 'numeric', month: 'short' } as const

const formats = new Map<string, Intl.DateTimeFormat>()

/** "14:02:07" on the day it is (`today`, "2026-11-21"); with the date on any other, and the year where it is another. */
export function formatMoment(instant: string, today: string, locale: string, timeZone?: string): string {
  const at = new Date(instant)
  const day = formatOf('day', 'en-CA', { dateStyle: 'short' }, timeZone).format(at)
  if (day === today) return formatOf('time', locale, TIME, timeZone).format(at)
  if (day.slice(0, 4) === today.slice(0, 4)) {
    return formatOf('dated', locale, { ...DAY, ...TIME }, timeZone).format(at)
  }
  return formatOf('whole', locale, { ...DAY, year: 'numeric', ...TIME }, timeZone).format(at)
}

/** A format is made once: hundreds of rows share it. */
function formatOf(
  name: string,
  locale: string,
  options: Intl.DateTimeFormatOptions,
  timeZone: string | undefined,
): Intl.DateTimeFormat {
  const key = `${name} ${locale} ${timeZone}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { ...options, ...(timeZone !== undefined && { timeZone }) })
  formats.set(key, made)
  return made
}
