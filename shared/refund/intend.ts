import { type MicroUsdt, microUsdt } from '../money/usdt.ts'
import type { ChargedPayment, Payment } from '../payment/payment.ts'
import { isInProgress, isUntold } from '../payment/questions.ts'
import { isCharged } from '../payment/transition.ts'
import { err, ok, type Result } from '../result.ts'
import { isPayableTronAddress, USDT_CONTRACT } from '../tron/address.ts'
import type { RefundEvent } from './event.ts'
import { isUnsent } from './questions.ts'
import type { Refund, RefundBase } from './refund.ts'

/**
 * Why there may be no such refund. `contract`: the USDT contract itself, a common paste. `ours`: an address of the
 * shop's own charges, which would pay the shop. `tooMuch` says what is left to refund, in micro-USDT.
 */
export type RefundRefusal =
  | { readonly code: 'address'; readonly reason: 'notTron' | 'contract' | 'ours' }
  | { readonly code: 'amountZero' }
  | { readonly code: 'tooMuch'; readonly left: MicroUsdt }
  | { readonly code: 'externalId' }

export type RefundFacts = {
  /** What certainly came for the payment, in micro-USDT, its further USDT deposits included. */
  readonly received: MicroUsdt
  /** Every refund of that payment so far, whatever became of it. */
  readonly refunds: readonly Refund[]
  /** Addresses that money of this shop comes to, at least that of the payment's charge. */
  readonly ours: readonly string[]
}

/** What gateways take as a merchant's own id: printable ASCII without blanks. */
const EXTERNAL_ID = /^[\x21-\x7e]{1,64}$/

/**
 * Whether money of it may be given back now. While another payment of its sale is being paid, or the chain shows money
 * for it that nobody has dealt with, that one asks for the same goods. What merely may still be paid is withdrawn with the
 * refund's intent.
 */
export function canRefund(payment: Payment, sale: readonly Payment[]): payment is ChargedPayment {
  const isBeingPaid = (one: Payment) => isInProgress(one) || (one.id !== payment.id && isUntold(one))
  return isCharged(payment) && !sale.some(isBeingPaid)
}

/** What of a payment may still be refunded. Money in doubt counts as gone. */
export function refundable({ received, refunds }: Omit<RefundFacts, 'ours'>): MicroUsdt {
  const spent = refunds.reduce((sum, each) => (isUnsent(each) ? sum : sum + microUsdt(each.amount)), 0n)
  return spent > received ? 0n : received - spent
}

/** Base58check with TRON's prefix, and neither the USDT contract, the burn address nor one of the shop's own. */
export function checkRefundAddress(text: string, ours: readonly string[]): Result<string, RefundRefusal> {
  const address = text.trim()
  if (address === USDT_CONTRACT) return err({ code: 'address', reason: 'contract' })
  if (!isPayableTronAddress(address)) return err({ code: 'address', reason: 'notTron' })
  return ours.includes(address) ? err({ code: 'address', reason: 'ours' }) : ok(address)
}

/**
 * The event that begins a refund, or why there may be none. To be saved before the gateway is asked, in the same
 * transaction in which `facts` were read: two windows must not spend the same money.
 */
export function intend(
  base: RefundBase,
  facts: RefundFacts,
): Result<Extract<RefundEvent, { kind: 'intended' }>, RefundRefusal> {
  const address = checkRefundAddress(base.address, facts.ours)
  if (!address.ok) return address
  const amount = microUsdt(base.amount)
  if (amount <= 0n) return err({ code: 'amountZero' })
  const left = refundable(facts)
  if (amount > left) return err({ code: 'tooMuch', left })
  const isTaken = facts.refunds.some(({ externalId, id }) => externalId === base.externalId || id === base.id)
  if (isTaken || !EXTERNAL_ID.test(base.externalId)) return err({ code: 'externalId' })
  return ok({ kind: 'intended', at: base.createdAt, refund: { ...base, address: address.value } })
}
