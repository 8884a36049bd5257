import { type MicroUsdt, microUsdt, parseUsdt } from '../money/usdt.ts'
import { isUsdtDeposit } from '../payment/evidence.ts'
import type { ChargedPayment } from '../payment/payment.ts'
import { isTakenBack } from '../payment/questions.ts'

/** What the shop got of what arrived, and what the gateway kept. */
export type Netted = { readonly net: MicroUsdt; readonly fee: MicroUsdt }

/** The USDT that came for a payment, as every sum counts it: reports and exports alike. */
export type Arrived = {
  /** For the payment itself. */
  readonly own: MicroUsdt
  /** Further deposits at its address, whose outcome no gateway tells with the payment. */
  readonly further: MicroUsdt
  /** Of either, what the gateway gave back to the customer by itself: the shop has none of it, and it is in neither. */
  readonly takenBack: MicroUsdt
  /** `own`, cut in two; null where the gateway has not accounted for it in USDT. */
  readonly netted: Netted | null
}

export function arrivedOf(payment: ChargedPayment): Arrived {
  const came = microUsdt(payment.received)
  const isBack = isTakenBack(payment)
  const [own, ownBack] = isBack ? [0n, came] : [came, 0n]
  let further = 0n
  let takenBack = ownBack
  for (const { status, received } of payment.children.filter(isUsdtDeposit)) {
    if (received === null) continue
    if (status === 'refunded') takenBack += microUsdt(received)
    else further += microUsdt(received)
  }
  return { own, further, takenBack, netted: nettedOf(payment) }
}

/**
 * Null where the gateway has said nothing yet, paid out in another coin, or took its word back: what it had paid out before it
 * said that the payment failed, nobody knows. More than came in is no fee below zero: it speaks of something else.
 */
export function nettedOf({ outcome, outcomeCoin, received, lastObserved }: ChargedPayment): Netted | null {
  if (lastObserved === 'failed' || lastObserved === 'refunded') return null
  if (outcome === null || outcomeCoin !== 'usdttrc20') return null
  const net = parseUsdt(outcome, 'down')
  const whole = microUsdt(received)
  return net === undefined || net < 0n || net > whole ? null : { net, fee: whole - net }
}
