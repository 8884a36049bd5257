import type { TillBackend } from '../../shared/contract/contract.ts'
import { createPaymentsStore, type PaymentsStore, receivePayments } from './payments-store.ts'
import { createTillStore, receiveTill, type TillStore } from './till-store.ts'

/** What main knows, as far as this window has been told. Written here alone. */
export type Mirrors = { readonly till: TillStore; readonly payments: PaymentsStore }

/** Mirrors main for as long as the window lives: subscribes first, then asks, so that nothing falls in between. */
export function openMirrors(backend: TillBackend): Mirrors {
  const mirrors = { till: createTillStore(), payments: createPaymentsStore() }
  backend.till.changed((state) => receiveTill(mirrors.till, state))
  backend.payments.changed((state) => receivePayments(mirrors.payments, state))
  void askTill(backend, mirrors.till)
  void askPayments(backend, mirrors.payments)
  return mirrors
}

async function askTill(backend: TillBackend, till: TillStore): Promise<void> {
  const result = await backend.till.state()
  if (result.ok) receiveTill(till, result.value)
  else till.setState({ failure: result.error })
}

async function askPayments(backend: TillBackend, payments: PaymentsStore): Promise<void> {
  const result = await backend.payments.state()
  if (result.ok) receivePayments(payments, result.value)
}
