import type { PaymentView } from '../../shared/contract/payments.ts'
import { canCancel, isInProgress, isLive, isPaid } from '../../shared/payment/questions.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import type { Result } from '../../shared/result.ts'
import { retryCharge } from '../stores/charge-store.ts'
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
  run: withSubject((app, { payment: { id } }) => void retryCharge(app.stores.charge, app.backend, id)),
}

/** Leaves an outcome; the payment stays in the list and stays watched. */
export const dismissOutcome: Command = {
  label: 'cashier:act.done',
  keys: ['Escape', 'Enter', ' '],
  cap: 'common:key.escape',
  isAvailable: onSubject(({ payment }) => !isInProgress(payment)),
  // After "paid" any key goes on; other outcomes want to be read first.
  ownsKey: (state, key) =>
    keypadIsEmpty(state) && (key === 'Escape' || onSubject(({ payment }) => isPaid(payment))(state)),
  run: withSubject((app, { payment: { id } }) => dismissPayment(app, id)),
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

export function dismissPayment(app: App, id: string): void {
  report(app, app.backend.payments.dismiss({ id }))
}

/** What failed is shown beside the payment; what worked comes back as a push. */
export function report(app: App, call: Promise<Result<unknown>>): void {
  void call.then((result) => app.stores.charge.setState({ error: result.ok ? null : result.error }))
}

export function onSubject(question: (view: PaymentView) => boolean): (state: AppState) => boolean {
  return (state) => {
    const subject = subjectOf(state)
    return hasKeypad(state.screen) && subject !== null && question(subject)
  }
}

export function withSubject(run: (app: App, view: PaymentView) => void): (app: App) => void {
  return (app) => {
    const state = readAppState(app.stores)
    const subject = state ? subjectOf(state) : null
    if (subject) run(app, subject)
  }
}

function keypadIsEmpty(state: AppState): boolean {
  return state.charge.entry === ''
}
