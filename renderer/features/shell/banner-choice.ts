import type { AppError } from '../../../shared/app-error.ts'
import type { TillState } from '../../../shared/contract/till.ts'

/** The one thing the banner says. */
export type BannerChoice =
  | { readonly kind: 'error'; readonly tone: 'danger' | 'warning'; readonly error: AppError }
  | { readonly kind: 'outage'; readonly since: string | null }
  | { readonly kind: 'mode'; readonly mode: 'practice' | 'sandbox' }

/** The gravest first; never two. */
export function chooseBanner(till: TillState): BannerChoice | null {
  if (till.journal !== null) return { kind: 'error', tone: 'danger', error: till.journal }
  if (till.keychain !== null && till.mode !== 'practice') {
    return { kind: 'error', tone: 'danger', error: till.keychain }
  }
  if (till.clock !== null) return { kind: 'error', tone: 'warning', error: till.clock }
  if (till.gateway.state === 'failing') return { kind: 'outage', since: till.gateway.checkedAt }
  return till.mode === 'live' ? null : { kind: 'mode', mode: till.mode }
}
