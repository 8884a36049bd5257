import { expect, test } from 'vitest'
import { shiftDay } from '../../../renderer/features/day/day-steps.ts'
import { priceOfOneUsdt, rateOf } from '../../../renderer/features/history/rate.ts'
import { money } from '../../../shared/money/money.ts'

test('one USDT is priced from the stored quote, in every number of decimals', () => {
  expect(priceOfOneUsdt(money(1825, 'EUR'), '19.874210')).toBe('0.918275')
  expect(priceOfOneUsdt(money(1500, 'JPY'), '10.000000')).toBe('150.000000')
  expect(priceOfOneUsdt(money(3075, 'KWD'), '10.000000')).toBe('0.307500')
})

test('the last decimal is rounded half up', () => {
  expect(priceOfOneUsdt(money(1, 'JPY'), '3.000000')).toBe('0.333333')
  expect(priceOfOneUsdt(money(2, 'JPY'), '3.000000')).toBe('0.666667')
})

test('a quote of nothing has no rate', () => {
  expect(priceOfOneUsdt(money(1825, 'EUR'), '0.000000')).toBeUndefined()
})

test('a rate that was converted by is told as it was, not computed back', () => {
  const quote = { usdt: '19.871516', source: 'owner', at: '2026-11-21T08:00:00.000Z' }
  expect(rateOf({ price: money(1825, 'EUR'), quote: { ...quote, rate: '0.9184' } })).toBe('0.9184')
  expect(rateOf({ price: money(1825, 'EUR'), quote })).toBe('0.918400')
})

test('days are turned by the calendar, over months, years and changes of the clocks', () => {
  expect(shiftDay('2026-03-01', -1)).toBe('2026-02-28')
  expect(shiftDay('2028-02-28', 1)).toBe('2028-02-29')
  expect(shiftDay('2026-12-31', 1)).toBe('2027-01-01')
  expect(shiftDay('2026-03-29', 1)).toBe('2026-03-30')
  expect(shiftDay('2026-10-25', -1)).toBe('2026-10-24')
})
