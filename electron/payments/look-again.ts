import type { LookedAgain } from '../../shared/contract/reconciliation.ts'
import type { Payment } from '../../shared/payment/payment.ts'
import { isPaid } from '../../shared/payment/questions.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import type { PaymentRepository } from './payment-repository.ts'
import type { PaymentWatcher } from './watching/payment-watcher.ts'

export type LookAgain = {
  /** Of these gateways. */
  readonly isMeant: (gateway: string) => boolean
  /** After each look: how many there were, and how many there are. */
  readonly onLooked: (looked: number, of: number) => void
  /** Ends it after the look under way. */
  readonly signal: AbortSignal
}

type Dependencies = {
  readonly repository: Pick<PaymentRepository, 'find'>
  readonly watcher: PaymentWatcher
}

/** Looks at every payment that is not paid and may still be, one after the other: a charge waits for one of them at most. */
export async function lookAgain(
  { repository, watcher }: Dependencies,
  { isMeant, onLooked, signal }: LookAgain,
): Promise<LookedAgain> {
  const open = watcher.open().filter((payment) => isMeant(payment.charge.gateway) && !isPaid(payment))
  const told = { looked: 0, changed: 0, unanswered: 0 }
  onLooked(0, open.length)
  for (const { id } of open) {
    if (signal.aborted) break
    const before = standingOf(repository.find(id))
    await watcher.check(id, 'person')
    told.looked += 1
    if (watcher.checkState(id).error !== null) told.unanswered += 1
    else if (standingOf(repository.find(id)) !== before) told.changed += 1
    if (!signal.aborted) onLooked(told.looked, open.length)
  }
  return told
}

/** What a person would call news: the gateway's first word for a charge is none. */
function standingOf(payment: Payment | undefined): string {
  if (payment === undefined || !isCharged(payment)) return ''
  const { status, received, remarks, childChargeIds } = payment
  return JSON.stringify([status, received, remarks, childChargeIds])
}
