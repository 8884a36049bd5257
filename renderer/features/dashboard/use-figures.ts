import { useCallback, useState } from 'react'
import type { Period } from '../../../shared/calendar/period.ts'
import type { Dashboard } from '../../../shared/contract/dashboard.ts'
import type { Result } from '../../../shared/result.ts'
import { useAnswer } from '../../lib/use-answer.ts'
import { useBackend } from '../../stores/backend-context.ts'

type Figures = {
  /** The last answer, until the one about this period is here; null before the first. */
  readonly figures: Result<Dashboard> | null
  readonly isAsking: boolean
  readonly again: () => void
}

/** The figures of a period, read once: they are looked at, not watched. */
export function useFigures(period: Period): Figures {
  const backend = useBackend()
  const [attempt, setAttempt] = useState(0)
  const [answered, setAnswered] = useState('')
  const question = `${JSON.stringify(period)} ${attempt}`
  const ask = useCallback(async () => {
    const figures = await backend.dashboard.figures({ period })
    setAnswered(question)
    return figures
  }, [backend, period, question])
  const figures = useAnswer(question, ask)
  return { figures, isAsking: answered !== question, again: () => setAttempt(attempt + 1) }
}
