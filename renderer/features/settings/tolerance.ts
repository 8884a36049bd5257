import { asciiDigits } from '../../lib/ascii-digits.ts'

/** "0.5" or "0,5" percent into basis points (50). Undefined when it is no number from 0 to 5 with two decimals at most. */
export function toleranceFromText(text: string): number | undefined {
  const match = /^(\d)(?:[.,](\d{1,2}))?$/.exec(plainNumber(text))
  if (!match) return undefined
  const [, whole = '0', fraction = ''] = match
  const basisPoints = Number(whole) * 100 + Number(fraction.padEnd(2, '0'))
  return basisPoints <= 500 ? basisPoints : undefined
}

/** 50 → "0.5", 100 → "1". */
export function toleranceText(basisPoints: number): string {
  const whole = Math.floor(basisPoints / 100)
  const fraction = String(basisPoints % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return fraction === '' ? String(whole) : `${whole}.${fraction}`
}

/** "20" into minutes; undefined when it is no whole number from 1 to 120. */
export function minutesFromText(text: string): number | undefined {
  const plain = plainNumber(text)
  if (!/^\d{1,3}$/.test(plain)) return undefined
  const minutes = Number(plain)
  return minutes >= 1 && minutes <= 120 ? minutes : undefined
}

/** "2" or "02" into a till's number; undefined when it is no whole number from 1 to 99. */
export function tillNumberFromText(text: string): number | undefined {
  const plain = plainNumber(text)
  const number = /^\d{1,2}$/.test(plain) ? Number(plain) : 0
  return number >= 1 ? number : undefined
}

/** As an Arabic keyboard types it, too: its digits and its decimal mark. */
function plainNumber(text: string): string {
  return asciiDigits(text.trim()).replace(/٫/g, '.')
}
