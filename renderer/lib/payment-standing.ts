import { mattersOf, openMatters, undecidedMatters } from '../../shared/payment/matters.ts'
import type { Payment } from '../../shared/payment/payment.ts'
import { isCharged } from '../../shared/payment/transition.ts'

/** How far people are with what a payment's money left open. */
export type Standing = 'owed' | 'handed' | 'closed'

/** Null while the cashier is to choose, and where there never was anything to choose. */
export function standingOf(payment: Payment): Standing | null {
  if (!isCharged(payment) || undecidedMatters(payment).length > 0) return null
  const open = openMatters(payment).filter(({ kind }) => kind !== 'overpaid')
  if (open.some(({ key }) => payment.owed.includes(key))) return 'owed'
  if (open.length > 0) return 'handed'
  const isOver = mattersOf(payment).some(({ kind }) => kind !== 'overpaid')
  return isOver && payment.settlement === null ? 'closed' : null
}
