import { createStore, type StoreApi } from 'zustand/vanilla'
import type { TillBackend } from '../../../shared/contract/contract.ts'
import type { CustomerView } from '../../../shared/contract/customer.ts'

/** What the customer's window knows: nothing yet, the till's last word, or that the till does not answer. */
export type CustomerState = {
  readonly view: CustomerView | null
  /** When the view came, by `performance.now()`: nobody can set that. */
  readonly receivedAt: number
  readonly reach: 'connecting' | 'connected' | 'lost'
}
export type CustomerStore = StoreApi<CustomerState>

/** How long one answer may take: with the pause below, a dead till is told within two seconds. */
const PATIENCE_MS = 1000
const PAUSE_MS = 800

export function createCustomerStore(): CustomerStore {
  return createStore(() => ({ view: null, receivedAt: 0, reach: 'connecting' as const }))
}

/** Mirrors main's view: subscribes first, then asks, drops what is older. Returns its end. */
export function followCustomerView(store: CustomerStore, customer: TillBackend['customer']): () => void {
  let pause: ReturnType<typeof setTimeout> | undefined
  let patience: ReturnType<typeof setTimeout> | undefined
  let ended = false
  const unsubscribe = customer.changed((view) => accept(store, view))

  // The till is asked again and again: a display that has lost it must not keep an old QR. A late answer counts.
  const ask = async (): Promise<void> => {
    patience = setTimeout(() => store.setState({ reach: 'lost' }), PATIENCE_MS)
    const result = await customer.view()
    clearTimeout(patience)
    if (ended) return
    if (result.ok) accept(store, result.value)
    else store.setState({ reach: 'lost' })
    pause = setTimeout(() => void ask(), PAUSE_MS)
  }
  void ask()

  return () => {
    ended = true
    clearTimeout(pause)
    clearTimeout(patience)
    unsubscribe()
  }
}

function accept(store: CustomerStore, view: CustomerView): void {
  const known = store.getState().view
  if (known && view.revision < known.revision) return
  if (known?.revision === view.revision) store.setState({ reach: 'connected' })
  else store.setState({ view, receivedAt: performance.now(), reach: 'connected' })
}
