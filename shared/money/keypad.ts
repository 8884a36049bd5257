import { type CurrencyCode, decimalsOf } from './currency.ts'
import { type Money, money } from './money.ts'

/** `cents`: digits fill from the right as on card machines (1 → 0.01). `units`: digits are whole units until the point key. */
export type EntryStyle = 'cents' | 'units'

/** What the cashier has typed so far: ASCII digits and at most one point. '' is nothing typed. */
export type Entry = string

/** More digits than any price has; stops a leaning elbow and pasted novels. */
const MAX_DIGITS = 11

export type EntryKey =
  | '0'
  | '1'
  | '2'
  | '3'
  | '4'
  | '5'
  | '6'
  | '7'
  | '8'
  | '9'
  | '00'
  | 'point'
  | 'back'
  | 'clear'

/** One key press. Keys that make no sense (second point, digits beyond the currency's decimals) change nothing. */
export function press(entry: Entry, key: EntryKey, currency: CurrencyCode, style: EntryStyle): Entry {
  switch (key) {
    case 'clear':
      return ''
    case 'back':
      return entry.slice(0, -1)
    case 'point':
      if (style === 'cents' || decimalsOf(currency) === 0 || entry.includes('.')) return entry
      return entry === '' ? '0.' : `${entry}.`
    case '00':
      return press(press(entry, '0', currency, style), '0', currency, style)
    default:
      return pressDigit(entry, key, currency, style)
  }
}

function pressDigit(entry: Entry, digit: string, currency: CurrencyCode, style: EntryStyle): Entry {
  if (entry.replace('.', '').length >= MAX_DIGITS) return entry
  if (style === 'cents') return entry === '' && digit === '0' ? '' : entry + digit
  const fraction = entry.split('.')[1]
  if (fraction !== undefined) return fraction.length >= decimalsOf(currency) ? entry : entry + digit
  return entry === '0' ? digit : entry + digit
}

/** The price the entry stands for. */
export function entryToMoney(entry: Entry, currency: CurrencyCode, style: EntryStyle): Money {
  if (entry === '') return money(0, currency)
  if (style === 'cents') return money(Number(entry), currency)
  const [whole = '0', fraction = ''] = entry.split('.')
  return money(Number(whole + fraction.padEnd(decimalsOf(currency), '0')), currency)
}

/**
 * Text from the clipboard into an entry: digits of any script, spaces and thousand separators, one decimal mark.
 * The last dot or comma is the decimal mark when the digits after it fit the currency's decimals.
 * @returns undefined when it is no price: the entry on screen then stays.
 */
export function pasteToEntry(text: string, currency: CurrencyCode, style: EntryStyle): Entry | undefined {
  const plain = toAsciiDigits(text.trim())
    .replace(/[\s\u00a0\u202f'’٬]/g, '')
    .replace(/٫/g, '.')
  if (plain.length > 20 || !/^\d[\d.,]*$/.test(plain)) return undefined
  const decimals = decimalsOf(currency)
  const mark = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','))
  const tail = mark < 0 ? 0 : plain.length - mark - 1
  const hasFraction = tail > 0 && tail <= decimals
  if (mark >= 0 && !hasFraction && tail !== 3) return undefined
  const whole = (hasFraction ? plain.slice(0, mark) : plain).replace(/[.,]/g, '')
  const fraction = hasFraction ? plain.slice(mark + 1) : ''
  const digits = (whole + fraction.padEnd(decimals, '0')).replace(/^0+/, '')
  if (digits.length > MAX_DIGITS) return undefined
  if (style === 'cents') return digits
  const shownWhole = whole.replace(/^0+(?=\d)/, '')
  return fraction === '' ? shownWhole : `${shownWhole}.${fraction}`
}

function toAsciiDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
}
