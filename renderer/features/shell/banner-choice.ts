import type { AppError } from '../../../shared/app-error.ts'
import { assertNever } from '../../../shared/assert-never.ts'
import type { RelayLoss } from '../../../shared/contract/relay.ts'
import type { TillState } from '../../../shared/contract/till.ts'
import { gatewayTrouble } from '../../../shared/gateway-trouble.ts'
import { type Failover, failoverOf } from '../../lib/gateway-standing.ts'
import { permissionIn } from '../../lib/permission.ts'
import { relayStanding } from '../../lib/relay-standing.ts'

/** The one thing the banner says. */
export type BannerChoice =
  | { readonly kind: 'error'; readonly tone: 'danger' | 'warning'; readonly error: AppError }
  | { readonly kind: 'asleep'; readonly minutes: number }
  | { readonly kind: 'outage'; readonly error: AppError; readonly since: string | null }
  | { readonly kind: 'setUp'; readonly error: AppError }
  | {
      readonly kind: 'failover'
      readonly trouble: 'failing' | 'setUp'
      readonly first: string
      readonly next: string
    }
  | { readonly kind: 'relay'; readonly trouble: RelayTrouble }
  | { readonly kind: 'dayFile'; readonly error: AppError }
  | { readonly kind: 'mode'; readonly mode: 'practice' | 'sandbox' }

/** What the cashier can make of a lost relay: it comes back by itself (`away`), or somebody has to do something. */
export type RelayTrouble = 'away' | 'wrongToken' | 'notARelay' | 'notHandled'

/** The gravest first; never two. `now` is the till's time in milliseconds. */
export function chooseBanner(till: TillState, now: number): BannerChoice | null {
  if (till.journal !== null) return { kind: 'error', tone: 'danger', error: till.journal }
  if (till.keychain !== null && till.mode !== 'practice') {
    return { kind: 'error', tone: 'danger', error: till.keychain }
  }
  // It lasts for seconds, the others until somebody does something.
  if (till.asleep !== null) return { kind: 'asleep', ...till.asleep }
  if (till.clock !== null) return { kind: 'error', tone: 'warning', error: till.clock }
  if (till.gateway.error !== null) return troubleBanner(till.gateway.error, till.gateway.checkedAt)
  const failover = failoverOf(till)
  if (failover) return failoverBanner(failover)
  const relay = relayStanding(till.relay.connection, now)
  // Practice has no relay, and the sandbox's badge stays in the top bar.
  if (relay.state === 'lost') return { kind: 'relay', trouble: relayTrouble(relay.reason) }
  if (till.mode !== 'live') return { kind: 'mode', mode: till.mode }
  return dayFileBanner(till)
}

/** For whom the accounts are: nothing in it is for a cashier to do. */
function dayFileBanner({ session, dayFiles }: TillState): BannerChoice | null {
  const error = dayFiles.missing.find((owed) => owed.error !== null)?.error ?? null
  const isTheirs = permissionIn(session, 'seeHistory') === 'always'
  return error !== null && isTheirs ? { kind: 'dayFile', error } : null
}

/** An outage ends by itself, so it says since when nothing is known; a set-up fault waits for a person. */
function troubleBanner(error: AppError, since: string | null): BannerChoice {
  return gatewayTrouble(error) === 'setUp' ? { kind: 'setUp', error } : { kind: 'outage', error, since }
}

/** Sales go on with another gateway: good to know, and nothing to do for the cashier. */
function failoverBanner({ first, next, error }: Failover): BannerChoice {
  const trouble = gatewayTrouble(error) === 'setUp' ? 'setUp' : 'failing'
  return { kind: 'failover', trouble, first: first.title, next: next.title }
}

function relayTrouble(reason: RelayLoss): RelayTrouble {
  switch (reason) {
    case 'wrongToken':
    case 'notARelay':
    case 'notHandled':
      return reason
    case 'unreachable':
    case 'noAnswer':
    case 'ended':
    case 'silent':
    case 'unavailable':
      return 'away'
    default:
      return assertNever(reason)
  }
}
