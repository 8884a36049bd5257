import { useEffect, useState } from 'react'
import type { Result } from '../../shared/result.ts'

type Answered<T> = { readonly question: string; readonly result: Result<T> }

/**
 * Main's answer to a question that depends on what is on screen. A new `question` (any text that changes when the
 * answer may have) asks again; the last answer stays until the next is here, a late one is dropped.
 */
export function useAnswer<T>(question: string, ask: () => Promise<Result<T>>): Result<T> | null {
  const [answered, setAnswered] = useState<Answered<T> | null>(null)
  useEffect(() => {
    let isCurrent = true
    void ask().then((result) => {
      if (isCurrent) setAnswered({ question, result })
    })
    return () => {
      isCurrent = false
    }
  }, [question, ask])
  return answered?.result ?? null
}
