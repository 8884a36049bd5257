import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Decision } from '../../shared/payment/payment.ts'

/** Decisions on a payment's card that the owner shows their PIN for. */
export type OwnersDecision = Extract<Decision, 'accepted' | 'byHand'>

/** The payment whose card asks for the owner's word, and for what. */
export type OpenDecision = { readonly paymentId: string; readonly decision: OwnersDecision }

export type DecisionState = { readonly open: OpenDecision | null }
export type DecisionStore = StoreApi<DecisionState>

export function createDecisionStore(): DecisionStore {
  return createStore<DecisionState>(() => ({ open: null }))
}

export function openDecision(store: DecisionStore, open: OpenDecision): void {
  store.setState({ open })
}

export function closeDecision(store: DecisionStore): void {
  store.setState({ open: null })
}
