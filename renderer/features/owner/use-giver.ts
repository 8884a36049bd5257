import { useState } from 'react'
import type { Ability } from '../../../shared/people/may.ts'
import type { Person } from '../../../shared/people/person.ts'
import { whoMay } from '../../lib/permission.ts'
import { useTill } from '../../stores/app-stores.ts'

/** Whose word it is to be. */
export type Giver = {
  /** False at a till without people: then it is the owner's, by a PIN that has no name. */
  readonly isNamed: boolean
  /** Everybody who may do it alone. */
  readonly people: readonly Person[]
  /** Undefined while nobody is chosen among several. */
  readonly person: Person | undefined
  readonly choose: (person: string) => void
  /** Whoever is signed in may do it alone. */
  readonly isSelf: boolean
}

/** `self`: nobody's word but one's own. */
export type WordFor = Ability | 'self'

/** Whoever is signed in, where their word is enough; the only one whose word is; or whoever is chosen. */
export function useGiver(ability: WordFor): Giver {
  const everybody = useTill((till) => till.people)
  const self = useTill(({ session }) => (session.kind === 'signedIn' ? session.person : null))
  const people = ability === 'self' ? everybody.filter(({ id }) => id === self) : whoMay(everybody, ability)
  const isSelf = people.some(({ id }) => id === self)
  const [chosen, choose] = useState<string | null>(null)
  const wanted = chosen ?? (isSelf || people.length !== 1 ? self : people[0]?.id)
  const person = people.find(({ id }) => id === wanted)
  return { isNamed: everybody.length > 0, people, person, choose, isSelf }
}
