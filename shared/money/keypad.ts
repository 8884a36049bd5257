import { type CurrencyCode, decimalsOf } from './currency.ts'
import { type Money, money } from './money.ts'
import { readPrice } from './pasted-price.ts'

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
      // Whole or not at all: half of it would be another price.
      if (digitCount(entry) + 2 > MAX_DIGITS) return entry
      return press(press(entry, '0', currency, style), '0', currency, style)
    default:
      return pressDigit(entry, key, currency, style)
  }
}

function pressDigit(entry: Entry, digit: string, currency: CurrencyCode, style: EntryStyle): Entry {
  if (digitCount(entry) >= MAX_DIGITS) return entry
  if (style === 'cents') return entry === '' && digit === '0' ? '' : entry + digit
  const fraction = entry.split('.')[1]
  if (fraction !== undefined) return fraction.length >= decimalsOf(currency) ? entry : entry + digit
  return entry === '0' ? digit : entry + digit
}

/**
 * The price the entry stands for. An entry that cannot have been typed under these settings (they were changed in the
 * middle of it) is no price: "18.25" must not become 1825 yen.
 */
export function entryToMoney(entry: Entry, currency: CurrencyCode, style: EntryStyle): Money {
  const decimals = decimalsOf(currency)
  const [whole = '', fraction] = entry.split('.')
  const isForeign =
    fraction !== undefined && (style === 'cents' || decimals === 0 || fraction.length > decimals)
  if (whole === '' || isForeign) return money(0, currency)
  if (style === 'cents') return money(Number(whole), currency)
  return money(Number(whole + (fraction ?? '').padEnd(decimals, '0')), currency)
}

/**
 * Text from the clipboard into an entry; `readPrice` says what counts as a price.
 * @returns undefined when it is no price, or too long for one: the entry on screen then stays.
 */
export function pasteToEntry(text: string, currency: CurrencyCode, style: EntryStyle): Entry | undefined {
  const price = readPrice(text, currency)
  if (!price) return undefined
  const whole = price.whole.replace(/^0+(?=\d)/, '')
  const shown =
    style === 'cents'
      ? (whole + price.fraction.padEnd(decimalsOf(currency), '0')).replace(/^0+/, '')
      : withFraction(whole, price.fraction)
  return digitCount(shown) > MAX_DIGITS ? undefined : shown
}

function withFraction(whole: string, fraction: string): Entry {
  return fraction === '' ? whole : `${whole}.${fraction}`
}

function digitCount(entry: Entry): number {
  return entry.replace('.', '').length
}
