import type { EntryKey } from '../../shared/money/keypad.ts'
import { isLive, isSold } from '../../shared/payment/questions.ts'
import type { Keypad } from '../stores/charge-draft.ts'
import { dismissError, pasteText, pressKey, priceOf, startCharge } from '../stores/charge-store.ts'
import { draftSale, keepDiscount } from '../stores/extras.ts'
import { hasKeypad, showScreen } from '../stores/screen-store.ts'
import { type App, type AppState, type Command, readAppState } from './command.ts'
import { dismissPayment } from './payment-commands.ts'

export function keypadOf(state: Pick<AppState, 'till'>): Keypad {
  const { currency, entryStyle } = state.till.settings
  return { currency, style: entryStyle }
}

/** One key of the keypad, wherever it was pressed. Once the goods may go it begins the next sale at once. */
export function typeKey(app: App, key: EntryKey): void {
  const state = readAppState(app.stores)
  if (!state) return
  leaveSold(app, state)
  pressKey(app.stores.charge, key, keypadOf(state))
}

export function paste(app: App, text: string): void {
  const state = readAppState(app.stores)
  if (!state) return
  leaveSold(app, state)
  pasteText(app.stores.charge, text, keypadOf(state))
}

function leaveSold(app: App, state: AppState): void {
  const current = state.payments.current?.payment
  if (current && isSold(current)) dismissPayment(app, current.id)
}

export const charge: Command = {
  label: 'cashier:keypad.charge',
  keys: ['Enter'],
  cap: 'common:key.enter',
  isAvailable: (state) =>
    hasKeypad(state.screen) &&
    !state.charge.isStarting &&
    state.till.journal === null &&
    !hasLivePayment(state) &&
    // Somebody's word charges it then, and what they typed so far stays.
    !asksForWord(state) &&
    draftSale(state.charge, keypadOf(state), state.till.settings.taxes)?.ok === true,
  run: (app) => {
    const state = readAppState(app.stores)
    if (!state) return
    showScreen(app.stores.screen, { kind: 'till' })
    // What stands on the screen is what is charged, also while it is typed.
    if (state.charge.open?.kind === 'discount') keepDiscount(app.stores.charge, keypadOf(state))
    // The same key passes the warning about an unpaid payment of the same amount.
    void startCharge(
      app.stores.charge,
      app.backend,
      priceOf(state.charge, keypadOf(state)),
      isAskedAbout(state),
    )
  },
}

export const clearEntry: Command = {
  label: 'common:cancel',
  keys: ['Escape'],
  cap: 'common:key.escape',
  isAvailable: ({ screen, charge: { entry, discount, note } }) =>
    hasKeypad(screen) && (entry !== '' || discount !== null || note !== ''),
  // A price that was asked about is kept: the question goes first.
  ownsKey: (state) => !isAskedAbout(state) && !asksForWord(state),
  // What was agreed with one customer is not the next one's.
  run: (app) => {
    typeKey(app, 'clear')
    app.stores.charge.setState({ discount: null, note: '' })
  },
}

export const closeError: Command = {
  label: 'cashier:act.dismiss',
  keys: ['Escape'],
  cap: 'common:key.escape',
  isAvailable: (state) => hasKeypad(state.screen) && state.charge.error !== null,
  ownsKey: (state) => state.charge.entry === '' || isAskedAbout(state) || asksForWord(state),
  run: (app) => dismissError(app.stores.charge),
}

/** The warning about an unpaid payment of the same amount stands on the screen. */
function isAskedAbout({ charge: { error } }: AppState): boolean {
  return error?.code === 'sameAmount'
}

/** A discount waits for the word of somebody who may give it. */
export function asksForWord({ charge: { error } }: Pick<AppState, 'charge'>): boolean {
  return error?.code === 'needsApproval' && error.ability === 'discountMore'
}

function hasLivePayment(state: AppState): boolean {
  const current = state.payments.current
  return current !== null && isLive(current.payment)
}
