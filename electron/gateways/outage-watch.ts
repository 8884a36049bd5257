import { gatewayTrouble } from '../../shared/gateway-trouble.ts'
import type { Clock } from '../time/clock.ts'
import type { Gateway } from './gateway.ts'
import type { HealthMonitor } from './gateway-health.ts'

/** While the gateway fails: the first question after this, each further one after twice as long, up to the most. */
const PROBE_MS = 5_000
const MAX_PROBE_MS = 30_000
/** An idle till that heard nothing for so long asks once: an outage is known before the next customer is. */
const QUIET_MS = 60_000
/** A probe that hangs longer takes the place of one that might be answered. */
const PROBE_TIMEOUT_MS = 5_000
/** A gateway that comes and goes is not asked about every payment each time it comes. */
const RECHECKS_APART_MS = 30_000

export type OutageWatch = {
  start(): void
  /** The health changed: `before` is the state it had. */
  changed(before: 'unknown' | 'ok' | 'failing'): void
  /** Asks now instead of at the next turn: what was heard before a sleep is old. */
  wake(): void
  stop(): void
}

type Dependencies = {
  readonly gateway: Gateway
  readonly health: HealthMonitor
  readonly clock: Clock
  /** 0..1, for the jitter. */
  readonly random: () => number
  /** The whole connection test: only that shows whether a set-up fault was put right. */
  readonly inspect: () => Promise<void>
  /** The gateway is back: whatever may have changed meanwhile is asked for again. */
  readonly recheck: () => void
}

const nothing = () => undefined

/** Knows of an outage before a customer does, and of its end as soon as it ends, with the lightest call there is. */
export function createOutageWatch(dependencies: Dependencies): OutageWatch {
  const { gateway, health, clock, random, inspect, recheck } = dependencies
  const stopping = new AbortController()
  let isProbing = false
  let failures = 0
  let retryAfterMs: number | null = null
  let recheckedAt = Number.NEGATIVE_INFINITY
  let cancelTimer: () => void = nothing
  let cancelRecheck: () => void = nothing

  const trouble = () => {
    const { error } = health.current()
    return error === null ? null : gatewayTrouble(error)
  }
  const spread = (ms: number) => Math.round(ms * (0.8 + 0.4 * random()))
  /** What is left of a wait that began then; never more than the whole, since a clock can be set back. */
  const left = (since: number, ms: number) => Math.min(Math.max(since + ms - clock.now(), 0), ms)

  /** Milliseconds to the next question; undefined when there is nobody to ask. */
  function nextIn(): number | undefined {
    if (health.current().error?.code === 'notSetUp') return undefined
    switch (trouble()) {
      case 'outage':
        return Math.max(spread(Math.min(PROBE_MS * 2 ** failures, MAX_PROBE_MS)), retryAfterMs ?? 0)
      case 'setUp':
        return spread(QUIET_MS)
      case null:
        return left(health.heardAt() ?? clock.now(), QUIET_MS)
    }
  }

  function arm(): void {
    cancelTimer()
    if (stopping.signal.aborted || isProbing) return
    const wait = nextIn()
    if (wait !== undefined) cancelTimer = clock.after(wait, () => void turn())
  }

  /** Between ordinary calls there is nothing to ask: each of them has told the health already. */
  async function turn(): Promise<void> {
    const heard = health.heardAt()
    if (trouble() === null && heard !== null && left(heard, QUIET_MS) > 0) return arm()
    await ask()
  }

  async function ask(): Promise<void> {
    if (isProbing || stopping.signal.aborted) return
    isProbing = true
    cancelTimer()
    try {
      if (trouble() === 'setUp') await inspect()
      else await probe()
    } finally {
      isProbing = false
      arm()
    }
  }

  async function probe(): Promise<void> {
    const { signal } = stopping
    const answer = await gateway.reach({ signal, priority: 'background', timeoutMs: PROBE_TIMEOUT_MS })
    failures = answer.ok ? 0 : failures + 1
    retryAfterMs = answer.ok ? null : answer.error.retryAfterMs
  }

  function returned(): void {
    cancelRecheck()
    const run = () => {
      if (health.current().state !== 'ok') return
      recheckedAt = clock.now()
      recheck()
    }
    const wait = left(recheckedAt, RECHECKS_APART_MS)
    if (wait === 0) run()
    else cancelRecheck = clock.after(wait, run)
  }

  return {
    start: arm,
    changed(before) {
      if (stopping.signal.aborted) return
      const { state } = health.current()
      if (state === 'ok') {
        failures = 0
        retryAfterMs = null
        if (before === 'failing') returned()
      }
      arm()
    },
    wake: () => void ask(),
    stop() {
      stopping.abort()
      cancelTimer()
      cancelRecheck()
    },
  }
}
