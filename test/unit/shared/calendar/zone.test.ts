import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it, vi } from 'vitest'
import { addDays, daysOf } from '../../../../shared/calendar/day.ts'
import { dayAt, hourAt, spanOf } from '../../../../shared/calendar/zone.ts'

// Each day is searched for in a time zone of its own: some seconds beside other work.
vi.setConfig({ testTimeout: 30_000 })

const HOUR_MS = 3_600_000
const ZONES = Intl.supportedValuesOf('timeZone')

const anyZone = fc.constantFrom(...ZONES)
const anyDay = fc.integer({ min: 0, max: 365 * 20 }).map((days) => addDays('2015-01-01', days))
const anyTime = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 0, 1) })

function hoursOf(day: string, zone: string): number {
  const { from, before } = spanOf({ from: day, to: day }, zone)
  return (Date.parse(before) - Date.parse(from)) / HOUR_MS
}

describe('a day in the shop’s time zone', () => {
  it.each([
    ['an ordinary day', '2026-11-21', 'Europe/Berlin', '2026-11-20T23:00:00.000Z', 24],
    ['clocks go forward', '2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', 23],
    ['clocks go back', '2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', 25],
    ['by half an hour', '2026-04-05', 'Australia/Lord_Howe', '2026-04-04T13:00:00.000Z', 24.5],
    ['no midnight: the day begins at one', '2025-04-25', 'Africa/Cairo', '2025-04-24T22:00:00.000Z', 23],
    [
      'midnight twice, the first begins the day',
      '2025-11-02',
      'America/Havana',
      '2025-11-02T04:00:00.000Z',
      25,
    ],
    ['back to the day before at midnight', '2025-10-30', 'Africa/Cairo', '2025-10-29T21:00:00.000Z', 25],
    ['a day that was left out', '2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z', 0],
    ['a quarter of an hour', '2026-11-21', 'Asia/Kathmandu', '2026-11-20T18:15:00.000Z', 24],
    ['the furthest ahead', '2026-11-21', 'Pacific/Kiritimati', '2026-11-20T10:00:00.000Z', 24],
    ['the furthest behind', '2026-11-21', 'Etc/GMT+12', '2026-11-21T12:00:00.000Z', 24],
  ])('%s', (_what, day, zone, from, hours) => {
    expect(spanOf({ from: day, to: day }, zone).from).toBe(from)
    expect(hoursOf(day, zone)).toBe(hours)
  })

  it('is the day that a payment is filed under', () => {
    fc.assert(
      fc.property(anyTime, anyZone, (time, zone) => {
        expect(dayAt(time, zone)).toBe(DateTime.fromMillis(time, { zone }).toFormat('yyyy-MM-dd'))
      }),
      { numRuns: 500 },
    )
  })

  it('begins where the day before ends, everywhere', () => {
    fc.assert(
      fc.property(anyDay, anyZone, (day, zone) => {
        const { from, before } = spanOf({ from: day, to: day }, zone)
        expect(before).toBe(spanOf({ from: addDays(day, 1), to: addDays(day, 1) }, zone).from)
        expect(dayAt(Date.parse(from), zone) >= day).toBe(true)
        expect(dayAt(Date.parse(from) - 1, zone) < day).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('holds every instant that is filed under it', () => {
    fc.assert(
      fc.property(anyTime, anyZone, (time, zone) => {
        const day = dayAt(time, zone)
        const { from, before } = spanOf({ from: day, to: day }, zone)
        expect(from <= new Date(time).toISOString()).toBe(true)
        expect(new Date(time).toISOString() < before).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('is a part of any days in a row, and they are nothing but their days', () => {
    const range = { from: '2026-03-20', to: '2026-11-10' }
    const whole = spanOf(range, 'America/New_York')
    const hours = daysOf(range).map((day) => hoursOf(day, 'America/New_York'))
    const together = (Date.parse(whole.before) - Date.parse(whole.from)) / HOUR_MS
    expect(hours.reduce((sum, each) => sum + each, 0)).toBe(together)
  })

  it('has the hours that its clock shows', () => {
    fc.assert(
      fc.property(anyTime, anyZone, (time, zone) => {
        expect(hourAt(time, zone)).toBe(DateTime.fromMillis(time, { zone }).hour)
      }),
      { numRuns: 300 },
    )
    expect(() => hourAt(0, 'Mars/Base')).toThrow()
  })

  it('is no day of a place that there is not', () => {
    expect(() => dayAt(0, 'Mars/Base')).toThrow()
  })
})
