import { useRef, useState } from 'react'
import type { AppError } from '../../../shared/app-error.ts'
import type { Report } from '../../../shared/contract/shifts.ts'
import { useBackend } from '../../stores/backend-context.ts'

/**
 * Takes the Z. One press of the key is one attempt, and a second try of it after a failure the same one: whatever became
 * of the first, there is one Z. `onClosed` is given its report.
 */
export function useCloseDay(onClosed: (report: Report) => void) {
  const backend = useBackend()
  const attempt = useRef<string | null>(null)
  const isAsking = useRef(false)
  const [step, setStep] = useState<'key' | 'asked' | 'taking'>('key')
  const [error, setError] = useState<AppError | null>(null)

  function press(): void {
    if (step !== 'key') return
    attempt.current = crypto.randomUUID()
    setError(null)
    setStep('asked')
  }

  function goBack(): void {
    if (isAsking.current) return
    setStep('key')
    setError(null)
  }

  async function take(): Promise<void> {
    if (isAsking.current || attempt.current === null) return
    isAsking.current = true
    setError(null)
    setStep('taking')
    const result = await backend.shifts.closeDay({ attempt: attempt.current })
    isAsking.current = false
    setStep(result.ok ? 'key' : 'asked')
    if (result.ok) onClosed(result.value)
    else setError(result.error)
  }

  return { step, error, press, goBack, take }
}
