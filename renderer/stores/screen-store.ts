import { createStore, type StoreApi } from 'zustand/vanilla'

export type SettingsSection =
  | 'shop'
  | 'selling'
  | 'prices'
  | 'receipt'
  | 'gateway'
  | 'relay'
  | 'callbacks'
  | 'account'
  | 'reconciliation'
  | 'latency'
  | 'chain'
  | 'people'
  | 'owner'
  | 'about'

export type ReportsSection = 'day' | 'picture' | 'payments' | 'close' | 'zs' | 'export' | 'tills'

/** What is open inside the reports, and in what: of the list of a day the day, null for today; of the search what was typed. */
export type InReports = {
  readonly paymentId: string
  readonly day?: string | null
  readonly typed?: string
}

/** What fills the window under the top bar. A union: two at once cannot happen. */
export type Screen =
  | { readonly kind: 'till' }
  | { readonly kind: 'history'; readonly paymentId: string }
  /** One of the parked payments, looked at beside the one that goes on; `from` is the list it was opened in. */
  | { readonly kind: 'parked'; readonly paymentId: string; readonly from?: 'parkedList' | 'exceptions' }
  /** All that are parked, where there are more than have a key. */
  | { readonly kind: 'parkedList' }
  /** What a person still has to deal with, of any day. */
  | { readonly kind: 'exceptions' }
  /** The shift of whoever is signed in, to be opened or closed; with a number, that one's report. */
  | { readonly kind: 'shift'; readonly number: number | null }
  /** The day, to be closed with the word of somebody who may; with a number, the report of that Z. */
  | { readonly kind: 'dayClose'; readonly z: number | null }
  | { readonly kind: 'reports'; readonly section: ReportsSection; readonly inside?: InReports }
  /** A payment's money on its way back to the customer; `from` is where the payment was looked at, when not at the till. */
  | { readonly kind: 'refund'; readonly paymentId: string; readonly from?: Screen }
  /** `refusedOnly`: of the callbacks, those that were turned away. */
  | { readonly kind: 'settings'; readonly section: SettingsSection; readonly refusedOnly?: true }

export type ScreenState = {
  readonly screen: Screen
  /** From what was opened inside the screen to where it stood; null while nothing is. */
  readonly wayUp: (() => void) | null
}
export type ScreenStore = StoreApi<ScreenState>

export function createScreenStore(): ScreenStore {
  return createStore<ScreenState>(() => ({ screen: { kind: 'till' }, wayUp: null }))
}

/** True where the keypad is on screen and the keyboard belongs to it. */
export function hasKeypad(screen: Screen): boolean {
  return screen.kind !== 'reports' && screen.kind !== 'settings' && screen.kind !== 'refund'
}

export function showScreen(store: ScreenStore, screen: Screen): void {
  store.setState({ screen })
}
