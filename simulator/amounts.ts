// Decimal text to integer micro-units and back. No arithmetic on money happens outside bigint.

export const microPerUnit = 1_000_000n

const decimalText = /^(\d{1,15})(?:\.(\d{1,18}))?$/

/** Micro-units of a plain decimal text, rounded up at the sixth decimal; null when it is not a plain decimal. */
export const parseMicro = (text: string): bigint | null => {
  const match = decimalText.exec(text)
  if (match === null) return null
  const fraction = match[2] ?? ''
  const whole = BigInt(`${match[1]}${fraction.slice(0, 6).padEnd(6, '0')}`)
  return /[1-9]/.test(fraction.slice(6)) ? whole + 1n : whole
}

/** Always six decimals, as the till writes amounts. */
export const microText = (micro: bigint): string => {
  const digits = String(micro).padStart(7, '0')
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`
}

/** The JSON number a JavaScript server prints for this amount: 13.49, never 13.490000. */
export const microNumber = (micro: bigint): number => Number(microText(micro))

/** The shortest decimal text, as the vendor writes amounts inside strings. */
export const shortMicroText = (micro: bigint): string => String(microNumber(micro))

/** a × b ÷ c, rounded half up. */
export const multiplyDivide = (a: bigint, b: bigint, c: bigint): bigint => (a * b + c / 2n) / c
