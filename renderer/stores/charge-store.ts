import { v7 } from 'uuid'
import { createStore } from 'zustand/vanilla'
import type { AppError } from '../../shared/app-error.ts'
import type { TillBackend } from '../../shared/contract/contract.ts'
import type { Word } from '../../shared/contract/pin.ts'
import { type Entry, type EntryKey, entryToMoney, pasteToEntry, press } from '../../shared/money/keypad.ts'
import type { Money } from '../../shared/money/money.ts'
import type { Result } from '../../shared/result.ts'
import type { Amount } from '../../shared/sale/amount.ts'
import type { ChargeDraft, ChargeStore, Keypad } from './charge-draft.ts'
import { isSameDiscount, pressDiscountKey } from './extras.ts'

const EMPTY = {
  entry: '',
  reference: '',
  discount: null,
  note: '',
  open: null,
  estimate: null,
  error: null,
} as const

export function createChargeStore(): ChargeStore {
  return createStore<ChargeDraft>(() => ({ ...EMPTY, isStarting: false }))
}

export function pressKey(store: ChargeStore, key: EntryKey, keypad: Keypad): void {
  if (pressDiscountKey(store, key, keypad)) return
  const { currency, style } = keypad
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
export async function askEstimate(
  store: ChargeStore,
  backend: TillBackend,
  price: Money,
  discount: Amount | null,
): Promise<void> {
  const result = await backend.payments.estimate({ price, discount })
  store.setState({ estimate: { price, discount, result } })
}

/** Who lets a discount pass that whoever is signed in may not give alone, and why. */
export type Approving = { readonly word: Word | null; readonly reason: string }

/**
 * One attempt per press. The draft stays until there is a charge: nothing typed is lost to an error. Null when another
 * attempt is on its way.
 */
export async function startCharge(
  store: ChargeStore,
  backend: TillBackend,
  price: Money,
  evenIfSame: boolean,
  approving: Approving | null = null,
): Promise<Result<unknown> | null> {
  const draft = store.getState()
  if (draft.isStarting) return null
  // A form that is being answered stays until there is an answer.
  store.setState({ isStarting: true, ...(approving === null && { error: null }) })
  const { discount, note } = draft
  const result = await backend.payments.start({
    attempt: newAttempt(),
    ...{ price, discount, evenIfSame },
    reference: textOrNull(draft.reference),
    note: textOrNull(note),
    ...approving,
  })
  store.setState({ isStarting: false })
  if (result.ok) {
    if (isUnchanged(store.getState(), draft)) clearDraft(store)
    else store.setState({ error: null })
  } else if (approving === null || !isAboutWord(result.error)) {
    // Somebody gave it up on purpose: that is no failure.
    store.setState({ error: result.error.code === 'givenUp' ? null : result.error })
  }
  return result
}

/** Told where the word is asked for: what was typed there stays. */
function isAboutWord({ code }: AppError): boolean {
  return code === 'pinWrong' || code === 'pinLocked' || code === 'approverMayNot' || code === 'needsApproval'
}

function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
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
  const result = await ask({ id, attempt: newAttempt() })
  store.setState({ isStarting: false, error: result.ok ? null : result.error })
  return result.ok
}

function changeEntry(store: ChargeStore, entry: Entry): void {
  if (entry !== store.getState().entry) store.setState({ entry, error: null })
}

/** While the gateway was asked, the next customer's price may have been typed already: that one stays. */
function isUnchanged(now: ChargeDraft, then: ChargeDraft): boolean {
  const isSameText = now.entry === then.entry && now.reference === then.reference && now.note === then.note
  return isSameText && isSameDiscount(now.discount, then.discount)
}

/**
 * What makes a second press of the key the same charge; the payment's id. It begins with the time, so that new payments stand beside each
 * other in the indexes of a large journal, where random ids would each touch a page far from the last.
 */
function newAttempt(): string {
  return v7()
}
