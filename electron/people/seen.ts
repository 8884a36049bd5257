import type { TillState } from '../../shared/contract/till.ts'
import type { Payment } from '../../shared/payment/payment.ts'
import { type Ability, may } from '../../shared/people/may.ts'
import type { Role } from '../../shared/people/person.ts'
import type { Standing } from './desk-session.ts'

// What the cashier's window is told follows from who is signed in: what they may not see does not leave this process.

/**
 * Of the payments beside those that lie on the counter. `day`: this business day's, by everybody. `shift`: one cashier's own open
 * one. What is on the counter is told whoever is there, and while it is locked: a customer who paid must never look unpaid.
 */
export type Seen =
  | { readonly kind: 'everything' }
  | { readonly kind: 'day' }
  | { readonly kind: 'shift'; readonly cashier: string; readonly shift: number }
  | { readonly kind: 'counter' }

/** `openShift`: the number of that person's open shift. */
export function seenBy(standing: Standing, openShift: (person: string) => number | null): Seen {
  if (standing.kind === 'open') return { kind: 'everything' }
  if (standing.kind === 'shut') return { kind: 'counter' }
  const { id, role } = standing.person
  if (may(role, 'seeHistory') === 'always') return { kind: 'everything' }
  if (may(role, 'seeTill') === 'always') return { kind: 'day' }
  const shift = openShift(id)
  return shift === null ? { kind: 'counter' } : { kind: 'shift', cashier: id, shift }
}

export function isSeen(seen: Seen, { cashier, shift, day }: Payment, today: string): boolean {
  switch (seen.kind) {
    case 'everything':
      return true
    case 'day':
      return day === today
    case 'shift':
      return cashier?.id === seen.cashier && shift === seen.shift
    case 'counter':
      return false
  }
}

/** Stands for the end of a key that is there and is none of theirs. */
const HIDDEN = '••••'

/**
 * What of the till's state whoever stands there may know; the rest is as on a till that has none of it. Where the screens of a
 * cashier go by whether something is there, that is still true.
 */
export function stateFor(standing: Standing, state: TillState): TillState {
  if (standing.kind === 'open') return state
  const role = standing.kind === 'person' ? standing.person.role : null
  return without(role, state)
}

function without(role: Role | null, state: TillState): TillState {
  const can = (ability: Ability) => role !== null && may(role, ability) === 'always'
  const kept = can('backUp') ? state : withoutFolders(state)
  const told = can('changeMoney') ? kept : withoutSecrets(kept)
  return can('useAccount')
    ? told
    : { ...told, account: { ...told.account, practiceLogin: null, signedInUntil: null } }
}

/** Whoever has such a folder has the books of every day. */
function withoutFolders(state: TillState): TillState {
  return { ...state, settings: { ...state.settings, dayFiles: null, bundleFolder: null } }
}

/** Endings of keys, addresses of the owner's servers, rules about money. */
function withoutSecrets(state: TillState): TillState {
  return {
    ...state,
    settings: { ...state.settings, relays: { sandbox: null, live: null }, earlyRelease: null },
    relayTokens: { sandbox: null, live: null },
    gateways: state.gateways.map((gateway) => ({
      ...gateway,
      secrets: { sandbox: hidden(gateway.secrets.sandbox), live: hidden(gateway.secrets.live) },
    })),
    chain: { ...state.chain, keyEnding: state.chain.keyEnding === null ? null : HIDDEN },
  }
}

type Secrets = TillState['gateways'][number]['secrets']['live']

function hidden(secrets: Secrets): Secrets {
  return secrets?.map((secret) => ({ ...secret, ending: secret.ending === null ? null : HIDDEN })) ?? null
}
