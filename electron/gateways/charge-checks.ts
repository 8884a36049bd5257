import type { AppError } from '../../shared/app-error.ts'
import type { MicroUsdt } from '../../shared/money/usdt.ts'
import { NetworkName } from '../../shared/payment/payment.ts'
import { err } from '../../shared/result.ts'
import { isLoopback } from './loopback.ts'

/** The coin with its network, whatever a vendor calls the two. */
export const COIN = 'usdttrc20'

/** Why no customer may ever see a charge. */
export function unsafe(reason: 'address' | 'coin' | 'amount' | 'orderId') {
  return err({ code: 'unsafeCharge' as const, reason })
}

const MAX_ORDER_ID = 64

/** Printable ASCII, 64 characters at most: what every vendor takes. */
export function checkOrderId(orderId: string): AppError | null {
  const isFine = /^[\x20-\x7e]+$/.test(orderId) && orderId.length <= MAX_ORDER_ID
  return isFine ? null : { code: 'referenceInvalid', maxLength: MAX_ORDER_ID }
}

/** Kept to ASCII, since other characters have broken callbacks and signatures. */
export function plainDescription(description: string): string {
  return description.replace(/[^\x20-\x7e]+/g, ' ').trim()
}

/** Where to call back to, unless the gateway could not reach it: a relay on this computer, from elsewhere. */
export function reachable(callbackUrl: string | null, baseUrl: string): string | null {
  return callbackUrl !== null && isLoopback(callbackUrl) && !isLoopback(baseUrl) ? null : callbackUrl
}

/**
 * A vendor's name for the network as one short line of plain text. Undefined without one, and for one that does not speak
 * of TRON: a customer who reads another network would send over that one.
 */
export function shownNetwork(name: string): string | undefined {
  const line = name.replace(/[\p{C}\s]+/gu, ' ').trim()
  return /tron|trc/i.test(line) && NetworkName.safeParse(line).success ? line : undefined
}

const MICRO_PER_CENT = 10_000n

/**
 * An amount to ask a vendor for that prices in USDT, rounded up to hundredths: all that the vendors' papers show
 * ("50.00"), and more decimals may be refused, or cut off at the shop's expense.
 */
export function wholeCents(usdt: MicroUsdt): MicroUsdt {
  return ((usdt + MICRO_PER_CENT - 1n) / MICRO_PER_CENT) * MICRO_PER_CENT
}

/** Whole hundredths as text with two decimals: 27_120_000n → "27.12". */
export function centsText(usdt: MicroUsdt): string {
  const cents = String(usdt / MICRO_PER_CENT).padStart(3, '0')
  return `${cents.slice(0, -2)}.${cents.slice(-2)}`
}
