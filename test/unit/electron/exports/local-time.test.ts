import fc from 'fast-check'
import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { createLocalTime } from '../../../../electron/exports/sheets/local-time.ts'

const ZONES = [
  'Europe/Madrid',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'UTC',
]

/** Hours around both changes of the clock in Madrid in 2026, and any moment of the years a till lives. */
const anyMoment = fc.oneof(
  fc.integer({ min: Date.parse('2026-03-28T22:00Z'), max: Date.parse('2026-03-29T03:00Z') }),
  fc.integer({ min: Date.parse('2026-10-24T22:00Z'), max: Date.parse('2026-10-25T03:00Z') }),
  fc.integer({ min: Date.parse('2020-01-01T00:00Z'), max: Date.parse('2036-01-01T00:00Z') }),
)

test('a local time is luxon’s, one after another in any order of moments and zones', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyMoment, fc.constantFrom(...ZONES))), (moments) => {
      const localTime = createLocalTime('UTC')
      for (const [ms, zone] of moments) {
        const instant = new Date(ms).toISOString()
        const expected = DateTime.fromMillis(ms, { zone }).toISO({ includeOffset: true })
        expect(localTime(instant, zone)).toBe(expected?.replace(/Z$/, '+00:00'))
      }
    }),
  )
})

test('a zone that this computer does not know gives way to the shop’s', () => {
  const localTime = createLocalTime('Asia/Dubai')
  expect(localTime('2026-11-21T14:00:00.000Z', 'Mars/Base')).toBe('2026-11-21T18:00:00.000+04:00')
})
