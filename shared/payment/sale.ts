import { type Money, money } from '../money/money.ts'
import { formatUsdt, microUsdt, type UsdtText } from '../money/usdt.ts'
import { canDecide } from './decide.ts'
import { isFinal, missingOf } from './evidence.ts'
import type { ChargedPayment, Decision, Payment } from './payment.ts'
import {
  canRetry,
  isConfirming,
  isInProgress,
  isSeenOnChain,
  isSold,
  isTakenBack,
  isUntold,
} from './questions.ts'
import { goesBack } from './refunds.ts'
import { isCharged } from './transition.ts'

// A sale may need several payments: a retry, a top-up for what was missing. What one of them may do depends on the rest.

/** What a cashier may choose on a payment's card. */
export const CHOICES = ['topUp', 'retry', 'delivered', 'accepted', 'owed', 'handed'] as const
export type Choice = (typeof CHOICES)[number]

const MOST_CHOICES = 3

/** The price of the whole sale: a top-up's own price is a part of it. */
export function salePrice(sale: readonly Payment[], payment: Payment): Money {
  return (sale.find(({ topUpOf }) => topUpOf === null) ?? payment).price
}

/** Everything that arrived for the sale and stayed: what the gateway gave back to the customer, the shop has not. */
export function saleReceived(sale: readonly Payment[]): UsdtText {
  const stayed = sale.filter(isCharged).filter((payment) => !isTakenBack(payment))
  const arrived = stayed.map(({ received }) => microUsdt(received))
  return formatUsdt(arrived.reduce((sum, one) => sum + one, 0n))
}

/**
 * What the missing rest costs: the price's share, rounded up to the minor unit, so that a rest once paid is never
 * short of the sale again.
 */
export function restPrice(payment: ChargedPayment): Money {
  const asked = microUsdt(payment.charge.asked)
  const share = (BigInt(payment.price.minor) * missingOf(payment) + asked - 1n) / asked
  return money(Number(share), payment.price.currency)
}

/** The rest can be asked for: less came, and no other payment of the sale brings it, brought it, or asks for it. */
export function canTopUp(payment: Payment, sale: readonly Payment[]): payment is ChargedPayment {
  if (!isCharged(payment) || payment.status !== 'short' || payment.settlement !== null) return false
  if (missingOf(payment) === 0n || goesBack(payment)) return false
  const others = sale.filter(({ id }) => id !== payment.id)
  const isBeingPaid = (other: Payment) => isInProgress(other) || isSeenOnChain(other)
  if (others.some((other) => isBeingPaid(other) || (other.topUpOf === null && isSold(other)))) return false
  const mine = others.filter(({ topUpOf }) => topUpOf === payment.id).filter(isCharged)
  return mine.every(({ received }) => microUsdt(received) === 0n)
}

/** Nobody has paid for the sale, and nothing is under way that could. */
export function canRetrySale(sale: readonly Payment[]): boolean {
  return sale.every((payment) => canRetry(payment) || isUnpaidTopUp(payment))
}

function isUnpaidTopUp(payment: Payment): boolean {
  return payment.topUpOf !== null && canRetry({ ...payment, topUpOf: null })
}

/** Whether a person may decide this: settling a sale twice is refused, whichever of its payments is meant. */
export function canDecideInSale(payment: Payment, decision: Decision, sale: readonly Payment[]): boolean {
  if (!isCharged(payment) || !canDecide(payment, decision)) return false
  const settles = decision === 'accepted' || decision === 'delivered' || decision === 'byHand'
  if (settles && restsOn(payment, sale).some(goesBack)) return false
  if (decision === 'accepted' && sale.some((one) => one.topUpOf === payment.id && brings(one))) return false
  const others = sale.filter(({ id, topUpOf }) => id !== payment.id && topUpOf !== payment.id)
  const isPaidElsewhere = others.some(
    (other) => other.id !== payment.topUpOf && (isSold(other) || isConfirming(other)),
  )
  return !(settles && isPaidElsewhere)
}

/** Money of it is for the sale, or on its way: what is missing of the whole is then its own, and it is the one to be accepted. */
function brings(rest: Payment): boolean {
  if (!isCharged(rest) || goesBack(rest) || rest.owed.length > 0) return false
  return isConfirming(rest) || isUntold(rest) || (isFinal(rest) && microUsdt(rest.received) > 0n)
}

/** The payments of which this one is to bring what is missing: down the chain of top-ups, its own left out. */
function restsOn({ topUpOf }: Payment, sale: readonly Payment[]): readonly ChargedPayment[] {
  const short = sale.find(({ id }) => id === topUpOf)
  return short && isCharged(short) ? [short, ...restsOn(short, sale)] : []
}

/** At most three, the most likely first. `canAskRest`: the gateway takes an amount as small as the rest. */
export function choicesOf(
  payment: Payment,
  sale: readonly Payment[],
  canAskRest: boolean,
): readonly Choice[] {
  const asksRest = canAskRest && canTopUp(payment, sale)
  const possible: Readonly<Record<Choice, boolean>> = {
    topUp: asksRest,
    retry: canRetry(payment) && canRetrySale(sale),
    delivered: canDecideInSale(payment, 'delivered', sale),
    accepted: canDecideInSale(payment, 'accepted', sale),
    owed: !asksRest && canDecideInSale(payment, 'owed', sale),
    handed: canDecideInSale(payment, 'handed', sale),
  }
  return CHOICES.filter((choice) => possible[choice]).slice(0, MOST_CHOICES)
}
