import {
  formatUsdt,
  type MicroUsdt,
  MOST_USDT,
  parseUsdt,
  type Rounding,
  type UsdtText,
} from '../../../shared/money/usdt.ts'

/** Amount text of a reply as micro-USDT. @returns undefined when it is no amount that can exist. */
export function toMicroUsdt(text: string, rounding: Rounding): MicroUsdt | undefined {
  const amount = parseUsdt(text, rounding)
  return amount !== undefined && amount >= 0n && amount <= MOST_USDT ? amount : undefined
}

/** The same as text with six decimals. */
export function toUsdtText(text: string, rounding: Rounding): UsdtText | undefined {
  const amount = toMicroUsdt(text, rounding)
  return amount === undefined ? undefined : formatUsdt(amount)
}

/** ISO text with any offset, or ms since the epoch, as ISO in UTC; null when it is neither. */
export function toInstant(text: string | null): string | null {
  if (text === null) return null
  const ms = /^\d{12,14}$/.test(text) ? Number(text) : isoTime(text)
  return Number.isNaN(ms) ? null : new Date(ms).toISOString()
}

/** A time without an offset would be read in this computer's zone: the gateways' times are UTC. */
function isoTime(text: string): number {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?$/.exec(text)
  return match ? Date.parse(`${match[1]}T${match[2]}${match[3] ?? 'Z'}`) : Number.NaN
}
