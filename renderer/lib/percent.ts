import { asciiDigits } from './ascii-digits.ts'

// Percentages are integers in the till: basis points, and thousandths of a percent for tax rates.

/** How many decimals a percentage has in its unit: 10.25 % is 1025 of two. */
export type PercentUnit = 2 | 3

/** 1025 → "10.25 %" in the language's own digits and order, without needless zeros. */
export function formatPercent(value: number, unit: PercentUnit, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: unit })
  // As text and an exponent: 8.875 % through a float is not.
  return format.format(`${value}e-${unit + 2}` as `${number}`)
}

/** 1025 → "10.25", for fields. */
export function percentText(value: number, unit: PercentUnit): string {
  const digits = String(value).padStart(unit + 1, '0')
  const fraction = digits.slice(-unit).replace(/0+$/, '')
  return fraction === '' ? digits.slice(0, -unit) : `${digits.slice(0, -unit)}.${fraction}`
}

/** "10.25", "10,25 %" or "١٠٫٢٥" into 1025; undefined when it is no number from 0 to 100 with that many decimals at most. */
export function percentFromText(text: string, unit: PercentUnit): number | undefined {
  const plain = asciiDigits(text)
    .replace(/[%٪\s]/g, '')
    .replace(/[٫,]/g, '.')
  const match = /^(\d{1,3})(?:\.(\d*))?$/.exec(plain)
  const fraction = match?.[2] ?? ''
  if (!match || fraction.length > unit) return undefined
  const value = Number(`${match[1]}${fraction.padEnd(unit, '0')}`)
  return value <= 100 * 10 ** unit ? value : undefined
}
