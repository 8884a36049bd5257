/** The hour (0–23) that a clock in that place shows at an instant (ISO in UTC). */
export type HourOf = (instant: string, timeZone: string) => number

/** No place in use is off the full hour by anything but quarters of one. */
const QUARTER_MINUTES = 15

/**
 * By the time zone's own rules; in the second zone where this computer does not know the first. Each quarter of an hour is looked
 * up once: that takes longer than everything else about a payment.
 */
export function createHourOf(fallbackZone: string): HourOf {
  const formats = new Map<string, Intl.DateTimeFormat>()
  const known = new Map<string, number>()

  function formatIn(timeZone: string): Intl.DateTimeFormat {
    const made = formats.get(timeZone)
    if (made) return made
    const format = hourFormat(timeZone) ?? hourFormat(fallbackZone) ?? hourFormat('UTC')
    if (!format) throw new Error('no time zone is known')
    formats.set(timeZone, format)
    return format
  }

  return (instant, timeZone) => {
    const quarter = Math.floor(Number(instant.slice(14, 16)) / QUARTER_MINUTES)
    const key = `${instant.slice(0, 13)} ${quarter} ${timeZone}`
    const before = known.get(key)
    if (before !== undefined) return before
    const hour = Number(formatIn(timeZone).format(Date.parse(instant)))
    known.set(key, hour)
    return hour
  }
}

function hourFormat(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-u-nu-latn', { hour: '2-digit', hourCycle: 'h23', timeZone })
  } catch {
    return null
  }
}
