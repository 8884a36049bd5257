import type { PaymentsState } from '../../../shared/contract/payments.ts'
import type { PaymentEventKind } from '../../../shared/payment/event.ts'
import { undecidedMatters } from '../../../shared/payment/matters.ts'
import type { Payment } from '../../../shared/payment/payment.ts'
import {
  asksCashier,
  isConfirming,
  isInProgress,
  isSold,
  isUntold,
} from '../../../shared/payment/questions.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import type { Recorded } from '../payment-repository.ts'

type Rings = PaymentsState['rings']
type Parked = { readonly id: string; readonly moved: boolean }

/** The payments beside the one on the screens that are not over, and when to ring. */
export type Parking = {
  /** Oldest first. */
  list(): readonly Parked[]
  rings(): Rings
  /** A payment leaves the screens: it stays here unless it is over and nothing is left to choose. */
  leave(payment: Payment): void
  /** Somebody looks at it. */
  open(id: string): void
  /** It moved while nobody looked. */
  call(id: string): void
  remove(id: string): void
  /** Something was recorded: rings and calls for whoever has to know. */
  noted(recorded: Recorded, isCurrent: boolean): void
}

/** In memory: what is parked follows from the payments themselves, so that a restart finds them again. */
export function createParking(): Parking {
  let parked: readonly Parked[] = []
  let rings: Rings = { count: 0, for: 'paid' }

  function ring(reason: Rings['for']): void {
    rings = { count: rings.count + 1, for: reason }
  }

  function put(id: string, moved: boolean): void {
    const known = parked.some((one) => one.id === id)
    parked = known ? parked.map((one) => (one.id === id ? { id, moved } : one)) : [...parked, { id, moved }]
  }

  function remove(id: string): void {
    parked = parked.filter((one) => one.id !== id)
  }

  return {
    list: () => parked,
    rings: () => rings,
    leave(payment) {
      if (isInProgress(payment) || isUntold(payment) || asksCashier(payment)) put(payment.id, false)
      else remove(payment.id)
    },
    open: (id) => put(id, false),
    call: (id) => put(id, true),
    remove,
    noted(recorded, isCurrent) {
      const reason = newsOf(recorded)
      if (reason === undefined) return
      const id = recorded.after.id
      const isParked = parked.some((one) => one.id === id)
      if (isCurrent) {
        if (reason !== 'moved') ring(reason)
      } else if (isParked || reason !== 'moved' || isConfirming(recorded.after)) {
        put(id, true)
        ring(reason === 'paid' ? 'paid' : 'attention')
      }
    },
  }
}

/** What is new about a payment for someone who does not look at it; what a person did themselves is no news. */
function newsOf({ before, after, event }: Recorded): 'paid' | 'attention' | 'moved' | undefined {
  if (!before || before === after || BY_A_PERSON.includes(event.kind)) return undefined
  if (isSold(after) && !isSold(before)) return 'paid'
  const known = isCharged(before) ? undecidedMatters(before).map(({ key }) => key) : []
  if (isCharged(after) && undecidedMatters(after).some(({ key }) => !known.includes(key))) return 'attention'
  const isStep = isConfirming(after) && isConfirming(before)
  return after.status !== before.status && !isStep && after.status !== 'awaiting' ? 'moved' : undefined
}

/** A top-up settles another payment at the moment a person sees it paid. */
const BY_A_PERSON: readonly PaymentEventKind[] = ['decided', 'toppedUp', 'cancelled']
