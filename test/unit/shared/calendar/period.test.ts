import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, daysBetween, daysOf, weekdayOf } from '../../../../shared/calendar/day.ts'
import { movedBy, Period, rangeOf, WeekStart } from '../../../../shared/calendar/period.ts'

const anyDay = fc.integer({ min: 0, max: 365 * 80 }).map((days) => addDays('2000-01-01', days))
const anyWeekStart = fc.constantFrom(...WeekStart.options)
const anyPeriod: fc.Arbitrary<Period> = fc.oneof(
  fc.record({ kind: fc.constantFrom('day' as const, 'week' as const, 'month' as const), day: anyDay }),
  fc
    .tuple(anyDay, fc.nat(400))
    .map(([from, days]) => ({ kind: 'custom' as const, from, to: addDays(from, days) })),
)

describe('days', () => {
  it('count as the calendar does', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
        const other = addDays(day, days)
        expect(other).toBe(DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toISODate())
        expect(daysBetween(day, other)).toBe(days)
        expect(weekdayOf(day)).toBe(DateTime.fromISO(day, { zone: 'utc' }).weekday)
        expect(day < other).toBe(days > 0)
      }),
    )
  })

  it('of a range are all of them', () => {
    expect(daysOf({ from: '2028-02-27', to: '2028-03-01' })).toEqual([
      '2028-02-27',
      '2028-02-28',
      '2028-02-29',
      '2028-03-01',
    ])
    expect(daysOf({ from: '2028-03-01', to: '2028-02-29' })).toEqual([])
  })

  it('of the last of a month come to the first of the next', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-01')
    expect(addMonths('2026-01-31', -2)).toBe('2025-11-01')
  })
})

describe('a period', () => {
  it.each<[string, Period, WeekStart, string, string]>([
    ['a day', { kind: 'day', day: '2026-11-21' }, 'monday', '2026-11-21', '2026-11-21'],
    ['a week from Monday', { kind: 'week', day: '2026-11-22' }, 'monday', '2026-11-16', '2026-11-22'],
    ['a week from Sunday', { kind: 'week', day: '2026-11-22' }, 'sunday', '2026-11-22', '2026-11-28'],
    ['a week from Saturday', { kind: 'week', day: '2026-11-20' }, 'saturday', '2026-11-14', '2026-11-20'],
    ['a week over New Year', { kind: 'week', day: '2027-01-01' }, 'monday', '2026-12-28', '2027-01-03'],
    ['a leap February', { kind: 'month', day: '2028-02-11' }, 'monday', '2028-02-01', '2028-02-29'],
    ['December', { kind: 'month', day: '2026-12-31' }, 'monday', '2026-12-01', '2026-12-31'],
    [
      'chosen days',
      { kind: 'custom', from: '2026-03-01', to: '2026-03-09' },
      'monday',
      '2026-03-01',
      '2026-03-09',
    ],
  ])('%s', (_what, period, weekStart, from, to) => {
    expect(rangeOf(period, weekStart)).toEqual({ from, to })
  })

  it('follows on the one before it without a gap, and back again', () => {
    fc.assert(
      fc.property(anyPeriod, anyWeekStart, (period, weekStart) => {
        const { from, to } = rangeOf(period, weekStart)
        const next = movedBy(period, 1)
        expect(rangeOf(next, weekStart).from).toBe(addDays(to, 1))
        expect(rangeOf(movedBy(next, -1), weekStart)).toEqual({ from, to })
        expect(Period.parse(next)).toEqual(next)
      }),
    )
  })

  it('has the day it is about in it', () => {
    fc.assert(
      fc.property(anyDay, anyWeekStart, (day, weekStart) => {
        for (const kind of ['day', 'week', 'month'] as const) {
          const { from, to } = rangeOf({ kind, day }, weekStart)
          expect(from <= day && day <= to).toBe(true)
        }
      }),
    )
  })

  it('does not end before it begins', () => {
    expect(Period.safeParse({ kind: 'custom', from: '2026-03-02', to: '2026-03-01' }).success).toBe(false)
    expect(Period.safeParse({ kind: 'day', day: '2026-02-30' }).success).toBe(false)
  })
})
