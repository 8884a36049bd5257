import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatUsdt, microUsdt, parseUsdt, UsdtText } from '../../../../shared/money/usdt.ts'

/** Every amount the six-decimal text form can hold: fifteen whole digits. */
const LARGEST = 999_999_999_999_999_999_999n
const anyAmount = fc.bigInt({ min: -LARGEST, max: LARGEST })

describe('parseUsdt reads digits, never a float', () => {
  test.each([
    ['2.01', 2_010_000n],
    ['2.03', 2_030_000n],
    ['4.02', 4_020_000n],
    ['64.1', 64_100_000n],
    ['50.013400', 50_013_400n],
    ['195.17', 195_170_000n],
    ['20', 20_000_000n],
    ['0', 0n],
    ['-0', 0n],
    ['0.000001', 1n],
    ['1e-6', 1n],
    ['8.3e-05', 83n],
    ['2.5E+3', 2_500_000_000n],
    ['1e2', 100_000_000n],
    ['19.87421000000000', 19_874_210n],
    ['000019.5', 19_500_000n],
    ['9007199254.740993', 9_007_199_254_740_993n],
    ['999999999999999.999999', LARGEST],
    ['-12.5', -12_500_000n],
  ])('%s', (text, micro) => {
    for (const rounding of ['up', 'down', 'exact'] as const) expect(parseUsdt(text, rounding)).toBe(micro)
  })

  test('all cent values up to 200.00 are exact, also those a float gets wrong', () => {
    for (let cents = 0; cents <= 20_000; cents += 1) {
      const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
      expect(parseUsdt(text, 'exact')).toBe(BigInt(cents) * 10_000n)
    }
  })
})

describe('digits beyond the sixth decimal', () => {
  test.each([
    ['1e-7', 1n, 0n],
    ['0.0000001', 1n, 0n],
    ['19.8742101', 19_874_211n, 19_874_210n],
    ['19.8742109', 19_874_211n, 19_874_210n],
    ['19.9999999', 20_000_000n, 19_999_999n],
    ['8.34567891e-05', 84n, 83n],
    ['1e-40', 1n, 0n],
  ])('%s goes up, down, or is refused', (text, up, down) => {
    expect(parseUsdt(text, 'up')).toBe(up)
    expect(parseUsdt(text, 'down')).toBe(down)
    expect(parseUsdt(text, 'exact')).toBeUndefined()
  })

  test('rounding brackets the exact value by less than one micro-USDT', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }),
        fc.integer({ min: 0, max: 18 }),
        (digits, decimals) => {
          const padded = String(digits).padStart(decimals + 1, '0')
          const text = decimals === 0 ? padded : `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`
          const up = parseUsdt(text, 'up')
          const down = parseUsdt(text, 'down')
          if (up === undefined || down === undefined) throw new Error(`not read: ${text}`)
          const scale = 10n ** BigInt(decimals)
          expect(down * scale <= digits * 1_000_000n && digits * 1_000_000n <= up * scale).toBe(true)
          expect(up - down <= 1n).toBe(true)
          expect(parseUsdt(text, 'exact')).toBe(up === down ? up : undefined)
        },
      ),
    )
  })
})

describe('text that is no amount', () => {
  test.each([
    '',
    ' ',
    ' 1',
    '1 ',
    '1\n',
    '.5',
    '5.',
    '1,5',
    '1.2.3',
    '1_000',
    '+1',
    '--1',
    '0x10',
    '1n',
    'NaN',
    'Infinity',
    'null',
    '1e',
    'e5',
    '1e5.5',
    '1e-9999',
    '٣.٥',
    '１２',
    '<html>',
    '9'.repeat(61),
  ])('%j', (text) => {
    for (const rounding of ['up', 'down', 'exact'] as const) {
      expect(parseUsdt(text, rounding)).toBeUndefined()
    }
  })

  test.each(['1e30', '1e16', '1000000000000000', `${'9'.repeat(50)}`, '1e999', '1e-999', '-1e15'])(
    '%s is beyond any amount, which the text form could not hold',
    (text) => {
      expect(parseUsdt(text, 'up')).toBeUndefined()
    },
  )

  test('any text gives an amount in range or undefined, and never throws', () => {
    const alphabet = fc.string({ unit: fc.constantFrom(...'0123456789.-+eE, x'), maxLength: 70 })
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), alphabet),
        fc.constantFrom('up', 'down', 'exact'),
        (text, rounding) => {
          const amount = parseUsdt(text, rounding)
          if (amount !== undefined) expect(UsdtText.safeParse(formatUsdt(amount)).success).toBe(true)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('formatUsdt', () => {
  test.each([
    [0n, '0.000000'],
    [1n, '0.000001'],
    [-1n, '-0.000001'],
    [19_874_210n, '19.874210'],
    [-1_500_000n, '-1.500000'],
    [LARGEST, '999999999999999.999999'],
  ])('%s micro-USDT are written %s', (amount, text) => {
    expect(formatUsdt(amount)).toBe(text)
  })

  test('what it writes is six-decimal text that reads back as the same amount', () => {
    fc.assert(
      fc.property(anyAmount, (amount) => {
        const text = formatUsdt(amount)
        expect(UsdtText.safeParse(text).success).toBe(true)
        expect(microUsdt(text)).toBe(amount)
      }),
    )
  })
})

describe('microUsdt', () => {
  test.each(['20', '1e3', '19.8742', '19.8742100', '', 'abc', '19.874210 '])(
    'throws on %j, which the journal never holds',
    (text) => {
      expect(() => microUsdt(text)).toThrow('usdt')
    },
  )
})
