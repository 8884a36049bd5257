import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CURRENCY_CODES, type CurrencyCode } from '../../../../shared/money/currency.ts'
import {
  type EntryKey,
  type EntryStyle,
  entryToMoney,
  pasteToEntry,
  press,
} from '../../../../shared/money/keypad.ts'

/** "1 8 . 2 5 <" as keys: `.` is the point, `<` back, `c` clear, `00` the double zero. */
function keys(text: string): EntryKey[] {
  const names: Readonly<Record<string, EntryKey>> = { '.': 'point', '<': 'back', c: 'clear' }
  return text.split(' ').map((key) => names[key] ?? (key as EntryKey))
}

function typed(text: string, currency: CurrencyCode, style: EntryStyle): string {
  return keys(text).reduce((entry, key) => press(entry, key, currency, style), '')
}

function minorOf(text: string, currency: CurrencyCode, style: EntryStyle): number {
  return entryToMoney(typed(text, currency, style), currency, style).minor
}

describe('cents first', () => {
  test.each([
    ['1 8 2 5', 'EUR', 1825],
    ['1', 'EUR', 1],
    ['0 0 5', 'EUR', 5],
    ['00 5', 'EUR', 5],
    ['5 00', 'EUR', 500],
    ['1 8 2 5 <', 'EUR', 182],
    ['1 < <', 'EUR', 0],
    ['1 2 c 3', 'EUR', 3],
    ['1 . 5', 'EUR', 15],
    ['1 8 2 5', 'JPY', 1825],
    ['1 8 2 5', 'KWD', 1825],
    ['c', 'EUR', 0],
  ] as const)('keys %s on a %s till make %d minor units', (text, currency, minor) => {
    expect(minorOf(text, currency, 'cents')).toBe(minor)
  })

  test('leading zeros are nothing typed', () => {
    expect(typed('0', 'EUR', 'cents')).toBe('')
    expect(typed('00', 'EUR', 'cents')).toBe('')
  })
})

describe('units first', () => {
  test.each([
    ['1 8', 'EUR', 1800],
    ['1 8 .', 'EUR', 1800],
    ['1 8 . 2', 'EUR', 1820],
    ['1 8 . 2 5', 'EUR', 1825],
    ['1 8 . 2 5 9', 'EUR', 1825],
    ['1 8 . . 2', 'EUR', 1820],
    ['. 5', 'EUR', 50],
    ['0 . 0 5', 'EUR', 5],
    ['0 5', 'EUR', 500],
    ['00 5', 'EUR', 500],
    ['1 00', 'EUR', 10000],
    ['1 . 00', 'EUR', 100],
    ['1 . 5 00', 'EUR', 150],
    ['1 8 . 2 < < 5', 'EUR', 18500],
    ['1 . 5', 'JPY', 15],
    ['1 8 2 5', 'JPY', 1825],
    ['1 . 2 3 4', 'KWD', 1234],
    ['1 . 2 3 4 5', 'KWD', 1234],
    ['1', 'KWD', 1000],
  ] as const)('keys %s on a %s till make %d minor units', (text, currency, minor) => {
    expect(minorOf(text, currency, 'units')).toBe(minor)
  })

  test('the entry shows what was typed, point included', () => {
    expect(typed('1 8 .', 'EUR', 'units')).toBe('18.')
    expect(typed('.', 'EUR', 'units')).toBe('0.')
  })
})

describe('too many digits', () => {
  test.each(['cents', 'units'] as const)('%s: the twelfth digit changes nothing', (style) => {
    const eleven = typed('1 2 3 4 5 6 7 8 9 1 2', 'EUR', style)
    expect(eleven).toBe('12345678912')
    expect(press(eleven, '3', 'EUR', style)).toBe(eleven)
  })

  test.each(['cents', 'units'] as const)('%s: 00 is taken whole or not at all', (style) => {
    expect(press('1234567891', '00', 'EUR', style)).toBe('1234567891')
    expect(press('123456789', '00', 'EUR', style)).toBe('12345678900')
  })

  test('whatever is pressed, the price is a whole number of minor units, and back ends at nothing', () => {
    const anyKey = fc.constantFrom(...keys('0 1 2 3 4 5 6 7 8 9 00 . < c'))
    const anyStyle = fc.constantFrom<EntryStyle>('cents', 'units')
    fc.assert(
      fc.property(
        fc.array(anyKey),
        fc.constantFrom(...CURRENCY_CODES),
        anyStyle,
        (pressed, currency, style) => {
          let entry = pressed.reduce((before, key) => press(before, key, currency, style), '')
          const { minor } = entryToMoney(entry, currency, style)
          expect(Number.isSafeInteger(minor) && minor >= 0).toBe(true)
          for (let i = 0; i < 20; i += 1) entry = press(entry, 'back', currency, style)
          expect(entry).toBe('')
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('an entry typed under other settings', () => {
  test.each([
    ['18.25', 'EUR', 'cents'],
    ['18.25', 'JPY', 'units'],
    ['1.234', 'EUR', 'units'],
    ['18.', 'JPY', 'units'],
  ] as const)('%s on a %s till, %s first, is no price rather than a wrong one', (entry, currency, style) => {
    expect(entryToMoney(entry, currency, style).minor).toBe(0)
  })
})

describe('pasted prices', () => {
  test.each([
    ['18.25', 'EUR', 1825],
    ['18,25', 'EUR', 1825],
    ['18', 'EUR', 1800],
    ['18,5', 'EUR', 1850],
    [' 18.25\n', 'EUR', 1825],
    ['1.234,50', 'EUR', 123450],
    ['1,234.50', 'EUR', 123450],
    ['1.234', 'EUR', 123400],
    ['1,234', 'EUR', 123400],
    ['1.234.567', 'EUR', 123456700],
    ['1 234,50', 'EUR', 123450],
    ['1\u00a0234,50', 'EUR', 123450],
    ['1\u202f234,50', 'EUR', 123450],
    ["1'234.50", 'CHF', 123450],
    ['1’234.50', 'CHF', 123450],
    ['1,23,456.00', 'INR', 12345600],
    ['007', 'EUR', 700],
    ['0.05', 'EUR', 5],
    ['12,50 €', 'EUR', 1250],
    ['€12.50', 'EUR', 1250],
    ['€ 12.50', 'EUR', 1250],
    ['EUR 12.50', 'EUR', 1250],
    ['12.50 eur', 'EUR', 1250],
    ['$12.50', 'USD', 1250],
    ['US$12.50', 'USD', 1250],
    ['￥1,825', 'JPY', 1825],
    ['1,825', 'JPY', 1825],
    ['1825', 'JPY', 1825],
    ['１８２５', 'JPY', 1825],
    ['1.234', 'KWD', 1234],
    ['1,234.567', 'KWD', 1234567],
    ['1.234.567', 'KWD', 1234567000],
    ['1.5', 'KWD', 1500],
    ['١٨٫٢٥', 'EGP', 1825],
    ['١٬٢٣٤٫٥٠', 'EGP', 123450],
    ['۱۸٫۲۵', 'AED', 1825],
    ['\u200f١٨٫٢٥\u200e', 'EGP', 1825],
  ] as const)('%j on a %s till is %d minor units, in both styles', (text, currency, minor) => {
    for (const style of ['cents', 'units'] as const) {
      const entry = pasteToEntry(text, currency, style)
      expect(entry === undefined ? undefined : entryToMoney(entry, currency, style).minor).toBe(minor)
    }
  })

  test.each([
    ['', 'EUR'],
    ['hello', 'EUR'],
    ['-5', 'EUR'],
    ['+5', 'EUR'],
    ['1e5', 'EUR'],
    ['0x10', 'EUR'],
    ['.', 'EUR'],
    ['.5', 'EUR'],
    ['5.', 'EUR'],
    ['18.2525', 'EUR'],
    ['1.2345', 'KWD'],
    ['1.5', 'JPY'],
    ['1,82', 'JPY'],
    ['1.234.56', 'EUR'],
    ['1,2,3', 'EUR'],
    ['12,34.50', 'EUR'],
    ['1.234,567,89', 'EUR'],
    ['1..5', 'EUR'],
    ['0٫0 0', 'JOD'],
    ['EU$12.50', 'EUR'],
    ['12 50', 'EUR'],
    ['12\n50', 'EUR'],
    ['18.25 18.25', 'EUR'],
    ['$12.50', 'EUR'],
    ['12.50 USD', 'EUR'],
    ['€', 'EUR'],
    ['99999999999999', 'EUR'],
    ['1'.repeat(5000), 'EUR'],
    ['=1+1', 'EUR'],
    ['TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT', 'EUR'],
  ] as const)('%j is no price on a %s till', (text, currency) => {
    for (const style of ['cents', 'units'] as const) {
      expect(pasteToEntry(text, currency, style)).toBeUndefined()
    }
  })

  test('a pasted zero is nothing to charge', () => {
    for (const style of ['cents', 'units'] as const) {
      const entry = pasteToEntry('0,00', 'EUR', style) ?? 'refused'
      expect(entryToMoney(entry, 'EUR', style).minor).toBe(0)
    }
  })

  test('any text is a price in range or refused, never an error', () => {
    const alphabet = fc.string({ unit: fc.constantFrom(..."0123456789.,  €$'١٢٫٬"), maxLength: 30 })
    const anyCurrency = fc.constantFrom(...CURRENCY_CODES)
    fc.assert(
      fc.property(fc.oneof(fc.string(), alphabet), anyCurrency, (text, currency) => {
        for (const style of ['cents', 'units'] as const) {
          const entry = pasteToEntry(text, currency, style)
          if (entry !== undefined)
            expect(entryToMoney(entry, currency, style).minor).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
