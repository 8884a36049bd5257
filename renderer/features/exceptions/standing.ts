import { type Matter, openMatters, UNTOLD, undecidedMatters } from '../../../shared/payment/matters.ts'
import type { ChargedPayment } from '../../../shared/payment/payment.ts'

/** Whose turn it is. */
export type Standing = 'undecided' | 'handed' | 'owed'

/** What is wrong, the gravest of it; undefined where everything is over. */
export function gravestOf(payment: ChargedPayment): Matter['kind'] | undefined {
  return openMatters(payment)[0]?.kind
}

/** Something still to choose comes before what only the owner can, and that before what the customer is owed. */
export function standingOf(payment: ChargedPayment): Standing {
  if (undecidedMatters(payment).length > 0) return 'undecided'
  const isOwners = ({ key, kind }: Matter) =>
    kind === UNTOLD || (payment.handed.includes(key) && !payment.owed.includes(key))
  return openMatters(payment).some(isOwners) ? 'handed' : 'owed'
}
