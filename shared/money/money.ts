import { z } from 'zod'
import { CurrencyCode, decimalsOf } from './currency.ts'

/** Above this a sum of two could leave the safe integers; no shop price comes near it. */
const MAX_MINOR = 2 ** 51
/** Written out: bundlers take a computed `-MAX_MINOR` for a side effect and would keep zod in the windows. */
const MIN_MINOR = -2_251_799_813_685_248

/**
 * Money in the shop's currency: `minor` is an integer in the currency's minor unit (1825 = EUR 18.25, 1825 = JPY 1825).
 * A plain object, so that it crosses IPC, JSON and SQLite unchanged.
 */
export const Money = z.strictObject({
  minor: z.int().min(MIN_MINOR).max(MAX_MINOR),
  currency: CurrencyCode,
})
export type Money = Readonly<z.infer<typeof Money>>

/** Money whose currency is known to the compiler, where it is known. */
export type MoneyIn<C extends CurrencyCode> = Money & { readonly currency: C }

/** @throws when `minor` is no safe integer: a bug, not bad input. */
export function money<C extends CurrencyCode>(minor: number, currency: C): MoneyIn<C> {
  if (!Number.isSafeInteger(minor) || Math.abs(minor) > MAX_MINOR)
    throw new Error('money: not an integer in range')
  return { minor, currency }
}

/**
 * Does not compile when the currencies are known to differ.
 * @throws when they turn out to differ: a bug, not bad input.
 */
export function add<C extends CurrencyCode>(a: MoneyIn<C>, b: MoneyIn<NoInfer<C>>): MoneyIn<C> {
  if (a.currency !== b.currency) throw new Error(`money: ${a.currency} and ${b.currency} cannot be added`)
  return money(a.minor + b.minor, a.currency)
}

/**
 * Decimal text for gateways and exports, built from digits: `{1825, EUR}` → "18.25", `{5, KWD}` → "0.005", `{5, JPY}` → "5".
 */
export function toDecimalText(amount: Money): string {
  const decimals = decimalsOf(amount.currency)
  const sign = amount.minor < 0 ? '-' : ''
  const digits = String(Math.abs(amount.minor)).padStart(decimals + 1, '0')
  if (decimals === 0) return sign + digits
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
