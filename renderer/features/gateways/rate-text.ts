import { isRate } from '../../../shared/money/rate.ts'
import { asciiDigits } from '../../lib/ascii-digits.ts'

/**
 * What was typed as plain decimal text: "0,9184" → "0.9184". Undefined for what is no rate, and for "25,370" and
 * "1.234.567", of which nobody can say whether thousands are meant: a rate that is 1000 times too low sells for nothing.
 */
export function rateFromText(text: string): string | undefined {
  const typed = asciiDigits(text.trim()).replace(/٫/g, ',')
  if (/^[1-9]\d{0,2},\d{3}$/.test(typed)) return undefined
  const rate = typed.replace(',', '.').replace(/^0+(?=\d)/, '')
  return isRate(rate) ? rate : undefined
}
