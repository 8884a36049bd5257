import { expect, test } from 'vitest'
import { money } from '../../../../shared/money/money.ts'
import { priceOfOneUsdt, rateOf } from '../../../../shared/payment/rate.ts'

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
