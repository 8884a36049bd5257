import { decimalsOf } from './currency.ts'
import type { Money } from './money.ts'
import type { MicroUsdt } from './usdt.ts'

/**
 * What one USDT costs: `perUsdt` is the shop's currency for one USDT as plain decimal text ("0.9184", "25370"), the way
 * round in which people say it, and in which no currency's rate is a row of zeros. `source` is who says so (a gateway's id,
 * or `owner`), `at` since when, as ISO in UTC.
 */
export type Rate = { readonly perUsdt: string; readonly source: string; readonly at: string }

/** Up to 10^12 for one USDT, and as many decimals: beyond what any currency needs. */
const RATE = /^(\d{1,12})(?:\.(\d{1,12}))?$/

/** Whether the text can stand as a rate: a plain positive decimal number. */
export function isRate(perUsdt: string): boolean {
  return RATE.test(perUsdt) && /[1-9]/.test(perUsdt)
}

/**
 * A price in micro-USDT, rounded up: the shop never gets less than it asked.
 * @returns undefined when the rate is none (text that is no positive number).
 */
export function priceInUsdt(price: Money, rate: Pick<Rate, 'perUsdt'>): MicroUsdt | undefined {
  if (!isRate(rate.perUsdt)) return undefined
  const [whole = '', fraction = ''] = rate.perUsdt.split('.')
  const divisor = BigInt(whole + fraction) * 10n ** BigInt(decimalsOf(price.currency))
  return dividedUp(BigInt(price.minor) * 10n ** BigInt(6 + fraction.length), divisor)
}

/** Towards more, for negative prices (which no sale has) as well. */
function dividedUp(amount: bigint, divisor: bigint): bigint {
  const whole = amount / divisor
  return amount > 0n && amount % divisor !== 0n ? whole + 1n : whole
}
