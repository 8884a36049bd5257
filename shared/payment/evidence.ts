import { type MicroUsdt, microUsdt } from '../money/usdt.ts'
import type { ChargedPayment, ChildDeposit, Observation, ObservedStatus } from './payment.ts'

/** What does not fit between a payment and what the gateway says of it. */
export type Mismatch = 'parent' | 'coin' | 'address' | 'orderId'

/**
 * Everything that keeps an observation from counting for this payment, whatever its status says. An absent order id
 * counts as a mismatch: the till always sends one. An address that is not said is none: not every gateway repeats it.
 */
export function mismatches(payment: ChargedPayment, seen: Observation): Mismatch[] {
  const found: Mismatch[] = []
  if (seen.parentChargeId !== null) found.push('parent')
  if (seen.coin !== payment.charge.coin) found.push('coin')
  if (isElsewhere(payment, seen)) found.push('address')
  if (seen.orderId !== payment.orderId) found.push('orderId')
  return found
}

function isElsewhere(payment: ChargedPayment, seen: Observation): boolean {
  return seen.address !== null && seen.address !== payment.charge.address
}

/**
 * Copies what the gateway said of this charge into the payment without deciding anything. Amounts never shrink and an
 * older look replaces nothing. What came in another coin, to another address or under another parent is no USDT of
 * this payment: of that only the gateway's word is kept.
 */
export function withEvidence(payment: ChargedPayment, seen: Observation): ChargedPayment {
  const further = seen.status !== 'unknown' && rankOf(seen.status) >= rankOf(payment.lastObserved)
  const word = {
    childChargeIds: [...new Set([...payment.childChargeIds, ...seen.childChargeIds])],
    lastObserved: further ? seen.status : payment.lastObserved,
    vendorStatus: further ? seen.vendorStatus : payment.vendorStatus,
  }
  if (mismatches(payment, seen).some((mismatch) => mismatch !== 'orderId')) return { ...payment, ...word }
  const more = seen.received !== null && microUsdt(seen.received) > microUsdt(payment.received)
  const outcome =
    seen.outcome !== null && (further || payment.outcome === null)
      ? { outcome: seen.outcome, outcomeCoin: seen.outcomeCoin }
      : {}
  const transactionId = further
    ? (seen.transactionId ?? payment.transactionId)
    : (payment.transactionId ?? seen.transactionId)
  return { ...payment, ...word, ...outcome, transactionId, received: more ? seen.received : payment.received }
}

/**
 * Another payment of the same invoice: the customer chose to pay anew on the gateway's page, to an address of its own. It
 * is money for this sale, and no more than a further deposit: it never completes a sale.
 */
export function isSibling({ charge, orderId }: ChargedPayment, seen: Observation): boolean {
  const isSameInvoice = charge.invoice !== undefined && seen.invoiceId === charge.invoice.id
  const isOther = seen.chargeId !== charge.chargeId && seen.parentChargeId === null
  return isSameInvoice && isOther && seen.orderId === orderId
}

/**
 * Notes what the gateway said of one further deposit: an older look replaces nothing, and what is neither a child of this
 * charge (another address) nor its sibling is left out.
 */
export function withChild(payment: ChargedPayment, seen: Observation): ChargedPayment {
  const isKnown = payment.childChargeIds.includes(seen.chargeId)
  const isChild = isKnown && !isElsewhere(payment, seen)
  if (!isChild && !isSibling(payment, seen)) return payment
  const known = payment.children.find(({ chargeId }) => chargeId === seen.chargeId)
  if (known && rankOf(seen.status) < rankOf(known.status)) return payment
  const child: ChildDeposit = {
    chargeId: seen.chargeId,
    status: seen.status,
    coin: seen.coin,
    received: seen.received ?? known?.received ?? null,
    transactionId: seen.transactionId ?? known?.transactionId ?? null,
  }
  return {
    ...payment,
    childChargeIds: isKnown ? payment.childChargeIds : [...payment.childChargeIds, seen.chargeId],
    children: [...payment.children.filter((one) => one !== known), child],
  }
}

export function isUsdtDeposit(child: ChildDeposit): boolean {
  return child.coin === 'usdttrc20'
}

/** A further deposit came that is, as far as is known, USDT; another coin is no repetition. */
export function hasRepeatedDeposit(payment: ChargedPayment): boolean {
  const others = payment.children.filter((child) => !isUsdtDeposit(child)).map(({ chargeId }) => chargeId)
  return payment.childChargeIds.some((id) => !others.includes(id))
}

/** How far along each word of the gateway is. */
const OBSERVED_ORDER: readonly ObservedStatus[] = [
  'unknown',
  'waiting',
  'expired',
  'confirming',
  'confirmed',
  'sending',
  'partiallyPaid',
  'finished',
  'failed',
  'refunded',
]

function rankOf(status: ObservedStatus): number {
  return OBSERVED_ORDER.indexOf(status)
}

/** What this look says has arrived; where it leaves the amount out, what earlier looks that fitted said. */
export function arrived(payment: ChargedPayment, seen: Observation): MicroUsdt {
  return microUsdt(seen.received ?? payment.received)
}

/** The least amount that counts as paid: asked less the owner's tolerance, rounded up to a micro-USDT. */
export function leastAccepted(payment: ChargedPayment): MicroUsdt {
  const asked = microUsdt(payment.charge.asked)
  return asked - (asked * BigInt(payment.toleranceBasisPoints)) / 10_000n
}

/**
 * True when what arrived reaches the asked amount less the tolerance; nothing is never enough. The sandbox reports
 * finished with 0 received (NOWPayments sandbox quirk), so there the amount is not tested.
 */
export function enoughReceived(payment: ChargedPayment, seen: Observation): boolean {
  const received = arrived(payment, seen)
  if (received === 0n) return !payment.receivedIsReported
  return received > 0n && received >= leastAccepted(payment)
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

/** The gateway has said its last word on what came. */
export function isFinal({ lastObserved: word }: Pick<ChargedPayment, 'lastObserved'>): boolean {
  return word === 'finished' || word === 'partiallyPaid'
}
