import type { PaymentView } from '../../shared/contract/payments.ts'
import { hasLivePage } from '../../shared/payment/questions.ts'
import type { AppState, Command } from './command.ts'
import { onSubject, report, withSubject } from './payment-commands.ts'

/** The gateway's own page before the customer, for a charge that has one. */
export const openPage: Command = {
  label: 'cashier:act.openPage',
  keys: ['o'],
  cap: { letter: 'O' },
  isAvailable: (state) => isPageOf(state, null),
  run: withSubject((app, { payment: { id } }) => report(app, app.backend.payments.openPage({ id }))),
}

export const closePage: Command = {
  label: 'cashier:act.closePage',
  keys: ['o'],
  cap: { letter: 'O' },
  isAvailable: (state) => isPageOf(state, state.payments.current?.payment.id ?? null),
  run: (app) => report(app, app.backend.payments.closePage()),
}

/** Only what is on both screens has its page open, or may have it opened. */
function isPageOf(state: AppState, open: string | null): boolean {
  const isCurrent = ({ payment }: PaymentView) => payment.id === state.payments.current?.payment.id
  return (
    state.till.openPage === open && onSubject((view) => isCurrent(view) && hasLivePage(view.payment))(state)
  )
}
