import { assertNever } from '../assert-never.ts'
import { err, ok, type Result } from '../result.ts'
import type { NamedPerson } from './named.ts'
import type { Person, PersonEvent, Role } from './person.ts'

/**
 * Why this cannot be done to the people of a till. `notOwner`: the first has to be the owner, and only an owner's lost PIN
 * is recovered. `lastOwner`: nobody would be left who may add another. `nameTaken`: two with one name cannot be told
 * apart where people choose themselves by it.
 */
export type PeopleRefusal = {
  readonly code: 'notFound' | 'exists' | 'nameTaken' | 'notOwner' | 'lastOwner' | 'notHere' | 'isHere'
}

/** Whether it may happen, before it is recorded; whether whoever asks may do so at all is `may`'s to say. */
export function checkPeople(people: readonly Person[], event: PersonEvent): Result<null, PeopleRefusal> {
  const person = people.find(({ id }) => id === event.id)
  const refusal = event.kind === 'personAdded' ? whyNotAdd(people, event) : whyNot(people, person, event)
  return refusal === null ? ok(null) : err({ code: refusal })
}

/** Applies one event. Pure; the same people back where it changes nothing about them. */
export function peopleAfter(people: readonly Person[], event: PersonEvent): readonly Person[] {
  switch (event.kind) {
    case 'personAdded':
      return [...people, { id: event.id, name: event.name, role: event.role, isHere: true }]
    case 'personRenamed':
      return changed(people, event.id, { name: event.name })
    case 'roleSet':
      return changed(people, event.id, { role: event.role })
    case 'personLeft':
      return changed(people, event.id, { isHere: false })
    case 'personReturned':
      return changed(people, event.id, { isHere: true })
    case 'pinSet':
    case 'pinRecovered':
      return people
    default:
      return assertNever(event)
  }
}

/** Everybody by each name that they ever had, as receipts and reports say them. Pure. */
export function namesAfter(names: readonly NamedPerson[], event: PersonEvent): readonly NamedPerson[] {
  if (event.kind !== 'personAdded' && event.kind !== 'personRenamed') return names
  const isKnown = names.some(({ id, name }) => id === event.id && name === event.name)
  return isKnown ? names : [...names, { id: event.id, name: event.name }]
}

/**
 * What somebody is at this till; null: nobody who may do anything. A till that has no people yet is being set up, and
 * whoever does that stands for the owner they are about to become.
 */
export function roleOf(people: readonly Person[], id: string | null): Role | null {
  if (people.length === 0) return 'owner'
  const person = people.find((one) => one.id === id)
  return person?.isHere ? person.role : null
}

type Added = Extract<PersonEvent, { kind: 'personAdded' }>
type Code = PeopleRefusal['code']

function whyNotAdd(people: readonly Person[], { id, name, role }: Added): Code | null {
  if (people.some((person) => person.id === id)) return 'exists'
  if (people.length === 0 && role !== 'owner') return 'notOwner'
  return isTaken(people, id, name) ? 'nameTaken' : null
}

function whyNot(
  people: readonly Person[],
  person: Person | undefined,
  event: Exclude<PersonEvent, Added>,
): Code | null {
  if (!person) return 'notFound'
  switch (event.kind) {
    case 'personRenamed':
      return isTaken(people, person.id, event.name) ? 'nameTaken' : null
    case 'roleSet':
      return event.role === 'owner' ? null : whyStays(people, person)
    case 'personLeft':
      return person.isHere ? whyStays(people, person) : 'notHere'
    case 'personReturned':
      return person.isHere ? 'isHere' : whyNotBack(people, person)
    case 'pinSet':
      return person.isHere ? null : 'notHere'
    case 'pinRecovered':
      return person.isHere ? whyNotRecovered(person) : 'notHere'
    default:
      return assertNever(event)
  }
}

function whyStays(people: readonly Person[], person: Person): Code | null {
  return isLastOwner(people, person) ? 'lastOwner' : null
}

function whyNotBack(people: readonly Person[], { id, name }: Person): Code | null {
  return isTaken(people, id, name) ? 'nameTaken' : null
}

function whyNotRecovered({ role }: Person): Code | null {
  return role === 'owner' ? null : 'notOwner'
}

/** Among those who are here: whoever left gives their name free. */
function isTaken(people: readonly Person[], id: string, name: string): boolean {
  const wanted = plain(name)
  return people.some((person) => person.isHere && person.id !== id && plain(person.name) === wanted)
}

function plain(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}

function isLastOwner(people: readonly Person[], { id, role, isHere }: Person): boolean {
  if (role !== 'owner' || !isHere) return false
  return !people.some((other) => other.id !== id && other.role === 'owner' && other.isHere)
}

function changed(people: readonly Person[], id: string, over: Partial<Person>): readonly Person[] {
  return people.map((person) => (person.id === id ? { ...person, ...over } : person))
}
