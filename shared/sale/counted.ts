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
 * The sale as every sum counts it: as it was stored, unless somebody took less than was asked for. Then the customer's
 * money is for the goods first, and what is missing was never given as a tip. The goods stay as they are: they
 * went, and what they brought is the USDT received.
 */
export function countedSale(payment: ChargedPayment, sale: SaleDetails): SaleDetails {
  const { goods, tip } = sale
  if (tip === null || payment.settlement?.how !== 'accepted') return sale
  const missing = priceOf(payment, missingOf(payment))
  if (missing === 0) return sale
  const given = Math.max(0, tip.minor - missing)
  return { ...sale, tip: given === 0 ? null : { minor: given, basisPoints: null }, total: goods + given }
}
