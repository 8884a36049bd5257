import type { SessionView } from '../../shared/contract/till.ts'
import { type Ability, may, type Permission } from '../../shared/people/may.ts'
import type { Person, Role } from '../../shared/people/person.ts'
import type { ReportsSection, SettingsSection } from '../stores/screen-store.ts'

// What is offered to whoever stands at the till. Main refuses the rest all the same: this is so that nobody is shown what
// they may not do.

/** Locked, or nobody is signed in: what goes on is shown, and nothing can be done. */
export function isShut(session: SessionView): boolean {
  return session.kind === 'nobody' || session.kind === 'locked'
}

/** Null while the till is shut. Whoever stands at a till without people is its owner. */
export function roleIn(session: SessionView): Role | null {
  if (session.kind === 'open') return 'owner'
  return session.kind === 'signedIn' ? session.role : null
}

export function permissionIn(session: SessionView, ability: Ability): Permission {
  const role = roleIn(session)
  return role === null ? 'never' : may(role, ability)
}

/** Whose word is enough for it: everybody here who may do it alone. */
export function whoMay(people: readonly Person[], ability: Ability): readonly Person[] {
  return people.filter(({ isHere, role }) => isHere && may(role, ability) === 'always')
}

/** What somebody has to be able to do for a section to be there at all; what is inside it may need more. */
export const SETTINGS_ABILITIES: Readonly<Record<SettingsSection, Ability>> = {
  shop: 'changeLook',
  selling: 'changeLook',
  prices: 'changeMoney',
  receipt: 'changeShop',
  gateway: 'changeRate',
  relay: 'changeMoney',
  callbacks: 'seeHistory',
  account: 'useAccount',
  reconciliation: 'reconcile',
  latency: 'seeHistory',
  chain: 'changeMoney',
  /** Of oneself, one's own PIN. */
  people: 'useTill',
  owner: 'changeMoney',
  about: 'useTill',
}

export const REPORTS_ABILITIES: Readonly<Record<ReportsSection, Ability>> = {
  day: 'seeTill',
  picture: 'seeHistory',
  payments: 'seeTill',
  close: 'seeTill',
  zs: 'seeTill',
  export: 'export',
  tills: 'seeHistory',
}

/** The sections that whoever is signed in may open, in their order. */
export function sectionsIn<S extends string>(
  abilities: Readonly<Record<S, Ability>>,
  session: SessionView,
): readonly S[] {
  const sections = Object.keys(abilities) as S[]
  return sections.filter((section) => permissionIn(session, abilities[section]) === 'always')
}
