import type { PaymentView } from '../../shared/contract/payments.ts'
import { canCancel, isInProgress, isLive, isSold } from '../../shared/payment/questions.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import type { Result } from '../../shared/result.ts'
import { chargeAgain } from '../stores/charge-store.ts'
import { hasKeypad, showScreen } from '../stores/screen-store.ts'
import { type App, type AppState, type Command, readAppState, subjectOf } from './command.ts'

export const cancelPayment: Command = {
  label: 'cashier:act.cancel',
  keys: ['Escape'],
  cap: 'common:key.escape',
  isAvailable: onSubject(({ payment }) => canCancel(payment)),
  ownsKey: keypadIsEmpty,
  run: withSubject((app, { payment: { id } }) => report(app, app.backend.payments.cancel({ id }))),
}

export const retryPayment: Command = {
  label: 'cashier:act.retry',
  keys: ['r', 'Enter'],
  cap: { letter: 'R' },
  isAvailable: (state) =>
    onSubject(({ choices }) => choices.includes('retry'))(state) &&
    !state.charge.isStarting &&
    state.till.journal === null,
  ownsKey: (state, key) => key === 'r' || keypadIsEmpty(state),
  run: askAgain('retry'),
}

/**
 * Leaves an outcome; the payment stays in the list and stays watched, and among the parked ones while somebody has to
 * choose about it.
 */
export const dismissOutcome: Command = {
  label: 'cashier:act.done',
  keys: ['Escape', 'Enter', ' '],
  cap: 'common:key.escape',
  isAvailable: onSubject(({ payment }) => !isInProgress(payment) || isSold(payment)),
  // Once the goods may go any key goes on; other outcomes want to be read first.
  ownsKey: (state, key) =>
    keypadIsEmpty(state) && (key === 'Escape' || onSubject(({ payment }) => isSold(payment))(state)),
  run: withSubject((app, { payment: { id } }) => {
    dismissPayment(app, id)
    leaveParked(app)
  }),
}

export const checkPayment: Command = {
  label: 'cashier:act.check',
  keys: ['c'],
  cap: { letter: 'C' },
  isAvailable: onSubject(({ payment }) => isCharged(payment)),
  run: withSubject((app, { payment: { id } }) => report(app, app.backend.payments.check({ id }))),
}

export const openHistory: Command = {
  label: 'cashier:act.history',
  keys: ['h'],
  cap: { letter: 'H' },
  isAvailable: onSubject(({ payment }) => !isLive(payment)),
  run: withSubject((app, { payment: { id } }) =>
    showScreen(app.stores.screen, { kind: 'history', paymentId: id }),
  ),
}

/** A charge again for the subject's sale; it takes the screens, so that nobody looks at a parked payment meanwhile. */
export function askAgain(call: 'retry' | 'topUp'): Command['run'] {
  return withSubject((app, { payment: { id } }) => {
    void chargeAgain(app.stores.charge, app.backend.payments[call], id).then((isThere) => {
      if (isThere) leaveParked(app)
    })
  })
}

export function dismissPayment(app: App, id: string): void {
  report(app, app.backend.payments.dismiss({ id }))
}

/** What failed is shown beside the payment; what worked comes back as a push. */
export function report(app: App, call: Promise<Result<unknown>>): void {
  void call.then((result) => app.stores.charge.setState({ error: result.ok ? null : result.error }))
}

/** About what is looked at, unless the owner is just being asked about it. */
export function onSubject(question: (view: PaymentView) => boolean): (state: AppState) => boolean {
  return (state) => {
    const subject = subjectOf(state)
    if (!hasKeypad(state.screen) || subject === null || isTipAsked(state)) return false
    return state.decision?.paymentId !== subject.payment.id && question(subject)
  }
}

/** The customer is asked for a tip: what stood on the right side waits behind the question. */
function isTipAsked({ screen, payments }: AppState): boolean {
  return screen.kind === 'till' && payments.tip !== null
}

export function withSubject(run: (app: App, view: PaymentView) => void): (app: App) => void {
  return (app) => {
    const state = readAppState(app.stores)
    const subject = state ? subjectOf(state) : null
    if (subject) run(app, subject)
  }
}

function leaveParked({ stores }: App): void {
  if (stores.screen.getState().screen.kind === 'parked') showScreen(stores.screen, { kind: 'till' })
}

function keypadIsEmpty(state: AppState): boolean {
  return state.charge.entry === ''
}
