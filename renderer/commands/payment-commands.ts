import type { Payment } from '../../shared/payment/payment.ts'
import { canCancel, canRetry, isInProgress, isLive, isPaid } from '../../shared/payment/questions.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import type { Result } from '../../shared/result.ts'
import { retryCharge } from '../stores/charge-store.ts'
import { hasKeypad, showScreen } from '../stores/screen-store.ts'
import type { App, AppState, Command } from './command.ts'

export const cancelPayment: Command = {
  label: 'cashier:act.cancel',
  keys: ['Escape'],
  cap: 'common:key.escape',
  isAvailable: onCurrent(canCancel),
  ownsKey: keypadIsEmpty,
  run: withCurrent((app, { id }) => report(app, app.backend.payments.cancel({ id }))),
}

export const retryPayment: Command = {
  label: 'cashier:act.retry',
  keys: ['r', 'Enter'],
  cap: { letter: 'R' },
  isAvailable: (state) =>
    onCurrent(canRetry)(state) && !state.charge.isStarting && state.till.journal === null,
  ownsKey: (state, key) => key === 'r' || keypadIsEmpty(state),
  run: withCurrent((app, { id }) => void retryCharge(app.stores.charge, app.backend, id)),
}

/** Leaves an outcome; the payment stays in the list and stays watched. */
export const dismissOutcome: Command = {
  label: 'cashier:act.done',
  keys: ['Escape', 'Enter', ' '],
  cap: 'common:key.escape',
  isAvailable: onCurrent((payment) => !isInProgress(payment)),
  // After "paid" any key goes on; other outcomes want to be read first.
  ownsKey: (state, key) => keypadIsEmpty(state) && (key === 'Escape' || onCurrent(isPaid)(state)),
  run: withCurrent((app, { id }) => dismissPayment(app, id)),
}

export const checkPayment: Command = {
  label: 'cashier:act.check',
  keys: ['c'],
  cap: { letter: 'C' },
  isAvailable: onCurrent(isCharged),
  run: withCurrent((app, { id }) => report(app, app.backend.payments.check({ id }))),
}

export const openHistory: Command = {
  label: 'cashier:act.history',
  keys: ['h'],
  cap: { letter: 'H' },
  isAvailable: onCurrent((payment) => !isLive(payment)),
  run: withCurrent((app, { id }) => showScreen(app.stores.screen, { kind: 'history', paymentId: id })),
}

export function dismissPayment(app: App, id: string): void {
  report(app, app.backend.payments.dismiss({ id }))
}

/** What failed is shown beside the payment; what worked comes back as a push. */
export function report(app: App, call: Promise<Result<unknown>>): void {
  void call.then((result) => app.stores.charge.setState({ error: result.ok ? null : result.error }))
}

export function onCurrent(question: (payment: Payment) => boolean): (state: AppState) => boolean {
  return (state) =>
    hasKeypad(state.screen) && state.payments.current !== null && question(state.payments.current.payment)
}

export function withCurrent(run: (app: App, payment: Payment) => void): (app: App) => void {
  return (app) => {
    const current = app.stores.payments.getState().payments?.current
    if (current) run(app, current.payment)
  }
}

function keypadIsEmpty(state: AppState): boolean {
  return state.charge.entry === ''
}
