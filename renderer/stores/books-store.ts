import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppError } from '../../shared/app-error.ts'
import type {
  DecidedDifference,
  LookedAgain,
  ReconciliationProgress,
  ReconciliationReport,
} from '../../shared/contract/reconciliation.ts'
import type { Mode } from '../../shared/mode.ts'
import type { UsdtText } from '../../shared/money/usdt.ts'
import type { PaymentStatus } from '../../shared/payment/payment.ts'

/** Which days, as a person says it; ISO dates where they named them. */
export type DaysChoice =
  | { readonly kind: 'today' | 'yesterday' | 'week' | 'month' }
  | { readonly kind: 'custom'; readonly from: string; readonly to: string }

export type Comparison =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly progress: ReconciliationProgress | null }
  /** `hasBegun`: some of the list was read when it failed. */
  | { readonly kind: 'failed'; readonly error: AppError; readonly hasBegun: boolean }
  | { readonly kind: 'done'; readonly report: ReconciliationReport }

/** What one look at a payment of the list came to. */
export type Look =
  | { readonly kind: 'looking' | 'deposit' | 'same' | 'unanswered' | 'failed' }
  | { readonly kind: 'moved'; readonly status: PaymentStatus }
  | { readonly kind: 'received'; readonly amount: UsdtText }

export type LookingAgain =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly progress: ReconciliationProgress | null }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'done'; readonly told: LookedAgain }

/** The owner's comparison. It outlives its screen: what it finds leads elsewhere and back. */
export type BooksState = {
  /** Whose books these are. */
  readonly mode: Mode | null
  readonly choice: DaysChoice
  readonly comparison: Comparison
  /** By payment. */
  readonly looks: Readonly<Record<string, Look>>
  /** What was said about lines since they were found, by their records' keys. */
  readonly decided: Readonly<Record<string, DecidedDifference>>
  readonly again: LookingAgain
  /** Counts what was set going: an answer to anything but the last is dropped. */
  readonly turn: number
}
export type BooksStore = StoreApi<BooksState>

export const NO_BOOKS: BooksState = {
  mode: null,
  choice: { kind: 'today' },
  comparison: { kind: 'none' },
  looks: {},
  decided: {},
  again: { kind: 'none' },
  turn: 0,
}

export function createBooksStore(): BooksStore {
  return createStore<BooksState>(() => NO_BOOKS)
}

/** Another mode has other books. */
export function booksOf(state: BooksState, mode: Mode): BooksState {
  return state.mode === mode ? state : NO_BOOKS
}

export type BooksChange = Partial<Omit<BooksState, 'mode' | 'turn'>>

export function changeBooks(store: BooksStore, mode: Mode, change: BooksChange): void {
  const { turn } = store.getState()
  store.setState({ ...booksOf(store.getState(), mode), ...change, mode, turn })
}

/** Sets one thing going. @returns how to change what it is about, for as long as nothing else was set going. */
export function beginTurn(store: BooksStore, mode: Mode): (change: BooksChange) => void {
  const mine = store.getState().turn + 1
  store.setState({ turn: mine })
  return (change) => {
    if (store.getState().turn === mine) changeBooks(store, mode, change)
  }
}
