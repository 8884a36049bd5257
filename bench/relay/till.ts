import { pino } from 'pino'
import { createRelayClient } from '../../electron/relay/relay-client.ts'
import type { RelayPosition } from '../../electron/relay/relay-cursor.ts'
import type { OnDelivery } from '../../electron/relay/relay-session.ts'
import type { Clock } from '../../electron/time/clock.ts'

const clock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

export type Till = {
  /** Resolves when it listens. */
  readonly open: Promise<void>
  /** Rejects when it lost the relay. */
  readonly lost: Promise<never>
  stop(): Promise<void>
}

/** The till's own client, which starts at the first delivery of all; nothing behind it takes time but `onDelivery`. */
export function openTill(
  access: { readonly url: string; readonly token: string },
  onDelivery: OnDelivery,
): Till {
  const open = Promise.withResolvers<void>()
  const lost = Promise.withResolvers<never>()
  let position: RelayPosition | null = null
  const client = createRelayClient({
    access,
    cursor: {
      read: () => position,
      save: (next) => {
        position = next
      },
    },
    clock,
    random: () => 1,
    log: pino({ level: 'silent' }),
    onDelivery,
    onChange: (state) => {
      if (state.state === 'open') open.resolve()
      if (state.state === 'lost') lost.reject(new Error(`the till lost the relay: ${state.reason}`))
    },
  })
  client.start()
  return { open: Promise.race([open.promise, lost.promise]), lost: lost.promise, stop: () => client.stop() }
}
