import type { SessionView } from '../../../shared/contract/till.ts'
import type { Person, Role } from '../../../shared/people/person.ts'

/** The people of a shop in tests, one of each role and one who left. */
export const PEOPLE: Person[] = [
  { id: 'maria', name: 'Maria', role: 'owner', isHere: true },
  { id: 'omar', name: 'Omar', role: 'manager', isHere: true },
  { id: 'ana', name: 'Ana', role: 'cashier', isHere: true },
  { id: 'ben', name: 'Ben', role: 'cashier', isHere: false },
]

export const PIN = '482913'
export const NOBODY: SessionView = { kind: 'nobody' }

export function signedIn(person: string, role: Role): SessionView {
  return { kind: 'signedIn', person, role }
}

export const AS_OWNER = signedIn('maria', 'owner')
export const AS_MANAGER = signedIn('omar', 'manager')
export const AS_CASHIER = signedIn('ana', 'cashier')
