import { useCallback, useState } from 'react'
import type { AppError } from '../../../shared/app-error.ts'
import type { ZRow } from '../../../shared/contract/shifts.ts'
import { useAnswer } from '../../lib/use-answer.ts'
import { useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'

/** As many as main gives at once. */
const PAGE = 50

/** The Zs, newest first, and more of them when they are asked for. A new one is asked for by itself. */
export function useZList() {
  const backend = useBackend()
  const lastZ = useTill((till) => till.shifts.lastZ)
  const [attempt, setAttempt] = useState(0)
  const [earlier, setEarlier] = useState<readonly ZRow[]>([])
  const [isAsking, setAsking] = useState(false)
  const [failure, setFailure] = useState<AppError | null>(null)
  const ask = useCallback(() => backend.shifts.list({ before: null }), [backend])
  const newest = useAnswer(`${lastZ} ${attempt}`, ask)
  const rows = newest?.ok === true ? withoutTwice([...newest.value, ...earlier]) : null
  const oldest = rows?.at(-1)?.number ?? 0

  async function askMore(): Promise<void> {
    if (isAsking) return
    setAsking(true)
    setFailure(null)
    const result = await backend.shifts.list({ before: oldest })
    setAsking(false)
    if (result.ok) setEarlier((known) => [...known, ...result.value])
    else setFailure(result.error)
  }

  return {
    rows,
    error: newest?.ok === false ? newest.error : failure,
    /** Numbers count from 1: there is more as long as that one is missing. */
    hasMore: oldest > 1 && (rows?.length ?? 0) >= PAGE,
    isAsking,
    askMore,
    again: () => setAttempt(attempt + 1),
  }
}

function withoutTwice(rows: readonly ZRow[]): readonly ZRow[] {
  return [...new Map(rows.map((row) => [row.number, row])).values()].toSorted((a, b) => b.number - a.number)
}
