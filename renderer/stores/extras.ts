import { type Entry, type EntryKey, entryToMoney, press } from '../../shared/money/keypad.ts'
import type { Result } from '../../shared/result.ts'
import type { Amount } from '../../shared/sale/amount.ts'
import type { SaleDetails } from '../../shared/sale/details.ts'
import { WHOLE_BASIS_POINTS } from '../../shared/sale/limits.ts'
import { reckonSale, type SaleRefusal } from '../../shared/sale/reckon.ts'
import type { TaxRules } from '../../shared/sale/rules.ts'
import type { ChargeDraft, ChargeStore, Keypad, OpenExtra } from './charge-draft.ts'

// What is charged beside the price: a discount and a note. Each is open or closed; the keypad types into an open discount.

/** A percentage has two decimals, as money of most currencies, and is typed with a point. */
const AS_PERCENT: Keypad = { currency: 'EUR', style: 'units' }

export function openExtra(store: ChargeStore, kind: OpenExtra['kind']): void {
  const open: OpenExtra = kind === 'note' ? { kind } : { kind, unit: 'percent', entry: '' }
  store.setState({ open, error: null })
}

/** What was typed is the discount now; of nothing there is none. */
export function keepDiscount(store: ChargeStore, keypad: Keypad): void {
  store.setState({ discount: discountOf(store.getState(), keypad), open: null, error: null })
}

/** It stays what it was. */
export function leaveExtra(store: ChargeStore): void {
  store.setState({ open: null })
}

export function keepNote(store: ChargeStore, note: string): void {
  store.setState({ note: note.trim(), open: null, error: null })
}

/** Between a percentage and an amount; what was typed for the one means nothing for the other. */
export function changeUnit(store: ChargeStore): void {
  const { open } = store.getState()
  if (open?.kind !== 'discount') return
  store.setState({ open: { ...open, unit: open.unit === 'percent' ? 'amount' : 'percent', entry: '' } })
}

/** Returns whether the key went into the discount. */
export function pressDiscountKey(store: ChargeStore, key: EntryKey, keypad: Keypad): boolean {
  const { open } = store.getState()
  if (open?.kind !== 'discount') return false
  const { currency, style } = open.unit === 'percent' ? AS_PERCENT : keypad
  const entry = press(open.entry, key, currency, style)
  if (open.unit === 'amount' || percentOf(entry) <= WHOLE_BASIS_POINTS) {
    store.setState({ open: { ...open, entry }, error: null })
  }
  return true
}

/** The discount as it stands on the screen, also while it is typed; null for none. */
export function discountOf({ open, discount }: ChargeDraft, keypad: Keypad): Amount | null {
  if (open?.kind !== 'discount') return discount
  if (open.unit === 'percent') {
    const basisPoints = percentOf(open.entry)
    return basisPoints === 0 ? null : { kind: 'percent', basisPoints }
  }
  const { minor } = entryToMoney(open.entry, keypad.currency, keypad.style)
  return minor === 0 ? null : { kind: 'amount', minor }
}

/** What the sale on the screen comes to, as main will reckon it; null before there is a price. */
export function draftSale(
  draft: ChargeDraft,
  keypad: Keypad,
  taxes: TaxRules | null,
): Result<SaleDetails, SaleRefusal> | null {
  const subtotal = entryToMoney(draft.entry, keypad.currency, keypad.style).minor
  if (subtotal === 0) return null
  const asked = { subtotal, discount: discountOf(draft, keypad), tip: null, shares: null, note: null }
  return reckonSale(asked, { taxes, tips: null })
}

export function isSameDiscount(one: Amount | null, other: Amount | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** In basis points. */
function percentOf(entry: Entry): number {
  return entryToMoney(entry, AS_PERCENT.currency, AS_PERCENT.style).minor
}
