import { useEffect, useMemo, useState } from 'react'
import type { AppError } from '../../../shared/app-error.ts'
import type { Found, SearchQuestion } from '../../../shared/contract/search.ts'
import type { Result } from '../../../shared/result.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { createNewestQuestion } from './newest-question.ts'

/** What the list on the screen is the answer to, and how far it goes. */
export type Search = {
  readonly text: string
  readonly found: Result<Found>
  /** Why there is no more of it, until it is asked for again. */
  readonly olderError: AppError | null
}

export type Searching = {
  /** The last answer, until the next is here; null before the first. */
  readonly search: Search | null
  /** An answer is on its way. */
  readonly isAsking: boolean
  readonly again: () => void
  readonly showOlder: () => void
}

/** Payments that fit what is being typed; the newest of all while nothing is. */
export function useSearch(text: string): Searching {
  const backend = useBackend()
  const [search, setSearch] = useState<Search | null>(null)
  const [isAsking, setAsking] = useState(false)

  const newest = useMemo(
    () =>
      createNewestQuestion(backend.search.find, (question: SearchQuestion, found: Result<Found>) => {
        setAsking(false)
        setSearch((before) => (question.before === null ? begun(question, found) : goneOn(before, found)))
      }),
    [backend],
  )

  useEffect(() => {
    setAsking(true)
    newest.ask({ text, before: null })
  }, [newest, text])
  useEffect(() => () => newest.drop(), [newest])

  function ask(before: number | null): void {
    setAsking(true)
    newest.ask({ text, before })
  }
  return {
    search,
    isAsking,
    again: () => ask(null),
    showOlder() {
      const last = search?.found.ok ? search.found.value.rows.at(-1) : undefined
      if (last) ask(last.number)
    },
  }
}

function begun({ text }: SearchQuestion, found: Result<Found>): Search {
  return { text, found, olderError: null }
}

/** What is there stays, whatever came of asking for more. */
function goneOn(before: Search | null, older: Result<Found>): Search | null {
  if (before === null || !before.found.ok) return before
  if (!older.ok) return { ...before, olderError: older.error }
  const rows = [...before.found.value.rows, ...older.value.rows]
  const found = { ok: true, value: { rows, hasMore: older.value.hasMore } } as const
  return { ...before, found, olderError: null }
}
