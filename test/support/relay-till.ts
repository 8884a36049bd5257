import { pino } from 'pino'
import { type CallbackLog, createCallbackLog } from '../../electron/relay/callback-log.ts'
import { openCallbackLogFile } from '../../electron/relay/callback-log-file.ts'
import { createRelayClient, type RelayClientDependencies } from '../../electron/relay/relay-client.ts'
import type { RelayCursor, RelayPosition } from '../../electron/relay/relay-cursor.ts'
import type { CallbackRow, RelayState } from '../../shared/contract/relay.ts'
import type { Delivery } from '../../shared/relay-protocol.ts'

export const silentLog = pino({ level: 'silent' })

/** A cursor that outlives its client, as one on disk does. */
export function memoryCursor(position: RelayPosition | null = null) {
  const saved: RelayPosition[] = position ? [position] : []
  return {
    read: () => saved.at(-1) ?? null,
    save: (next) => void saved.push(next),
    last: () => saved.at(-1)?.id ?? 0,
  } satisfies RelayCursor & { last: () => number }
}

type Given = Pick<RelayClientDependencies, 'access' | 'clock'> & Partial<RelayClientDependencies>

/** A client that keeps what it is told. */
export function openRelayTill(given: Given) {
  const deliveries: Delivery[] = []
  const states: RelayState[] = []
  const cursor = memoryCursor()
  const client = createRelayClient({
    cursor,
    random: () => 1,
    log: silentLog,
    onDelivery: async (delivery) => void deliveries.push(delivery),
    onChange: (state) => void states.push(state),
    ...given,
  })
  const said = () => states.map((each) => (each.state === 'lost' ? each.reason : each.state))
  return { client, deliveries, states, said, cursor }
}

/** A log of callbacks in memory, as a till keeps one on disk. */
export function memoryCallbackLog(): CallbackLog {
  return createCallbackLog(openCallbackLogFile(':memory:', () => undefined))
}

/** Every row of a log that has but one page, oldest first. */
export function allOf(callbacks: CallbackLog): CallbackRow[] {
  return callbacks.find({ text: '', verdict: null, before: null }).rows.toReversed()
}
