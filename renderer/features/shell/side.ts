import type { PaymentsState, PaymentView } from '../../../shared/contract/payments.ts'
import type { Screen } from '../../stores/screen-store.ts'

/** What the right side is about: one thing at a time. */
export type Side =
  | { readonly kind: 'history'; readonly paymentId: string }
  | { readonly kind: 'exceptions' }
  | { readonly kind: 'parked'; readonly view: PaymentView }
  | { readonly kind: 'current'; readonly view: PaymentView }
  | { readonly kind: 'today' }
  | { readonly kind: 'welcome' }

/** The one place where it is chosen. */
export function sideOf(
  screen: Screen,
  { current, parked }: Pick<PaymentsState, 'current' | 'parked'>,
  welcomed: boolean,
): Side {
  if (screen.kind === 'history') return { kind: 'history', paymentId: screen.paymentId }
  if (screen.kind === 'exceptions') return { kind: 'exceptions' }
  const looked =
    screen.kind === 'parked' ? parked.find(({ view }) => view.payment.id === screen.paymentId) : undefined
  if (looked) return { kind: 'parked', view: looked.view }
  // A payment comes before everything, the first choice included: the keypad works from the start.
  if (current !== null) return { kind: 'current', view: current }
  return { kind: welcomed ? 'today' : 'welcome' }
}
