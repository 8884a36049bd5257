import { expect, it } from 'vitest'
import { periodOf } from '../../../../electron/reconciliation/days.ts'

it.each([
  ['a day in winter', 'Europe/Madrid', '2026-11-21', '2026-11-21', '2026-11-20T23:00', '2026-11-21T23:00'],
  ['a month', 'Asia/Dubai', '2026-11-01', '2026-11-30', '2026-10-31T20:00', '2026-11-30T20:00'],
  [
    'the day that is an hour short',
    'Europe/Madrid',
    '2026-03-29',
    '2026-03-29',
    '2026-03-28T23:00',
    '2026-03-29T22:00',
  ],
  [
    'the day that is an hour long',
    'Europe/Madrid',
    '2026-10-25',
    '2026-10-25',
    '2026-10-24T22:00',
    '2026-10-25T23:00',
  ],
  // The clocks go forward at midnight: the day begins at one.
  [
    'a day without a midnight',
    'Africa/Cairo',
    '2026-04-24',
    '2026-04-24',
    '2026-04-23T22:00',
    '2026-04-24T21:00',
  ],
])('%s is from its first moment to that of the next', (_name, zone, from, to, begins, ends) => {
  expect(periodOf({ from, to }, zone)).toEqual({ from: `${begins}:00.000Z`, to: `${ends}:00.000Z` })
})
