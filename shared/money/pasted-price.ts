import { type CurrencyCode, decimalsOf } from './currency.ts'

/** A price as digits: `{ whole: '1234', fraction: '5' }` is 1234.5. */
export type PastedPrice = { readonly whole: string; readonly fraction: string }

/** Longer than any price with its separators and currency. */
const MAX_LENGTH = 40

/** Invisible direction marks that come along with copied Arabic text. */
const DIRECTION_MARKS = /[\u200e\u200f\u061c\ufeff]/g

/** Digits with single separators between them. */
const NUMBER = /^\d+(?:[ '.,٫]\d+)*$/

/** Whole digits, plain or grouped by one separator: 1234, 1 234, 1.234.567, 1,23,456 (Indian). */
const WHOLE = /^(?:\d+|\d{1,3}([ '.,])(?:\d{2,3}\1)*\d{3})$/

/**
 * Reads a copied price: digits of any script, thousand separators, one decimal mark, and the shop's own currency
 * before or behind ("1.234,50", "€ 12.50", "١٬٢٣٤٫٥٠").
 *
 * A lone dot or comma is the decimal mark when the digits after it fit the currency's decimals, otherwise it groups
 * thousands: "1.234" is 1234 in EUR and 1.234 in KWD.
 * @returns undefined for everything else, prices in another currency included: a guess would charge a wrong price.
 */
export function readPrice(text: string, currency: CurrencyCode): PastedPrice | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const digits = toAsciiDigits(withoutCurrency(plainText(text), currency))
  if (!NUMBER.test(digits)) return undefined
  const at = decimalMark(digits, decimalsOf(currency))
  const whole = at === undefined ? digits : digits.slice(0, at)
  const mark = at === undefined ? undefined : digits[at]
  const fraction = at === undefined ? '' : digits.slice(at + 1)
  const grouping = WHOLE.exec(whole)
  if (!grouping || (mark !== undefined && grouping[1] === mark)) return undefined
  if (/\D/.test(fraction) || fraction.length > decimalsOf(currency)) return undefined
  return { whole: whole.replace(/\D/g, ''), fraction }
}

/** One form for full-width digits, special blanks and the many apostrophes and commas. */
function plainText(text: string): string {
  return text.normalize('NFKC').replace(DIRECTION_MARKS, '').replace(/[’ʼ٬]/g, "'").replace(/،/g, ',').trim()
}

function decimalMark(digits: string, decimals: number): number | undefined {
  const arabic = digits.indexOf('٫')
  if (arabic >= 0) return arabic
  const at = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','))
  const mark = digits[at]
  if (mark === undefined || digits.indexOf(mark) !== at) return undefined
  return digits.length - at - 1 <= decimals ? at : undefined
}

function withoutCurrency(text: string, currency: CurrencyCode): string {
  const lower = text.toLowerCase()
  for (const name of namesOf(currency)) {
    if (lower.startsWith(name)) return text.slice(name.length).trim()
    if (lower.endsWith(name)) return text.slice(0, -name.length).trim()
  }
  return text
}

/** The currency's code and symbols in lower case, longest first: "us$" before "$". */
function namesOf(currency: CurrencyCode): readonly string[] {
  const names = new Set([currency.toLowerCase()])
  for (const locale of ['en', 'ar']) {
    for (const currencyDisplay of ['symbol', 'narrowSymbol'] as const) {
      const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay })
      const symbol = format.formatToParts(0).find((part) => part.type === 'currency')?.value ?? ''
      names.add(plainText(symbol).toLowerCase())
    }
  }
  if (names.has('$')) names.add(`${currency.slice(0, 2).toLowerCase()}$`)
  return [...names].filter((name) => name !== '').toSorted((a, b) => b.length - a.length)
}

function toAsciiDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
}
