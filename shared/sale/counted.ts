import { type MicroUsdt, microUsdt } from '../money/usdt.ts'
import { missingOf } from '../payment/evidence.ts'
import type { ChargedPayment } from '../payment/payment.ts'
import type { SaleDetails } from './details.ts'

/** What that much USDT is in the shop's currency at the rate of this payment, to the nearest unit and half a unit up. */
export function priceOf({ price, quote }: Pick<ChargedPayment, 'price' | 'quote'>, usdt: MicroUsdt): number {
  const quoted = microUsdt(quote.usdt)
  return quoted <= 0n ? 0 : Number((2n * BigInt(price.minor) * usdt + quoted) / (2n * quoted))
}

/**
 * What of the sale's price nobody gave although its goods went, in the minor unit: of a payment that was accepted short its own, of
 * one whose rest was, the rest's.
 */
export function neverCame(payment: ChargedPayment): number {
  const { settlement } = payment
  if (settlement?.how === 'accepted') return priceOf(payment, missingOf(payment))
  return settlement?.missing ?? 0
}

/**
 * The sale as every sum counts it: as it was stored, unless somebody took less than was asked for. Then the customer's
 * money is for the goods first, and what is missing was never given as a tip. The goods stay as they are: they
 * went, and what they brought is the USDT received.
 */
export function countedSale(payment: ChargedPayment, sale: SaleDetails): SaleDetails {
  const { goods, tip } = sale
  const missing = tip === null ? 0 : neverCame(payment)
  if (tip === null || missing === 0) return sale
  const given = Math.max(0, tip.minor - missing)
  return { ...sale, tip: given === 0 ? null : { minor: given, basisPoints: null }, total: goods + given }
}
