import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppError } from '../../shared/app-error.ts'
import type { TillBackend } from '../../shared/contract/contract.ts'
import type { Estimate } from '../../shared/contract/payments.ts'
import type { CurrencyCode } from '../../shared/money/currency.ts'
import {
  type Entry,
  type EntryKey,
  type EntryStyle,
  entryToMoney,
  pasteToEntry,
  press,
} from '../../shared/money/keypad.ts'
import type { Money } from '../../shared/money/money.ts'
import type { Result } from '../../shared/result.ts'

/** What a call for the estimate of exactly this price came to. */
export type EstimateFor = { readonly price: Money; readonly result: Result<Estimate> }

/** The cashier's draft: what is typed, and what became of the last attempt to charge it. Main knows nothing of it. */
export type ChargeDraft = {
  readonly entry: Entry
  readonly reference: string
  readonly estimate: EstimateFor | null
  /** An attempt is on its way; a second press meanwhile does nothing. */
  readonly isStarting: boolean
  readonly error: AppError | null
}
export type ChargeStore = StoreApi<ChargeDraft>

/** How the shop types prices. */
export type Keypad = { readonly currency: CurrencyCode; readonly style: EntryStyle }

const EMPTY = { entry: '', reference: '', estimate: null, error: null } as const

export function createChargeStore(): ChargeStore {
  return createStore<ChargeDraft>(() => ({ ...EMPTY, isStarting: false }))
}

export function pressKey(store: ChargeStore, key: EntryKey, { currency, style }: Keypad): void {
  changeEntry(store, press(store.getState().entry, key, currency, style))
}

/** Text that is no price leaves the entry as it is. */
export function pasteText(store: ChargeStore, text: string, { currency, style }: Keypad): void {
  const entry = pasteToEntry(text, currency, style)
  if (entry !== undefined) changeEntry(store, entry)
}

export function typeReference(store: ChargeStore, reference: string): void {
  store.setState({ reference, error: null })
}

export function dismissError(store: ChargeStore): void {
  store.setState({ error: null })
}

export function clearDraft(store: ChargeStore): void {
  store.setState(EMPTY)
}

/** The price on screen. */
export function priceOf(draft: ChargeDraft, { currency, style }: Keypad): Money {
  return entryToMoney(draft.entry, currency, style)
}

/** Asks for the estimate; an answer for a price that is no longer on screen is dropped by whoever shows it. */
export async function askEstimate(store: ChargeStore, backend: TillBackend, price: Money): Promise<void> {
  const result = await backend.payments.estimate({ price })
  store.setState({ estimate: { price, result } })
}

/** One attempt per press. The draft stays until there is a charge: nothing typed is lost to an error. */
export async function startCharge(
  store: ChargeStore,
  backend: TillBackend,
  price: Money,
  evenIfSame: boolean,
): Promise<void> {
  const draft = store.getState()
  if (draft.isStarting) return
  store.setState({ isStarting: true, error: null })
  const reference = draft.reference.trim() === '' ? null : draft.reference.trim()
  const result = await backend.payments.start({ attempt: crypto.randomUUID(), price, reference, evenIfSame })
  store.setState({ isStarting: false })
  if (!result.ok) store.setState({ error: result.error })
  else if (isUnchanged(store.getState(), draft)) clearDraft(store)
}

/**
 * A charge again for a sale: a new one where it came to nothing (`retry`), or one for its missing rest (`topUp`).
 * Resolves to whether there is one now.
 */
export async function chargeAgain(
  store: ChargeStore,
  ask: TillBackend['payments']['retry' | 'topUp'],
  id: string,
): Promise<boolean> {
  if (store.getState().isStarting) return false
  store.setState({ isStarting: true, error: null })
  const result = await ask({ id, attempt: crypto.randomUUID() })
  store.setState({ isStarting: false, error: result.ok ? null : result.error })
  return result.ok
}

function changeEntry(store: ChargeStore, entry: Entry): void {
  if (entry !== store.getState().entry) store.setState({ entry, error: null })
}

/** While the gateway was asked, the next customer's price may have been typed already: that one stays. */
function isUnchanged(now: ChargeDraft, then: ChargeDraft): boolean {
  return now.entry === then.entry && now.reference === then.reference
}
