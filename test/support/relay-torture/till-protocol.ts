import type { RelayAccess } from '../../../electron/relay/relay-connection.ts'
import type { CallbackStatus, CrashPoint, PlannedPayment } from './plan.ts'

// What the process of a soaked till and the one that soaks it say to each other.

export type ToTill =
  | { readonly kind: 'open'; readonly opening: TillOpening }
  /** The gateway's answer to a look. */
  | { readonly kind: 'answer'; readonly ask: number; readonly status: CallbackStatus }
  | { readonly kind: 'wake' }

export type FromTill =
  /** The relay is being listened to, and every payment has its charge. */
  { readonly kind: 'opened' } | { readonly kind: 'ask'; readonly ask: number; readonly payment: number }

export type TillOpening = {
  readonly folder: string
  readonly access: RelayAccess
  /** Charged already when the soak begins. */
  readonly payments: readonly PlannedPayment[]
  readonly crash: Crash | null
}

/** After so many deliveries, at the next such point. */
export type Crash = { readonly deliveries: number; readonly point: CrashPoint }
