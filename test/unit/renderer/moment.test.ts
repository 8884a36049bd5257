import { expect, test } from 'vitest'
import { formatMoment } from '../../../renderer/lib/moment.ts'

test.each([
  ['2026-11-21T14:02:07.000Z', 'UTC', '14:02:07'],
  ['2026-11-20T23:59:07.000Z', 'UTC', 'Nov 20, 23:59:07'],
  ['2025-12-31T10:00:00.000Z', 'UTC', 'Dec 31, 2025, 10:00:00'],
  // The shop's day, not the computer's.
  ['2026-11-20T23:59:07.000Z', 'Asia/Tokyo', '08:59:07'],
  ['2026-11-21T23:59:07.000Z', 'Asia/Tokyo', 'Nov 22, 08:59:07'],
])('%s in %s is %s', (instant, timeZone, text) => {
  expect(formatMoment(instant, '2026-11-21', 'en', timeZone)).toBe(text)
})
