import type { z } from 'zod'
import { withoutUndefined } from './settings.ts'

/** A vendor's merchants, which controls may change and a reset brings back. The first is the one controls mean. */
export interface AccountList<A extends { name: string }> {
  list(): readonly A[]
  byName(name: string): A | undefined
  first(): A
  /** Undefined when nobody has the name. Throws on a value that the schema refuses. */
  change(name: string | undefined, patch: object): A | undefined
  reset(): void
}

export const createAccountList = <A extends { name: string }>(
  schema: z.ZodType<A>,
  seeds: readonly A[],
): AccountList<A> => {
  const [practice] = seeds
  if (practice === undefined) throw new Error('The practice gateway needs at least one account.')
  let accounts = seeds
  const first = () => accounts[0] ?? practice
  const byName = (name: string) => accounts.find((account) => account.name === name)
  return {
    list: () => accounts,
    byName,
    first,
    change: (given, patch) => {
      const name = given ?? first().name
      accounts = accounts.map((account) =>
        account.name === name ? schema.parse({ ...account, ...withoutUndefined(patch), name }) : account,
      )
      return byName(name)
    },
    reset: () => {
      accounts = seeds
    },
  }
}
