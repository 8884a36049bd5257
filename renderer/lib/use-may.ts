import type { Ability, Permission } from '../../shared/people/may.ts'
import { useTill } from '../stores/app-stores.ts'
import { permissionIn, sectionsIn } from './permission.ts'

/** What whoever is signed in may do of it. */
export function useMay(ability: Ability): Permission {
  return useTill(({ session }) => permissionIn(session, ability))
}

/** The sections of an area that whoever is signed in may open. */
export function useSections<S extends string>(abilities: Readonly<Record<S, Ability>>): readonly S[] {
  const session = useTill((till) => till.session)
  return sectionsIn(abilities, session)
}
