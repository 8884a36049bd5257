const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** "0.8 sec", "42 sec", "3.5 min", "2 hr": as exact as somebody who compares needs it. */
export function formatDuration(ms: number, locale: string): string {
  if (ms < 2 * MINUTE) return inUnits(ms / SECOND, 'second', locale)
  return ms < 2 * HOUR ? inUnits(ms / MINUTE, 'minute', locale) : inUnits(ms / HOUR, 'hour', locale)
}

function inUnits(value: number, unit: 'second' | 'minute' | 'hour', locale: string): string {
  const maximumFractionDigits = value < 10 ? 1 : 0
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits,
  })
  // A number stays with its unit.
  return format.format(value).replaceAll(' ', '\u00a0')
}
