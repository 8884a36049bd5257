import { useAnswer } from '../../lib/use-answer.ts'
import { usePayments } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'

/** Everything of any day that a person still has to deal with, asked again whenever a payment moves. */
export function useExceptions() {
  const backend = useBackend()
  const revision = usePayments((payments) => payments.revision)
  return useAnswer(`${revision}`, backend.reports.exceptions)
}
