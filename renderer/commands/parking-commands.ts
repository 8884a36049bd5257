import { asksCashier, isInProgress, isLive, isUntold } from '../../shared/payment/questions.ts'
import { hasKeypad, showScreen } from '../stores/screen-store.ts'
import { type App, type AppState, type Command, readAppState, subjectOf } from './command.ts'
import { report } from './payment-commands.ts'

/** Parked payments that have a key of their own; the list holds the others as well. */
const KEYS = ['F6', 'F7', 'F8', 'F9'] as const

/** Takes the payment off both screens while it goes on, so that the next customer can pay. */
export const parkPayment: Command = {
  label: 'cashier:parking.park',
  keys: ['F2'],
  cap: { letter: 'F2' },
  isAvailable: ({ screen, payments: { current } }) =>
    screen.kind === 'till' &&
    current !== null &&
    isInProgress(current.payment) &&
    current.payment.status !== 'created',
  run: (app) => {
    const current = readAppState(app.stores)?.payments.current
    if (current) report(app, app.backend.payments.park({ id: current.payment.id }))
  },
}

/** Puts the parked payment that is looked at on both screens again. The window follows when main says so. */
export const bringBack: Command = {
  label: 'cashier:parking.bringBack',
  keys: ['F3'],
  cap: { letter: 'F3' },
  isAvailable: (state) => goesOn(state) && !isCodeUp(state),
  run: (app) => {
    const state = readAppState(app.stores)
    const looked = state?.screen.kind === 'parked' ? subjectOf(state) : null
    if (looked) report(app, app.backend.payments.bringBack({ id: looked.payment.id }))
  },
}

/** Back from the parked payment that is looked at, to the list it was opened in; main is told once it is left, by whichever way. */
export const closeParked: Command = {
  label: 'cashier:parking.back',
  keys: ['Escape'],
  cap: 'common:key.escape',
  isAvailable: (state) => state.screen.kind === 'parked',
  run: ({ stores: { screen: store } }) => {
    const { screen } = store.getState()
    const from = screen.kind === 'parked' ? screen.from : undefined
    showScreen(store, { kind: from ?? 'till' })
  },
}

/** A key for each of the first four. */
export const lookAtParked: readonly Command[] = KEYS.map((key, index) => ({
  label: 'cashier:parking.look',
  keys: [key],
  cap: { letter: key },
  isAvailable: ({ screen, payments }) => hasKeypad(screen) && payments.parked[index] !== undefined,
  run: (app) => {
    const parked = readAppState(app.stores)?.payments.parked[index]
    if (parked) lookAt(app, parked.view.payment.id)
  },
}))

/** All that are parked, for whoever is there: each of them is one that they see. */
export const openParkedList: Command = {
  label: 'cashier:parking.title',
  keys: [],
  cap: null,
  isAvailable: ({ screen }) => hasKeypad(screen) && screen.kind !== 'parkedList',
  run: (app) => showScreen(app.stores.screen, { kind: 'parkedList' }),
}

/** Shows a payment beside the current one, and leads back to the list on the screen, if there is one; the customer's window stays as it is. */
export function lookAt(app: App, id: string): void {
  const { current } = app.stores.payments.getState().payments ?? {}
  if (current?.payment.id === id) {
    showScreen(app.stores.screen, { kind: 'till' })
    return
  }
  const { screen } = app.stores.screen.getState()
  const isList = screen.kind === 'exceptions' || screen.kind === 'parkedList'
  const opened = app.backend.payments.open({ id })
  report(app, opened)
  void opened.then((result) => {
    if (!result.ok) return
    showScreen(app.stores.screen, { kind: 'parked', paymentId: id, ...(isList && { from: screen.kind }) })
  })
}

/** True while the payment that is looked at may stand on both screens again, once there is room. */
export function goesOn(state: Pick<AppState, 'screen' | 'payments'>): boolean {
  const looked = state.screen.kind === 'parked' ? subjectOf(state)?.payment : undefined
  return looked !== undefined && (isInProgress(looked) || isUntold(looked) || asksCashier(looked))
}

function isCodeUp({ payments: { current } }: AppState): boolean {
  return current !== null && isLive(current.payment)
}
