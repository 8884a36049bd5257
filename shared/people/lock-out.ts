// How wrong PINs are answered: five tries, then a wait that doubles with each further one, up to an hour: six digits
// last for years (decision 0012).
//
// Each person is counted alone. People choose their name before they type, so that every guess is at one PIN: twenty people
// give a hundred free guesses at a million possibilities each. A count over all of them would be worse: one
// cashier could shut out the whole shop.

export const FREE_TRIES = 5
export const FIRST_WAIT_MS = 30_000
export const LONGEST_WAIT_MS = 3_600_000

/** Wrong tries since the last right one, by person; whoever is not in it has none. From the journal, so that a restart forgets nothing. */
export type WrongTries = ReadonlyMap<string, number>

/** Applies one try: a right PIN ends the count of its own person, and of nobody else. */
export function afterTry(tries: WrongTries, person: string, how: 'right' | 'wrong'): WrongTries {
  const next = new Map(tries)
  if (how === 'right') next.delete(person)
  else next.set(person, (tries.get(person) ?? 0) + 1)
  return next
}

/** How long that person has to wait after their last wrong try before the next counts. By a timer and not by a clock. */
export function waitMsOf(tries: WrongTries, person: string): number {
  return waitMsAfter(tries.get(person) ?? 0)
}

/** The same for so many wrong tries. */
export function waitMsAfter(wrong: number): number {
  const beyond = wrong - FREE_TRIES
  // 2 ** 7 × 30 s is beyond an hour; further powers would only leave the numbers.
  return beyond < 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** Math.min(beyond, 7), LONGEST_WAIT_MS)
}

/** Tries that are left without a wait. */
export function freeTriesOf(tries: WrongTries, person: string): number {
  return Math.max(0, FREE_TRIES - (tries.get(person) ?? 0))
}
