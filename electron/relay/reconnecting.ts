import type { RelayLoss } from '../../shared/contract/relay.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** Longest wait that a relay may ask for. */
const MOST_ASKED_MS = 5 * MINUTE

type Patience = { readonly firstMs: number; readonly mostMs: number }

const SOON: Patience = { firstMs: SECOND, mostMs: 30 * SECOND }
/** A person has to act first: asking often changes nothing and looks like an attack. */
const SELDOM: Patience = { firstMs: MINUTE, mostMs: 5 * MINUTE }

const PATIENCE: Readonly<Record<RelayLoss, Patience>> = {
  unreachable: SOON,
  noAnswer: SOON,
  ended: SOON,
  silent: SOON,
  unavailable: SOON,
  notHandled: SOON,
  wrongToken: SELDOM,
  notARelay: SELDOM,
}

/**
 * Milliseconds until the next attempt. Doubles with each failure in a row before this one, and lies anywhere in the upper
 * half (`random` in 0..1), so that the tills of a relay that restarts do not all come at once.
 */
export function reconnectAfter(
  reason: RelayLoss,
  failures: number,
  random: number,
  askedMs: number | null = null,
): number {
  const { firstMs, mostMs } = PATIENCE[reason]
  const grown = Math.min(firstMs * 2 ** Math.min(failures, 10), mostMs)
  return Math.round(Math.max(grown * (0.5 + 0.5 * random), Math.min(askedMs ?? 0, MOST_ASKED_MS)))
}
