import type { RelayState } from '../../shared/contract/relay.ts'

/** A relay that is started anew is away for two or three seconds: nobody at the till has to hear of that. */
export const RELAY_PATIENCE_MS = 5_000

/** The relay as the cashier is told of it. `now` is the till's time in milliseconds, by which `since` was taken too. */
export function relayStanding(connection: RelayState, now: number): RelayState {
  const isShort = connection.state === 'lost' && now - Date.parse(connection.since) < RELAY_PATIENCE_MS
  return isShort ? { state: 'connecting' } : connection
}
