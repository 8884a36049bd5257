import { type MicroUsdt, microUsdt, parseUsdt } from '../../../shared/money/usdt.ts'
import type { ChargedPayment } from '../../../shared/payment/payment.ts'

/** What arrived for a payment, cut in two; further deposits are not in it. */
export type Netted = { readonly net: MicroUsdt; readonly fee: MicroUsdt }

/**
 * What the shop got and what the gateway kept, in USDT, by the rule of the reports (`shared/shift/counting.ts`; a test holds the two
 * together): null where the gateway has said nothing yet, paid out in another coin, or speaks of more than came in.
 */
export function nettedOf({ outcome, outcomeCoin, received }: ChargedPayment): Netted | null {
  if (outcome === null || outcomeCoin !== 'usdttrc20') return null
  const net = parseUsdt(outcome, 'down')
  const whole = microUsdt(received)
  return net === undefined || net < 0n || net > whole ? null : { net, fee: whole - net }
}
