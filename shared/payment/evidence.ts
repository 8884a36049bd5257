import { type MicroUsdt, microUsdt } from '../money/usdt.ts'
import type { ChargedPayment, Observation } from './payment.ts'

/** What does not fit between a payment and what the gateway says of it. */
export type Mismatch = 'parent' | 'coin' | 'address' | 'orderId'

/**
 * Everything that keeps an observation from counting for this payment, whatever its status says. An absent order id
 * counts as a mismatch: the till always sends one.
 */
export function mismatches(payment: ChargedPayment, seen: Observation): Mismatch[] {
  const found: Mismatch[] = []
  if (seen.parentChargeId !== null) found.push('parent')
  if (seen.coin !== payment.charge.coin) found.push('coin')
  if (seen.address !== payment.charge.address) found.push('address')
  if (seen.orderId !== payment.orderId) found.push('orderId')
  return found
}

export function receivedOf(seen: Observation): MicroUsdt {
  return seen.received === null ? 0n : microUsdt(seen.received)
}

/** The least amount that counts as paid: asked less the owner's tolerance, rounded up to a micro-USDT. */
export function leastAccepted(payment: ChargedPayment): MicroUsdt {
  const asked = microUsdt(payment.charge.asked)
  return asked - (asked * BigInt(payment.toleranceBasisPoints)) / 10_000n
}

/**
 * True when what arrived reaches the asked amount less the tolerance. The sandbox reports finished with 0 received
 * (NOWPayments sandbox quirk), so there the amount is not tested.
 */
export function enoughReceived(payment: ChargedPayment, seen: Observation): boolean {
  const received = receivedOf(seen)
  if (!payment.receivedIsReported && received === 0n) return true
  return received >= leastAccepted(payment)
}

/** What is missing from the asked amount, never below zero. */
export function missingOf(payment: ChargedPayment): MicroUsdt {
  const missing = microUsdt(payment.charge.asked) - microUsdt(payment.received)
  return missing > 0n ? missing : 0n
}

/** What came beyond the asked amount, never below zero. */
export function excessOf(payment: ChargedPayment): MicroUsdt {
  const excess = microUsdt(payment.received) - microUsdt(payment.charge.asked)
  return excess > 0n ? excess : 0n
}
