import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { CURRENCY_CODES, type CurrencyCode, decimalsOf } from '../../../../shared/money/currency.ts'
import { add, Money, money, toDecimalText } from '../../../../shared/money/money.ts'
import { formatUsdt, type MicroUsdt } from '../../../../shared/money/usdt.ts'

const anyCurrency = fc.constantFrom(...CURRENCY_CODES)
const anyMinor = fc.integer({ min: -(2 ** 50), max: 2 ** 50 })

describe('money', () => {
  test('keeps integers of the minor unit', () => {
    expect(money(1825, 'EUR')).toEqual({ minor: 1825, currency: 'EUR' })
  })

  test.each([0.5, 18.25, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 51 + 1, -(2 ** 51) - 1])(
    'refuses %d, which is no integer in range',
    (minor) => {
      expect(() => money(minor, 'EUR')).toThrow('money')
      expect(Money.safeParse({ minor, currency: 'EUR' }).success).toBe(false)
    },
  )

  test('refuses a currency the till does not offer, and extra fields', () => {
    expect(Money.safeParse({ minor: 1, currency: 'XXX' }).success).toBe(false)
    expect(Money.safeParse({ minor: 1, currency: 'eur' }).success).toBe(false)
    expect(Money.safeParse({ minor: 1, currency: 'EUR', rate: 1 }).success).toBe(false)
  })
})

describe('add', () => {
  test('sums minor units of one currency', () => {
    expect(add(money(1825, 'EUR'), money(175, 'EUR'))).toEqual(money(2000, 'EUR'))
  })

  test('throws when currencies meet that are known only at run time', () => {
    const euro: Money = money(1, 'EUR')
    const yen: Money = money(1, 'JPY')
    expect(() => add(euro, yen)).toThrow('EUR and JPY')
  })

  test('throws rather than leave the exact integers', () => {
    expect(() => add(money(2 ** 51, 'EUR'), money(1, 'EUR'))).toThrow('range')
  })

  test('does not compile for two currencies that are known to differ, nor for USDT', () => {
    // Never run: the compiler is the test.
    const mistakes = () => {
      // @ts-expect-error two known currencies
      add(money(1, 'EUR'), money(1, 'USD'))
      // @ts-expect-error USDT is not shop money
      add(money(1, 'EUR'), 5n)
      // @ts-expect-error no such currency
      money(1, 'XXX')
      // @ts-expect-error shop money is not USDT
      formatUsdt(money(1, 'EUR'))
      // @ts-expect-error a number is not micro-USDT
      formatUsdt(5)
    }
    expect(mistakes).toBeTypeOf('function')
    expectTypeOf<MicroUsdt>().not.toExtend<number>()
    expectTypeOf(add(money(1, 'EUR'), money(1, 'EUR'))).toExtend<Money>()
    expectTypeOf<string>().not.toExtend<CurrencyCode>()
  })
})

describe('toDecimalText', () => {
  test.each([
    [1825, 'EUR', '18.25'],
    [5, 'EUR', '0.05'],
    [0, 'EUR', '0.00'],
    [-5, 'EUR', '-0.05'],
    [-1825, 'EUR', '-18.25'],
    [5, 'KWD', '0.005'],
    [1_234_567, 'KWD', '1234.567'],
    [5, 'JPY', '5'],
    [0, 'JPY', '0'],
    [2 ** 51, 'EUR', '22517998136852.48'],
  ] as const)('%d minor units of %s are written "%s"', (minor, currency, text) => {
    expect(toDecimalText(money(minor, currency))).toBe(text)
  })

  test('has the currency’s decimals and gives the same minor units back, for every currency', () => {
    fc.assert(
      fc.property(anyMinor, anyCurrency, (minor, currency) => {
        const text = toDecimalText(money(minor, currency))
        const [whole = '', fraction = ''] = text.split('.')
        expect(fraction).toHaveLength(decimalsOf(currency))
        expect(Number(whole.replace('-', '') + fraction)).toBe(Math.abs(minor))
        expect(text.startsWith('-')).toBe(minor < 0)
      }),
    )
  })
})
