import { useEffect, useRef, useState } from 'react'
import type { AppError } from '../../../../shared/app-error.ts'
import type { Result } from '../../../../shared/result.ts'

type State<Answer> = {
  readonly answer: Answer | null
  /** Why the last question failed; the answer before it stays, with its age. */
  readonly error: AppError | null
  readonly isAsking: boolean
}

export type Asked<Answer> = State<Answer> & {
  readonly ask: () => Promise<void>
  /** Something of the answer became known in another way. */
  readonly change: (to: (answer: Answer) => Answer) => void
}

const NOTHING = { answer: null, error: null, isAsking: false } as const

/**
 * What main answers, asked when it is first wanted and again (`isAgain`) when a person wants it. When it is wanted no
 * longer the answer is gone from the window.
 */
export function useAsked<Answer>(
  question: (isAgain: boolean) => Promise<Result<Answer>>,
  isWanted = true,
): Asked<Answer> {
  const [state, setState] = useState<State<Answer>>(NOTHING)
  /** A late answer to an earlier question counts no more. */
  const turn = useRef(0)

  const put = async (isAgain: boolean): Promise<void> => {
    turn.current += 1
    const own = turn.current
    setState((before) => ({ ...before, isAsking: true }))
    const result = await question(isAgain)
    if (own !== turn.current) return
    setState(({ answer }) =>
      result.ok
        ? { answer: result.value, error: null, isAsking: false }
        : { answer, error: result.error, isAsking: false },
    )
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when it comes to be wanted, not whenever it is drawn
  useEffect(() => {
    if (isWanted) void put(false)
    return () => {
      turn.current += 1
      setState(NOTHING)
    }
  }, [isWanted])

  const change = (to: (answer: Answer) => Answer) =>
    setState((before) => (before.answer === null ? before : { ...before, answer: to(before.answer) }))
  return { ...state, ask: () => put(true), change }
}
