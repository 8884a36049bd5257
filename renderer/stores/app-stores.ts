import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { PaymentsState } from '../../shared/contract/payments.ts'
import type { TillState } from '../../shared/contract/till.ts'
import { type BooksState, type BooksStore, booksOf, createBooksStore } from './books-store.ts'
import type { ChargeDraft, ChargeStore } from './charge-draft.ts'
import { createChargeStore } from './charge-store.ts'
import { createDecisionStore, type DecisionStore, type OpenDecision } from './decision-store.ts'
import { createExportStore, type ExportStore } from './export-store.ts'
import type { Mirrors } from './mirrors.ts'
import { createScreenStore, type Screen, type ScreenStore } from './screen-store.ts'

export type AppStores = Mirrors & {
  readonly charge: ChargeStore
  readonly screen: ScreenStore
  readonly decision: DecisionStore
  readonly books: BooksStore
  readonly exporting: ExportStore
}

/** The mirrors of main, and what the window alone knows. */
export function createAppStores(mirrors: Mirrors): AppStores {
  return {
    ...mirrors,
    charge: createChargeStore(),
    screen: createScreenStore(),
    decision: createDecisionStore(),
    books: createBooksStore(),
    exporting: createExportStore(),
  }
}

export const StoresContext = createContext<AppStores | null>(null)

export function useStores(): AppStores {
  const stores = useContext(StoresContext)
  if (!stores) throw new Error('useStores: outside of the app')
  return stores
}

/** Part of the till's state. Only below the shell, which waits for the first snapshot. */
export function useTill<T>(select: (till: TillState) => T): T {
  return useStore(useStores().till, ({ till }) => {
    if (!till) throw new Error('useTill: before the first snapshot')
    return select(till)
  })
}

/** Part of the payments' state. Only below the shell, which waits for the first snapshot. */
export function usePayments<T>(select: (payments: PaymentsState) => T): T {
  return useStore(useStores().payments, ({ payments }) => {
    if (!payments) throw new Error('usePayments: before the first snapshot')
    return select(payments)
  })
}

export function useCharge<T>(select: (draft: ChargeDraft) => T): T {
  return useStore(useStores().charge, select)
}

export function useScreen<T>(select: (screen: Screen) => T): T {
  return useStore(useStores().screen, ({ screen }) => select(screen))
}

/** What the owner is being asked for on a payment's card; null where nothing is. */
export function useOpenDecision(): OpenDecision | null {
  return useStore(useStores().decision, ({ open }) => open)
}

/** Part of the comparison of the books, as far as it is of the mode that is open. */
export function useBooks<T>(select: (books: BooksState) => T): T {
  const mode = useTill((till) => till.mode)
  return useStore(useStores().books, (state) => select(booksOf(state, mode)))
}
