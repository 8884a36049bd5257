import { expect, test } from 'vitest'
import { shiftDay } from '../../../renderer/features/day/day-steps.ts'

test('days are turned by the calendar, over months, years and changes of the clocks', () => {
  expect(shiftDay('2026-03-01', -1)).toBe('2026-02-28')
  expect(shiftDay('2028-02-28', 1)).toBe('2028-02-29')
  expect(shiftDay('2026-12-31', 1)).toBe('2027-01-01')
  expect(shiftDay('2026-03-29', 1)).toBe('2026-03-30')
  expect(shiftDay('2026-10-25', -1)).toBe('2026-10-24')
})
