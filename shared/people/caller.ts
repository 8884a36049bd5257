import type { Approval } from './approval.ts'
import type { NamedPerson } from './named.ts'
import type { Role } from './person.ts'

/** Who makes a call, of main's own knowledge: no window can say so. */
export type Caller = {
  /** Null at a till that has no people yet. */
  readonly person: NamedPerson | null
  readonly role: Role
  /** Who let them, where they may not do it alone. It is recorded with what was done. */
  readonly approval: Approval | null
}

/** Who did something, as an event says it: absent where nobody is known, or nobody was asked. */
export type ByWhom = { readonly person?: NamedPerson; readonly approval?: Approval }

export function byWhom({ person, approval }: Caller): ByWhom {
  return { ...(person && { person }), ...(approval && { approval }) }
}

/** Whoever stands at a till that has no people yet is its owner (`roleOf`). */
export const NO_PEOPLE: Caller = { person: null, role: 'owner', approval: null }

/** Of the calls that need nobody: the least that anyone may. */
export const NOBODY_THERE: Caller = { person: null, role: 'cashier', approval: null }
