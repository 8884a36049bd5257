import type { AppError } from '../../shared/app-error.ts'
import type { GatewayHealth } from '../../shared/contract/till.ts'
import { type Clock, isoNow } from '../clock.ts'
import type { Gateway, GatewayResult } from '../gateways/gateway.ts'
import type { Log } from '../log.ts'

/** How the gateway has been answering, fed by every call that goes to it. */
export type HealthMonitor = {
  current(): GatewayHealth
  note(error: AppError | null): void
}

export function createHealthMonitor(clock: Clock, onChange: () => void): HealthMonitor {
  let health: GatewayHealth = { state: 'unknown', error: null, checkedAt: null }
  return {
    current: () => health,
    note(error) {
      const next: GatewayHealth =
        error && isOutage(error)
          ? { ...health, state: 'failing', error }
          : { state: 'ok', error: null, checkedAt: isoNow(clock) }
      const changed = next.state !== health.state || next.error?.code !== health.error?.code
      health = next
      if (changed) onChange()
    },
  }
}

/** A refusal of one request is an answer; these mean that the gateway cannot be worked with now. */
function isOutage(error: AppError): boolean {
  switch (error.code) {
    case 'noNetwork':
    case 'gatewayDown':
    case 'gatewayTimeout':
    case 'rateLimited':
    case 'wrongKey':
    case 'coinNotEnabled':
    case 'badReply':
    case 'notSetUp':
      return true
    default:
      return false
  }
}

/** The same gateway, with every answer noted and every failure logged (codes and the vendor's words, never a key). */
export function withHealth(gateway: Gateway, monitor: HealthMonitor, log: Log): Gateway {
  async function noted<T>(name: string, call: Promise<GatewayResult<T>>): Promise<GatewayResult<T>> {
    const result = await call
    // Given up by the till itself: the gateway said nothing.
    if (!result.ok && result.error.error.code === 'notNow') return result
    monitor.note(result.ok ? null : result.error.error)
    if (!result.ok)
      log.warn({ call: name, error: result.error.error, maybe: result.error.maybe }, 'gateway: failed')
    return result
  }
  return {
    id: gateway.id,
    estimate: (price, options) => noted('estimate', gateway.estimate(price, options)),
    minimum: (options) => noted('minimum', gateway.minimum(options)),
    createCharge: (request, options) => noted('createCharge', gateway.createCharge(request, options)),
    readCharge: (chargeId, options) => noted('readCharge', gateway.readCharge(chargeId, options)),
    async testConnection(options) {
      const report = await gateway.testConnection(options)
      const failed = report.steps.find((step) => step.error)
      if (failed) log.warn({ step: failed.step, error: failed.error }, 'gateway: connection test failed')
      monitor.note(failed?.error?.code === 'clockWrong' ? null : (failed?.error ?? null))
      return report
    },
  }
}
