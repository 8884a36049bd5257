import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PaymentsState } from '../../shared/contract/payments.ts'

/** Mirror of main: written by mirrors.ts alone. Null until the first snapshot. */
export type PaymentsMirror = { readonly payments: PaymentsState | null }
export type PaymentsStore = StoreApi<PaymentsMirror>

export function createPaymentsStore(): PaymentsStore {
  return createStore<PaymentsMirror>(() => ({ payments: null }))
}

/** Takes a snapshot or a push, whichever is newer. */
export function receivePayments(store: PaymentsStore, next: PaymentsState): void {
  const { payments } = store.getState()
  if (payments === null || next.revision >= payments.revision) store.setState({ payments: next })
}
