import { asciiDigits } from '../../lib/ascii-digits.ts'

/** As main takes it: above zero, decimals of any coin. */
const AMOUNT = /^(?=.*[1-9])\d{1,15}(\.\d{1,18})?$/

export function isZero(amount: string): boolean {
  return !/[1-9]/.test(amount)
}

/** What was typed as decimal text; undefined when it is no amount. A comma is taken for the point, also the Arabic one. */
export function typedAmount(text: string): string | undefined {
  const plain = asciiDigits(text).trim().replace(/[,٫]/, '.')
  return AMOUNT.test(plain) ? plain : undefined
}

/** What was typed as a coin's code; undefined when no coin is called so. */
export function typedCoin(text: string): string | undefined {
  const code = text.trim().toLowerCase()
  return /^[a-z0-9]{1,30}$/.test(code) ? code : undefined
}
