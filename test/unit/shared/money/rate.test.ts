import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CURRENCY_CODES, decimalsOf } from '../../../../shared/money/currency.ts'
import { money } from '../../../../shared/money/money.ts'
import { isRate, priceInUsdt } from '../../../../shared/money/rate.ts'
import { formatUsdt } from '../../../../shared/money/usdt.ts'

const anyPrice = fc.record({
  minor: fc.integer({ min: 1, max: 10 ** 12 }),
  currency: fc.constantFrom(...CURRENCY_CODES),
})
const anyRate = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 6n }), fc.stringMatching(/^\d{0,12}$/))
  .map(([whole, fraction]) => (fraction === '' ? String(whole) : `${whole}.${fraction}`))
  .filter(isRate)

describe('a price at a rate', () => {
  it.each([
    [money(1825, 'EUR'), '0.9184', '19.871516'],
    [money(1825, 'USD'), '1', '18.250000'],
    [money(500_000, 'VND'), '25370', '19.708317'],
    [money(201, 'USD'), '1.00', '2.010000'],
    [money(1_500, 'KWD'), '0.307', '4.885994'],
    [money(1, 'USD'), '3', '0.003334'],
    [money(1, 'JPY'), '1000000', '0.000001'],
    [money(1, 'JPY'), '10000000', '0.000001'],
    [money(0, 'EUR'), '0.92', '0.000000'],
  ])('%j at %s is %s USDT', (price, perUsdt, usdt) => {
    expect(formatUsdt(priceInUsdt(price, { perUsdt }) ?? -1n)).toBe(usdt)
  })

  it('is the least amount of USDT that is worth the price', () => {
    fc.assert(
      fc.property(anyPrice, anyRate, (price, perUsdt) => {
        const usdt = priceInUsdt(price, { perUsdt })
        if (usdt === undefined) throw new Error('a rate, and no price')
        // Both sides in units of 10^-18 of the currency: what the USDT is worth, and what was asked.
        const [whole = '', fraction = ''] = perUsdt.split('.')
        const rate = BigInt(whole + fraction.padEnd(12, '0'))
        const asked = BigInt(price.minor) * 10n ** BigInt(18 - decimalsOf(price.currency))
        expect(usdt * rate).toBeGreaterThanOrEqual(asked)
        expect((usdt - 1n) * rate).toBeLessThan(asked)
      }),
    )
  })

  it.each(['', '0', '0.000', '-1', '1e3', '1.', '.5', '1,5', ' 1', 'NaN', 'Infinity', '1'.repeat(13)])(
    '%j is no rate, and has no price',
    (perUsdt) => {
      expect(isRate(perUsdt)).toBe(false)
      expect(priceInUsdt(money(1825, 'EUR'), { perUsdt })).toBeUndefined()
    },
  )
})
