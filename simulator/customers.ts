import { microPerUnit, parseMicro } from './amounts.ts'
import { controlError } from './control/error.ts'

// The fake customers: what each of them sends when asked for an amount.

export const payKinds = ['exact', 'less', 'more', 'amount', 'late', 'wrong-asset', 'again'] as const

export type PayOrder = {
  kind: (typeof payKinds)[number]
  amount?: string | undefined
  coin?: string | undefined
}

export type Transfer = { coin: string; micro: bigint }

/** A charge as its customer sees it. */
export interface Payee<C> {
  readonly asked: Transfer
  readonly isWaiting: boolean
  readonly hasDeposit: boolean
  expire(): void
  /** Gives the charge the money counts for. */
  receive(transfer: Transfer): C
}

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)

const orderedMicro = (order: PayOrder, otherwise: bigint): bigint => {
  if (order.amount === undefined) return otherwise
  const micro = parseMicro(order.amount)
  if (micro === null || micro === 0n) throw controlError(400, 'The amount must be more than zero.')
  return micro
}

const transferOf = ({ coin, micro }: Transfer, order: PayOrder): Transfer => {
  switch (order.kind) {
    case 'less':
      // One USDT short: what an exchange typically takes from the amount as its withdrawal fee.
      return { coin, micro: micro - smaller(microPerUnit, micro / 2n) }
    case 'more':
      return { coin, micro: micro + microPerUnit }
    case 'wrong-asset':
      return { coin: order.coin ?? 'trx', micro: orderedMicro(order, 50n * microPerUnit) }
    case 'amount':
      if (order.amount === undefined) throw controlError(400, 'This kind of payment needs an amount.')
      return { coin, micro: orderedMicro(order, micro) }
    default:
      return { coin, micro: orderedMicro(order, micro) }
  }
}

/** Pays as told and returns the charge the money counts for: the one asked, or another that its vendor books it to. */
export const pay = <C>(payee: Payee<C>, order: PayOrder): C => {
  // Time runs out for nobody who has paid.
  if (order.kind === 'late' && payee.isWaiting) payee.expire()
  if (order.kind === 'again' && !payee.hasDeposit) payee.receive(payee.asked)
  return payee.receive(transferOf(payee.asked, order))
}
