/** The hour (0–23) that a clock in that place shows at an instant (ISO in UTC). */
export type HourOf = (instant: string, timeZone: string) => number

/** No place in use is off the full hour by anything but quarters of one. */
const QUARTER_MS = 15 * 60_000

type Place = { readonly format: Intl.DateTimeFormat; readonly hours: Map<number, number> }

/**
 * By the time zone's own rules; in the second zone where this computer does not know the first. Each quarter of an hour is looked
 * up once: that takes longer than everything else about a payment.
 */
export function createHourOf(fallbackZone: string): HourOf {
  const places = new Map<string, Place>()

  function placeOf(timeZone: string): Place {
    const known = places.get(timeZone)
    if (known) return known
    const format = hourFormat(timeZone) ?? hourFormat(fallbackZone) ?? hourFormat('UTC')
    if (!format) throw new Error('no time zone is known')
    const place = { format, hours: new Map() }
    places.set(timeZone, place)
    return place
  }

  return (instant, timeZone) => {
    const { format, hours } = placeOf(timeZone)
    const at = Date.parse(instant)
    const quarter = Math.floor(at / QUARTER_MS)
    const known = hours.get(quarter)
    if (known !== undefined) return known
    const hour = Number(format.format(at))
    hours.set(quarter, hour)
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
