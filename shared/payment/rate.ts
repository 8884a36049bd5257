import { decimalsOf } from '../money/currency.ts'
import type { Money } from '../money/money.ts'
import { microUsdt, type UsdtText } from '../money/usdt.ts'
import type { Payment } from './payment.ts'

const DECIMALS = 6

/** The rate by which the price was converted, as it was; where it was not, what one USDT came to. */
export function rateOf({ price, quote }: Pick<Payment, 'price' | 'quote'>): string | undefined {
  return quote.rate ?? priceOfOneUsdt(price, quote.usdt)
}

/**
 * What one USDT cost in the shop's currency when the payment began, from the stored quote: six decimals, rounded
 * half up. Undefined when the quote holds no amount.
 */
export function priceOfOneUsdt(price: Money, quoted: UsdtText): string | undefined {
  const micro = microUsdt(quoted)
  if (micro <= 0n) return undefined
  const scaled = BigInt(price.minor) * 1_000_000n * 10n ** BigInt(DECIMALS)
  const divisor = micro * 10n ** BigInt(decimalsOf(price.currency))
  const rounded = (scaled * 2n + divisor) / (divisor * 2n)
  const digits = String(rounded).padStart(DECIMALS + 1, '0')
  return `${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`
}
