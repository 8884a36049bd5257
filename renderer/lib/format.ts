import { decimalsOf } from '../../shared/money/currency.ts'
import type { Entry, EntryStyle } from '../../shared/money/keypad.ts'
import { entryToMoney } from '../../shared/money/keypad.ts'
import { type Money, toDecimalText } from '../../shared/money/money.ts'

// Numbers for people, in the shop's language. USDT amounts and addresses are not numbers for people: they stay ASCII.

type NumericText = `${number}`

/** "EUR 18.25" in the language's own order and digits, from the digits of the integer and never through a float. */
export function formatMoney(money: Money, locale: string): string {
  return withSignInPlace(moneyFormat(money, locale).format(toDecimalText(money) as NumericText))
}

/** "€18.25": with the sign where there is one, for places too small for the code. */
export function formatShortMoney(money: Money, locale: string): string {
  return withSignInPlace(
    moneyFormat(money, locale, 'narrowSymbol').format(toDecimalText(money) as NumericText),
  )
}

/**
 * From right to left Intl keeps a minus beside its number with a left-to-right mark, and that turns the currency behind
 * it around as well: "-5.00 EUR" would stand beside "EUR 260.55". Isolated, the number takes nothing with it.
 */
function withSignInPlace(text: string): string {
  return text.replace(/^\u200f\u200e(-[^\s]+)/, '\u200f\u2066$1\u2069')
}

/** The number alone, for where the currency stands beside it in another size. */
export function formatAmount(money: Money, locale: string): string {
  return amountFormat(locale, decimalsOf(money.currency)).format(toDecimalText(money) as NumericText)
}

/** What has been typed so far: cents-first always shows every decimal, units-first shows exactly what was typed. */
export function formatEntry(
  entry: Entry,
  currency: Money['currency'],
  style: EntryStyle,
  locale: string,
): string {
  if (style === 'cents' || entry === '') return formatAmount(entryToMoney(entry, currency, style), locale)
  const [whole = '0', fraction] = entry.split('.')
  const wholeText = amountFormat(locale, 0).format(whole as NumericText)
  if (fraction === undefined) return wholeText
  return `${wholeText}${decimalMark(locale)}${[...fraction].map((digit) => formatDigit(digit, locale)).join('')}`
}

/** One digit key's face. */
export function formatDigit(digit: string, locale: string): string {
  return amountFormat(locale, 0).format(digit as NumericText)
}

export function decimalMark(locale: string): string {
  return (
    amountFormat(locale, 1)
      .formatToParts(1.5)
      .find((part) => part.type === 'decimal')?.value ?? '.'
  )
}

export function formatCount(count: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(count)
}

/** A payment's number as people say it: four digits ("0118"). */
export function formatPaymentNumber(number: number, locale: string): string {
  return new Intl.NumberFormat(locale, { minimumIntegerDigits: 4, useGrouping: false }).format(number)
}

/** "14:02", always on the 24-hour clock. */
export function formatTime(instant: string | number | Date, locale: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone !== undefined && { timeZone }),
  }).format(new Date(instant))
}

/** "14:02:07", for the history of a payment. */
export function formatTimeWithSeconds(instant: string, locale: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(timeZone !== undefined && { timeZone }),
  }).format(new Date(instant))
}

/** "Saturday, 21 November 2026" for a business day ("2026-11-21"), which has no time zone of its own. */
export function formatDay(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}

/** "Sat, Nov 21" for a business day, where the year is clear. */
export function formatShortDay(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
}

/** "18:42": minutes and seconds left, never below zero. */
export function formatCountdown(leftMs: number, locale: string): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000))
  const two = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2, useGrouping: false })
  return `${two.format(Math.floor(seconds / 60))}:${two.format(seconds % 60)}`
}

function moneyFormat(
  money: Money,
  locale: string,
  currencyDisplay: 'code' | 'narrowSymbol' = 'code',
): Intl.NumberFormat {
  const decimals = decimalsOf(money.currency)
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    currencyDisplay,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
}

function amountFormat(locale: string, decimals: number): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
}
