import { useCallback, useState } from 'react'
import type { AppError } from '../../../shared/app-error.ts'
import { useAnswer } from '../../lib/use-answer.ts'
import { usePayments } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'

/** One payment's whole record, asked again whenever a payment moves or was checked. */
export function useHistory(paymentId: string) {
  const backend = useBackend()
  const revision = usePayments((payments) => payments.revision)
  const [checks, setChecks] = useState(0)
  const [isChecking, setChecking] = useState(false)
  const [checkError, setCheckError] = useState<AppError | null>(null)
  const ask = useCallback(() => backend.payments.history({ id: paymentId }), [backend, paymentId])
  const history = useAnswer(`${paymentId} ${revision} ${checks}`, ask)

  const check = async (): Promise<void> => {
    if (isChecking) return
    setChecking(true)
    const result = await backend.payments.check({ id: paymentId })
    setCheckError(result.ok ? result.value.checkError : result.error)
    setChecking(false)
    setChecks((count) => count + 1)
  }
  return { history, check, isChecking, checkError }
}
