import type { Caller } from '../../shared/people/caller.ts'
import { may } from '../../shared/people/may.ts'
import type { DayClosed } from '../../shared/shift/shift.ts'
import type { ShiftTables } from './shift-tables.ts'

// Whose a Z is to read, beside what the abilities of the calls say.

export function seesHistory({ role }: Caller): boolean {
  return may(role, 'seeHistory') === 'always'
}

/** The first Z is all that the till took before it. Of one day, it is that day; of more, it is the owner's history. */
export function isOwners({ z }: DayClosed): boolean {
  return z.from === null && z.days !== null && z.days.from < z.days.to
}

export function isReadBy(z: DayClosed, caller: Caller): boolean {
  return !isOwners(z) || seesHistory(caller)
}

/** A press of the key that comes again is answered to whoever pressed it: of an old Z, its attempt is no way in. */
export function isAnsweredTo({ z }: DayClosed, caller: Caller): boolean {
  return z.by?.id === caller.person?.id || seesHistory(caller)
}

/** Who took the last Z, by its number; null where nobody is known. Read once: the state is told with every payment. */
export function createLastTaker(tables: Pick<ShiftTables, 'z'>): (number: number) => string | null {
  let known: { readonly number: number; readonly id: string | null } | null = null
  return (number) => {
    if (known?.number !== number) known = { number, id: tables.z(number)?.z.by?.id ?? null }
    return known.id
  }
}
