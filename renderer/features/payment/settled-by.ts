import type { ChargedPayment, Settlement } from '../../../shared/payment/payment.ts'

/** Whose word let the goods go, and when. `rule`: the owner's rule for early release. */
export type SettledBy = {
  readonly by: Settlement['by'] | 'rule'
  readonly at: string
  readonly reason: string | null
}

export function settledBy({ settlement, releasedAt }: ChargedPayment): SettledBy | null {
  if (settlement !== null) return { by: settlement.by, at: settlement.at, reason: settlement.reason }
  return releasedAt === null ? null : { by: 'rule', at: releasedAt, reason: null }
}
