import published from 'currency-codes'
import { describe, expect, test } from 'vitest'
import { CURRENCY_CODES, CurrencyCode, decimalsOf } from '../../../../shared/money/currency.ts'

describe('decimals of the offered currencies', () => {
  test.each(CURRENCY_CODES)('%s has the decimals that ISO 4217 publishes', (code) => {
    expect(published.code(code)?.digits).toBe(decimalsOf(code))
  })

  test('no currency is offered twice, and the list is in alphabetical order', () => {
    expect([...new Set(CURRENCY_CODES)].toSorted()).toEqual([...CURRENCY_CODES])
  })

  test('prototype names are no currencies', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'EUR ', 'eur', '']) {
      expect(CurrencyCode.safeParse(name).success).toBe(false)
    }
  })
})
