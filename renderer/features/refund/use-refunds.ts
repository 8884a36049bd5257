import { useCallback } from 'react'
import { useAnswer } from '../../lib/use-answer.ts'
import { usePayments } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'

/** What can be given back of a payment, and its refunds; asked again whenever anything moves. */
export function useRefunds(paymentId: string) {
  const backend = useBackend()
  const revision = usePayments((payments) => payments.revision)
  const ask = useCallback(() => backend.refunds.of({ paymentId }), [backend, paymentId])
  return useAnswer(`${paymentId} ${revision}`, ask)
}
