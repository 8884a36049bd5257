import type { StoreApi } from 'zustand/vanilla'
import type { AppError } from '../../shared/app-error.ts'
import type { Estimate } from '../../shared/contract/payments.ts'
import type { CurrencyCode } from '../../shared/money/currency.ts'
import type { Entry, EntryStyle } from '../../shared/money/keypad.ts'
import type { Money } from '../../shared/money/money.ts'
import type { Result } from '../../shared/result.ts'
import type { Amount } from '../../shared/sale/amount.ts'

/** What is open where the reference stands. */
export type OpenExtra =
  | { readonly kind: 'discount'; readonly unit: Amount['kind']; readonly entry: Entry }
  | { readonly kind: 'note' }

/** What a call for the estimate of exactly this price and discount came to. */
export type EstimateFor = {
  readonly price: Money
  readonly discount: Amount | null
  readonly result: Result<Estimate>
}

/** The cashier's draft: what is typed, and what became of the last attempt to charge it. Main knows nothing of it. */
export type ChargeDraft = {
  readonly entry: Entry
  readonly reference: string
  readonly discount: Amount | null
  readonly note: string
  /** The discount or the note is being typed. */
  readonly open: OpenExtra | null
  readonly estimate: EstimateFor | null
  /** An attempt is on its way; a second press meanwhile does nothing. */
  readonly isStarting: boolean
  readonly error: AppError | null
}
export type ChargeStore = StoreApi<ChargeDraft>

/** How the shop types prices. */
export type Keypad = { readonly currency: CurrencyCode; readonly style: EntryStyle }
