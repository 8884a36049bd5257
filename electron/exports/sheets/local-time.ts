import { IANAZone, type Zone } from 'luxon'

/** An instant as the shop's clock showed it, with its offset; in the second zone where the computer does not know the first. */
export type LocalTime = (instant: string, timeZone: string) => string

const DAY_MS = 24 * 3_600_000

/**
 * Zones are made once, and an offset that is the same at both ends of a day is looked up once for that day: both take longer
 * than all the other cells of a row.
 */
export function createLocalTime(fallbackZone: string): LocalTime {
  const zones = new Map<string, Zone>()
  /** Null minutes: the clock is changed on that day. */
  let known: { day: number; zone: string; minutes: number | null } = { day: Number.NaN, zone: '', minutes: 0 }

  let suffix = { minutes: Number.NaN, text: '' }

  function zoneOf(timeZone: string): Zone {
    const made = zones.get(timeZone)
    if (made) return made
    const zone = IANAZone.create(IANAZone.isValidZone(timeZone) ? timeZone : fallbackZone)
    zones.set(timeZone, zone)
    return zone
  }

  function offsetAt(ms: number, timeZone: string): number {
    const day = Math.floor(ms / DAY_MS)
    const zone = zoneOf(timeZone)
    if (known.day !== day || known.zone !== timeZone) {
      const [first, last] = [zone.offset(day * DAY_MS), zone.offset((day + 1) * DAY_MS - 1)]
      known = { day, zone: timeZone, minutes: first === last ? first : null }
    }
    return known.minutes ?? zone.offset(ms)
  }

  function suffixOf(minutes: number): string {
    const offset = Math.abs(minutes)
    const hours = String(Math.floor(offset / 60)).padStart(2, '0')
    return `${minutes < 0 ? '-' : '+'}${hours}:${String(offset % 60).padStart(2, '0')}`
  }

  return (instant, timeZone) => {
    const ms = Date.parse(instant)
    const minutes = offsetAt(ms, timeZone)
    if (minutes !== suffix.minutes) suffix = { minutes, text: suffixOf(minutes) }
    return new Date(ms + minutes * 60_000).toISOString().slice(0, -1) + suffix.text
  }
}
