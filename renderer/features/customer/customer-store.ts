import { createStore, type StoreApi } from 'zustand/vanilla'
import type { TillBackend } from '../../../shared/contract/contract.ts'
import type { CustomerView } from '../../../shared/contract/customer.ts'

/** What the customer's window knows: nothing yet, the till's last word, or that the till does not answer. */
export type CustomerState = {
  readonly view: CustomerView | null
  readonly reach: 'connecting' | 'connected' | 'lost'
}
export type CustomerStore = StoreApi<CustomerState>

/** How long one answer may take: with the pause below, a dead till is told within two seconds. */
const PATIENCE_MS = 1000
const PAUSE_MS = 800

export function createCustomerStore(): CustomerStore {
  return createStore(() => ({ view: null, reach: 'connecting' as const }))
}

/** Mirrors main's view: subscribes first, then asks, drops what is older. Returns its end. */
export function followCustomerView(store: CustomerStore, customer: TillBackend['customer']): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false
  const unsubscribe = customer.changed((view) => accept(store, view))

  // The till is asked again and again: a display that has lost it must not keep an old QR.
  const ask = async (): Promise<void> => {
    const view = await answerOf(customer)
    if (ended) return
    if (view) accept(store, view)
    else store.setState({ reach: 'lost' })
    timer = setTimeout(() => void ask(), PAUSE_MS)
  }
  void ask()

  return () => {
    ended = true
    clearTimeout(timer)
    unsubscribe()
  }
}

function accept(store: CustomerStore, view: CustomerView): void {
  const known = store.getState().view
  if (known && view.revision < known.revision) return
  const unchanged = known?.revision === view.revision
  store.setState({ view: unchanged ? known : view, reach: 'connected' })
}

/** The till's answer, or undefined when there was none in time. */
async function answerOf(customer: TillBackend['customer']): Promise<CustomerView | undefined> {
  let patience: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<undefined>((resolve) => {
    patience = setTimeout(() => resolve(undefined), PATIENCE_MS)
  })
  try {
    const result = await Promise.race([customer.view(), tooLate])
    return result?.ok ? result.value : undefined
  } catch {
    // No bridge or no main process: the caller shows that the till does not answer.
    return undefined
  } finally {
    clearTimeout(patience)
  }
}
