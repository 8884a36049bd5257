import { microPerUnit, parseMicro } from './amounts.ts'
import type { payKinds } from './control/contract.ts'
import { controlError } from './control/error.ts'
import type { Charge } from './nowpayments/charge.ts'
import type { Stages } from './nowpayments/stages.ts'

// The fake customers: what each of them sends when asked for an amount.

export type PayOrder = {
  kind: (typeof payKinds)[number]
  amount?: string | undefined
  coin?: string | undefined
}

type Transfer = { coin: string; micro: bigint }

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)

const orderedMicro = (order: PayOrder, otherwise: bigint): bigint => {
  if (order.amount === undefined) return otherwise
  const micro = parseMicro(order.amount)
  if (micro === null || micro === 0n) throw controlError(400, 'The amount must be more than zero.')
  return micro
}

const transferOf = (charge: Charge, order: PayOrder): Transfer => {
  const asked = charge.payMicro
  const coin = charge.payCurrency
  switch (order.kind) {
    case 'less':
      // One USDT short: what an exchange typically takes from the amount as its withdrawal fee.
      return { coin, micro: asked - smaller(microPerUnit, asked / 2n) }
    case 'more':
      return { coin, micro: asked + microPerUnit }
    case 'wrong-asset':
      return { coin: order.coin ?? 'trx', micro: orderedMicro(order, 50n * microPerUnit) }
    case 'amount':
      if (order.amount === undefined) throw controlError(400, 'This kind of payment needs an amount.')
      return { coin, micro: orderedMicro(order, asked) }
    default:
      return { coin, micro: orderedMicro(order, asked) }
  }
}

/** Pays as told and returns the charge the money counts for: the one asked, or a new child of it. */
export const pay = (stages: Stages, charge: Charge, order: PayOrder): Charge => {
  // Time runs out for nobody who has paid.
  if (order.kind === 'late' && charge.status === 'waiting') stages.setStatus(charge, 'expired')
  if (order.kind === 'again' && charge.paidMicro === 0n) {
    stages.receive(charge, { coin: charge.payCurrency, micro: charge.payMicro })
  }
  return stages.receive(charge, transferOf(charge, order))
}
