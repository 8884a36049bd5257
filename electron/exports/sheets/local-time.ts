import { DateTime, IANAZone } from 'luxon'

/** An instant as the shop's clock showed it, with its offset; in the second zone where the computer does not know the first. */
export type LocalTime = (instant: string, timeZone: string) => string

/** Every zone changes its offset on a quarter of an hour (tz database, from 1972 on). */
const QUARTER_HOUR_MS = 15 * 60_000

/**
 * Payments come in the order of time: the offset is looked up once for each quarter of an hour in which there are any,
 * since a look-up takes longer than all the other cells of a row.
 */
export function createLocalTime(fallbackZone: string): LocalTime {
  let known = { quarter: Number.NaN, zone: '', minutes: 0 }

  function offsetAt(ms: number, timeZone: string): number {
    const quarter = Math.floor(ms / QUARTER_HOUR_MS)
    if (known.quarter === quarter && known.zone === timeZone) return known.minutes
    const zone = IANAZone.isValidZone(timeZone) ? timeZone : fallbackZone
    known = { quarter, zone: timeZone, minutes: DateTime.fromMillis(ms, { zone }).offset }
    return known.minutes
  }

  return (instant, timeZone) => {
    const ms = Date.parse(instant)
    const minutes = offsetAt(ms, timeZone)
    const wall = new Date(ms + minutes * 60_000).toISOString().slice(0, -1)
    const offset = Math.abs(minutes)
    const hours = String(Math.floor(offset / 60)).padStart(2, '0')
    return `${wall}${minutes < 0 ? '-' : '+'}${hours}:${String(offset % 60).padStart(2, '0')}`
  }
}
