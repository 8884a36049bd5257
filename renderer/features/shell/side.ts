import type { PaymentsState, PaymentView } from '../../../shared/contract/payments.ts'
import type { TipQuestion } from '../../../shared/contract/tip.ts'
import type { Screen } from '../../stores/screen-store.ts'

/** What the right side is about: one thing at a time. */
export type Side =
  | { readonly kind: 'history'; readonly paymentId: string }
  | { readonly kind: 'parkedList' }
  | { readonly kind: 'exceptions' }
  | { readonly kind: 'shift'; readonly number: number | null }
  | { readonly kind: 'dayClose'; readonly z: number | null }
  | { readonly kind: 'parked'; readonly view: PaymentView }
  /** What the customer is being asked before there is a payment. */
  | { readonly kind: 'tip'; readonly question: TipQuestion }
  | { readonly kind: 'current'; readonly view: PaymentView }
  | { readonly kind: 'today' }
  | { readonly kind: 'welcome' }

/** The one place where it is chosen. */
export function sideOf(
  screen: Screen,
  { current, parked, tip }: Pick<PaymentsState, 'current' | 'parked' | 'tip'>,
  welcomed: boolean,
): Side {
  if (screen.kind === 'history') return { kind: 'history', paymentId: screen.paymentId }
  if (screen.kind === 'parkedList') return { kind: 'parkedList' }
  if (screen.kind === 'exceptions') return { kind: 'exceptions' }
  if (screen.kind === 'shift') return { kind: 'shift', number: screen.number }
  if (screen.kind === 'dayClose') return { kind: 'dayClose', z: screen.z }
  const looked =
    screen.kind === 'parked' ? parked.find(({ view }) => view.payment.id === screen.paymentId) : undefined
  if (looked) return { kind: 'parked', view: looked.view }
  if (tip !== null) return { kind: 'tip', question: tip }
  // A payment comes before everything, the first choice included: the keypad works from the start.
  if (current !== null) return { kind: 'current', view: current }
  return { kind: welcomed ? 'today' : 'welcome' }
}
