import type { RelayState } from '../../shared/contract/relay.ts'
import type { Log } from '../log.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import { createAcknowledging } from './acknowledging.ts'
import { reconnectAfter } from './reconnecting.ts'
import { connectRelay, type Fetch, type RelayAccess, type RelayFault } from './relay-connection.ts'
import type { RelayCursor } from './relay-cursor.ts'
import { followRelay, type OnDelivery, type RelayFigures } from './relay-session.ts'

// The till's end of the relay: connects outward, hands on each delivery once it is its turn, and comes back by itself
// whatever happens. Nothing waits for it: without a relay the till polls.

/** A connection that held so long ended for a new reason: back-off begins anew. */
const STEADY_MS = 30_000

export type RelayClient = {
  /** Once; what was stopped is not started again. */
  start(): void
  /** Resolves when the delivery being handled is handled and the cursor saved; nothing comes after that. */
  stop(): Promise<void>
  /** Connects now instead of after the pause, if there is one: the computer woke, or the network is back. */
  wake(): void
  state(): RelayState
  figures(): RelayFigures
}

export type RelayClientDependencies = {
  readonly access: RelayAccess
  readonly cursor: RelayCursor
  readonly clock: Clock
  /** 0..1, for the jitter. */
  readonly random: () => number
  readonly log: Log
  /**
   * One after another, in order. What it rejects comes again, and nothing after it before; the same delivery may come
   * twice, after a crash.
   */
  readonly onDelivery: OnDelivery
  readonly onChange: (state: RelayState) => void
  readonly fetch?: Fetch
}

const OFF: RelayState = { state: 'off' }

export function createRelayClient(dependencies: RelayClientDependencies): RelayClient {
  const { access, cursor, clock, random, log, onDelivery, onChange, fetch = globalThis.fetch } = dependencies
  const stopping = new AbortController()
  const { signal } = stopping
  const figures = { deliveries: 0, malformed: 0 }
  let state: RelayState = OFF
  let openedAt: number | null = null
  let running: Promise<void> | null = null
  let endPause = () => {}

  const become = (next: RelayState): void => {
    const reasonOf = (any: RelayState) => (any.state === 'lost' ? any.reason : null)
    if (next.state === state.state && reasonOf(next) === reasonOf(state)) return
    state = next
    log.info({ relay: state }, 'relay')
    onChange(state)
  }

  const opened = (): void => {
    openedAt = clock.now()
    become({ state: 'open' })
  }

  const listen = async (): Promise<RelayFault> => {
    const lastId = cursor.read()?.id ?? 0
    const connected = await connectRelay({ ...access, lastId, fetch, clock, signal })
    if (!connected.ok) return connected.error
    const acknowledging = createAcknowledging({ ...access, fetch, clock })
    const count = (what: keyof RelayFigures, by: number) => {
      figures[what] += by
    }
    try {
      const connection = connected.value
      return await followRelay({
        connection,
        cursor,
        acknowledging,
        signal,
        log,
        onOpen: opened,
        onDelivery,
        count,
      })
    } finally {
      acknowledging.stop()
      connected.value.close()
    }
  }

  const listenSafely = async (): Promise<RelayFault> => {
    try {
      return await listen()
    } catch (error) {
      log.error({ err: error }, 'delivery not handled')
      return { reason: 'notHandled', retryAfterMs: null }
    }
  }

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const cancelTimer = clock.after(ms, resolve)
      endPause = () => {
        cancelTimer()
        resolve()
      }
    })

  const run = async (): Promise<void> => {
    let failures = 0
    while (!signal.aborted) {
      openedAt = null
      const { reason, retryAfterMs } = await listenSafely()
      if (signal.aborted) return
      if (openedAt !== null && clock.now() - openedAt >= STEADY_MS) failures = 0
      const since = state.state === 'lost' ? state.since : isoNow(clock)
      become({ state: 'lost', since, reason })
      await pause(reconnectAfter(reason, failures, random(), retryAfterMs))
      failures += 1
    }
  }

  return {
    start() {
      if (running || signal.aborted) return
      become({ state: 'connecting' })
      running = run()
    },
    async stop() {
      stopping.abort()
      endPause()
      await running
      become(OFF)
    },
    wake: () => endPause(),
    state: () => state,
    figures: () => ({ ...figures }),
  }
}
