/** Whether one amount in decimals of a coin is at most the other, digit by digit: coins have up to 18 decimals. */
export function isAtMost(amount: string, most: string): boolean {
  const decimals = Math.max(fractionOf(amount).length, fractionOf(most).length)
  return scaled(amount, decimals) <= scaled(most, decimals)
}

/** "50", "50.0" and "050.00" are one amount. */
export function isSameAmount(one: string, other: string): boolean {
  return isAtMost(one, other) && isAtMost(other, one)
}

function scaled(amount: string, decimals: number): bigint {
  const [whole = '0'] = amount.split('.')
  return BigInt(whole + fractionOf(amount).padEnd(decimals, '0'))
}

function fractionOf(amount: string): string {
  return amount.split('.')[1] ?? ''
}
