import { useEffect } from 'react'
import { useStores } from '../stores/app-stores.ts'
import { useBackend } from '../stores/backend-context.ts'
import { receivePayments } from '../stores/payments-store.ts'

/** Keeps the mirror of the payments: subscribes first, then asks, so that nothing falls in between. */
export function PaymentsEvents() {
  const backend = useBackend()
  const { payments } = useStores()
  useEffect(() => {
    const stop = backend.payments.changed((state) => receivePayments(payments, state))
    void backend.payments.state().then((result) => {
      if (result.ok) receivePayments(payments, result.value)
    })
    return stop
  }, [backend, payments])
  return null
}
