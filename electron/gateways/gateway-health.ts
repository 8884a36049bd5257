import type { AppError } from '../../shared/app-error.ts'
import { type GatewayHealth, RECENT_CALLS, type RecentCalls } from '../../shared/contract/gateways.ts'
import { gatewayTrouble } from '../../shared/gateway-trouble.ts'
import type { Log } from '../log.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import type { Gateway, GatewayResult } from './gateway.ts'

/** What was asked: not every answer says as much about the gateway. */
export type GatewayCall = Exclude<keyof Gateway, 'id'>

/** How the gateway has been answering, fed by every call that goes to it. */
export type HealthMonitor = {
  current(): GatewayHealth
  /** The last answers, and how long the till waited for them, their turn in the queue included. */
  recent(): RecentCalls
  /** Milliseconds; when the till last heard anything, good or bad. Null before the first time. */
  heardAt(): number | null
  note(call: GatewayCall, error: AppError | null): void
  /** Begins to measure a call; the returned function says that it is over, and whether it failed as an outage does. */
  timed(): (error: AppError | null) => void
}

/** `onChange` hears of each change of state or reason, at once, with the state before. */
export function createHealthMonitor(
  clock: Clock,
  onChange: (before: GatewayHealth['state']) => void,
): HealthMonitor {
  let health: GatewayHealth = { state: 'unknown', error: null, checkedAt: null }
  let heardAt: number | null = null
  let recent: readonly { readonly tookMs: number; readonly hasFailed: boolean }[] = []

  function after(call: GatewayCall, error: AppError | null): GatewayHealth {
    if (error && gatewayTrouble(error)) return { ...health, state: 'failing', error }
    if (health.error && !settles(call, health.error)) return health
    return { state: 'ok', error: null, checkedAt: isoNow(clock) }
  }

  return {
    current: () => health,
    recent: () => ({
      calls: recent.length,
      failures: recent.filter(({ hasFailed }) => hasFailed).length,
      medianMs: medianOf(recent.filter(({ hasFailed }) => !hasFailed).map(({ tookMs }) => tookMs)),
    }),
    timed() {
      const since = clock.now()
      return (error) => {
        const call = {
          tookMs: Math.max(0, clock.now() - since),
          hasFailed: error !== null && gatewayTrouble(error) === 'outage',
        }
        recent = [...recent, call].slice(-RECENT_CALLS)
      }
    },
    heardAt: () => heardAt,
    note(call, error) {
      heardAt = clock.now()
      const before = health
      health = after(call, error)
      if (health.state !== before.state || health.error?.code !== before.error?.code) onChange(before.state)
    },
  }
}

function medianOf(times: readonly number[]): number | null {
  return times.toSorted((one, other) => one - other)[Math.floor((times.length - 1) / 2)] ?? null
}

/** Whether a good answer to this call shows that the trouble is over: a gateway can be there and still refuse the key. */
function settles(call: GatewayCall, trouble: AppError): boolean {
  switch (trouble.code) {
    case 'wrongKey':
    case 'apiNotEnabled':
      return call !== 'reach'
    case 'coinNotEnabled':
    case 'methodNotOffered':
      return call === 'createCharge' || call === 'createHostedCharge' || call === 'testConnection'
    default:
      return true
  }
}

/** The same gateway, with every answer noted and every failure logged (codes and the vendor's words, never a key). */
export function withHealth(gateway: Gateway, monitor: HealthMonitor, log: Log): Gateway {
  async function noted<T>(name: GatewayCall, call: Promise<GatewayResult<T>>): Promise<GatewayResult<T>> {
    const ended = monitor.timed()
    const result = await call
    // Given up by the till itself: the gateway said nothing.
    if (!result.ok && result.error.error.code === 'notNow') return result
    ended(result.ok ? null : result.error.error)
    monitor.note(name, result.ok ? null : result.error.error)
    if (!result.ok)
      log.warn({ call: name, error: result.error.error, maybe: result.error.maybe }, 'gateway: failed')
    return result
  }
  const { estimate, minimum, createHostedCharge } = gateway
  return {
    id: gateway.id,
    reach: (options) => noted('reach', gateway.reach(options)),
    ...(estimate && { estimate: (price, options) => noted('estimate', estimate(price, options)) }),
    ...(minimum && { minimum: (options) => noted('minimum', minimum(options)) }),
    createCharge: (request, options) => noted('createCharge', gateway.createCharge(request, options)),
    ...(createHostedCharge && {
      createHostedCharge: (request, options) =>
        noted('createHostedCharge', createHostedCharge(request, options)),
    }),
    readCharge: (chargeId, options) => noted('readCharge', gateway.readCharge(chargeId, options)),
    async testConnection(options) {
      const report = await gateway.testConnection(options)
      const failed = report.steps.find((step) => step.error)
      if (failed) log.warn({ step: failed.step, error: failed.error }, 'gateway: connection test failed')
      if (failed?.error?.code === 'notNow') return report
      // A wrong clock ends the test before the key was tried: all that is known is that somebody answered.
      if (failed?.error?.code === 'clockWrong') monitor.note('reach', null)
      else monitor.note('testConnection', failed?.error ?? null)
      return report
    },
  }
}
