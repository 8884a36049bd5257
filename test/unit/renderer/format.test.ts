import { describe, expect, test } from 'vitest'
import {
  formatCountdown,
  formatEntry,
  formatMoney,
  formatPaymentNumber,
  formatTime,
} from '../../../renderer/lib/format.ts'
import { money } from '../../../shared/money/money.ts'

/** Intl separates the code with a no-break space. */
function plain(text: string): string {
  return text.replace(/\u00a0/g, ' ')
}

describe('prices', () => {
  test.each([
    [money(1825, 'EUR'), 'EUR 18.25'],
    [money(1825, 'JPY'), 'JPY 1,825'],
    [money(5, 'KWD'), 'KWD 0.005'],
    [money(1234567, 'HUF'), 'HUF 12,345.67'],
    [money(2 ** 51, 'EUR'), 'EUR 22,517,998,136,852.48'],
  ])('%o is %s', (price, expected) => {
    expect(plain(formatMoney(price, 'en'))).toBe(expected)
  })
})

describe('prices below zero', () => {
  test('from right to left the currency stands on the same side as above zero', () => {
    expect(formatMoney(money(500, 'EUR'), 'ar')).toBe('\u200f5.00\u00a0EUR')
    expect(formatMoney(money(-500, 'EUR'), 'ar')).toBe('\u200f\u2066-5.00\u2069\u00a0EUR')
    expect(plain(formatMoney(money(-500, 'EUR'), 'en'))).toBe('-EUR 5.00')
  })
})

describe('what is being typed', () => {
  test.each([
    ['', 'EUR', 'cents', '0.00'],
    ['5', 'EUR', 'cents', '0.05'],
    ['1825', 'EUR', 'cents', '18.25'],
    ['5', 'KWD', 'cents', '0.005'],
    ['1825', 'JPY', 'cents', '1,825'],
    ['', 'EUR', 'units', '0.00'],
    ['12', 'EUR', 'units', '12'],
    ['12.', 'EUR', 'units', '12.'],
    ['12.5', 'EUR', 'units', '12.5'],
    ['1234.50', 'EUR', 'units', '1,234.50'],
  ] as const)('"%s" in %s, %s first, is %s', (entry, currency, style, expected) => {
    expect(formatEntry(entry, currency, style, 'en')).toBe(expected)
  })
})

describe('times and numbers', () => {
  test('a countdown never goes below zero', () => {
    expect(formatCountdown(1_122_000, 'en')).toBe('18:42')
    expect(formatCountdown(400, 'en')).toBe('00:01')
    expect(formatCountdown(-5000, 'en')).toBe('00:00')
  })

  test('a time of day is the shop’s, on the 24-hour clock', () => {
    expect(formatTime('2026-11-21T14:02:00Z', 'en', 'Asia/Kolkata')).toBe('19:32')
    expect(formatTime('2026-11-21T00:02:00Z', 'en', 'UTC')).toBe('00:02')
  })

  test('a payment has four digits, and more when there are more', () => {
    expect(formatPaymentNumber(118, 'en')).toBe('0118')
    expect(formatPaymentNumber(12345, 'en')).toBe('12345')
  })
})
