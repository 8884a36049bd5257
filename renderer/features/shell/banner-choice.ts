import type { AppError } from '../../../shared/app-error.ts'
import type { TillState } from '../../../shared/contract/till.ts'
import { gatewayTrouble } from '../../../shared/gateway-trouble.ts'

/** The one thing the banner says. */
export type BannerChoice =
  | { readonly kind: 'error'; readonly tone: 'danger' | 'warning'; readonly error: AppError }
  | { readonly kind: 'asleep'; readonly minutes: number }
  | { readonly kind: 'outage'; readonly error: AppError; readonly since: string | null }
  | { readonly kind: 'setUp'; readonly error: AppError }
  | { readonly kind: 'mode'; readonly mode: 'practice' | 'sandbox' }

/** The gravest first; never two. */
export function chooseBanner(till: TillState): BannerChoice | null {
  if (till.journal !== null) return { kind: 'error', tone: 'danger', error: till.journal }
  if (till.keychain !== null && till.mode !== 'practice') {
    return { kind: 'error', tone: 'danger', error: till.keychain }
  }
  // It lasts for seconds, the others until somebody does something.
  if (till.asleep !== null) return { kind: 'asleep', ...till.asleep }
  if (till.clock !== null) return { kind: 'error', tone: 'warning', error: till.clock }
  if (till.gateway.error !== null) return troubleBanner(till.gateway.error, till.gateway.checkedAt)
  return till.mode === 'live' ? null : { kind: 'mode', mode: till.mode }
}

/** An outage ends by itself, so it says since when nothing is known; a set-up fault waits for a person. */
function troubleBanner(error: AppError, since: string | null): BannerChoice {
  return gatewayTrouble(error) === 'setUp' ? { kind: 'setUp', error } : { kind: 'outage', error, since }
}
