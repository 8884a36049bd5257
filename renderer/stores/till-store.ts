import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppError } from '../../shared/app-error.ts'
import type { TillState } from '../../shared/contract/till.ts'

/** Mirror of main: written by mirrors.ts alone. Null until the first snapshot, or when there is none. */
export type TillMirror = { readonly till: TillState | null; readonly failure: AppError | null }
export type TillStore = StoreApi<TillMirror>

export function createTillStore(): TillStore {
  return createStore<TillMirror>(() => ({ till: null, failure: null }))
}

/** Takes a snapshot or a push, whichever is newer. */
export function receiveTill(store: TillStore, next: TillState): void {
  const { till } = store.getState()
  if (till === null || next.revision >= till.revision) store.setState({ till: next })
}
