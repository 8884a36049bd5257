import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppError } from '../../shared/app-error.ts'
import type { TillState } from '../../shared/contract/till.ts'

/** Mirror of main: written by mirrors.ts alone. Null until the first snapshot, or when there is none. */
export type TillMirror = {
  readonly till: TillState | null
  /** When it came, by `performance.now()`: nobody can set that. */
  readonly receivedAt: number
  readonly failure: AppError | null
}
export type TillStore = StoreApi<TillMirror>

export function createTillStore(): TillStore {
  return createStore<TillMirror>(() => ({ till: null, receivedAt: 0, failure: null }))
}

/** Takes a snapshot or a push, whichever is newer. */
export function receiveTill(store: TillStore, next: TillState): void {
  const { till } = store.getState()
  if (till === null || next.revision >= till.revision) {
    store.setState({ till: next, receivedAt: performance.now() })
  }
}

/** The till's time, in milliseconds: what main said it was, and what has passed since. */
export function tillTime(store: TillStore): number {
  const { till, receivedAt } = store.getState()
  return till === null ? Date.now() : Date.parse(till.now) + performance.now() - receivedAt
}
