/** Asks one question at a time; of those that come meanwhile only the newest is asked. */
export type NewestQuestion<Q> = {
  ask(question: Q): void
  /** Nothing more is wanted: an answer on its way is nobody's. */
  drop(): void
}

/**
 * For what is asked at every letter: the wait for an answer is the pause between two questions, however long main takes.
 * Only the answer to the newest question is told.
 */
export function createNewestQuestion<Q, A>(
  ask: (question: Q) => Promise<A>,
  tell: (question: Q, answer: A) => void,
): NewestQuestion<Q> {
  let isAsking = false
  /** What the answer is to be about. */
  let wanted: { readonly question: Q } | null = null

  async function askWanted(): Promise<void> {
    isAsking = true
    while (wanted !== null) {
      const asked: { readonly question: Q } = wanted
      const answer = await ask(asked.question)
      if (wanted !== asked) continue
      wanted = null
      tell(asked.question, answer)
    }
    isAsking = false
  }

  return {
    ask(question) {
      wanted = { question }
      if (!isAsking) void askWanted()
    },
    drop() {
      wanted = null
    },
  }
}
