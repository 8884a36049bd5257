import type { GatewayHealth, RecentCalls } from '../../shared/contract/gateways.ts'
import type { Gateway } from '../gateways/gateway.ts'
import { createHealthMonitor, withHealth } from '../gateways/gateway-health.ts'
import { createOutageWatch } from '../gateways/outage-watch.ts'
import type { Log } from '../log.ts'
import type { RateSource } from '../rates/rate.ts'
import type { Clock } from '../time/clock.ts'
import { createQuotes, type Quotes } from './opening/quotes.ts'

type ConnectionReport = Awaited<ReturnType<Gateway['testConnection']>>

/** A gateway that the till works with: how it has been answering, its prices, and the watch over it. */
export type GatewayInUse = {
  readonly gateway: Gateway
  readonly quotes: Quotes
  readonly health: () => GatewayHealth
  readonly recent: () => RecentCalls
  /** Is it there, is the key good, is the clock right: known before the first customer, and after an outage. */
  inspect(): Promise<void>
  start(): void
  /** What was heard before a sleep is old. */
  wake(): void
  stop(): void
}

type Dependencies = {
  readonly clock: Clock
  readonly random: () => number
  readonly log: Log
  /** Where the rate comes from when the gateway has none. */
  readonly rates: RateSource
  readonly onInspected: (report: ConnectionReport) => void
  /** It is back: what may have changed meanwhile is looked at. */
  readonly recheck: () => void
  readonly onChange: () => void
}

export function openGateway(plain: Gateway, dependencies: Dependencies): GatewayInUse {
  const { clock, random, log, rates, onInspected, recheck, onChange } = dependencies
  const monitor = createHealthMonitor(clock, (before) => {
    // The windows first: what the watch does about it can wait for them.
    onChange()
    outageWatch.changed(before)
  })
  const gateway = withHealth(plain, monitor, log)
  const quotes = createQuotes(gateway, clock, () => monitor.current().error, rates)

  async function inspect(): Promise<void> {
    const report = await gateway.testConnection({ priority: 'background' })
    onInspected(report)
    if (report.minimum !== null) quotes.noteMinimum(report.minimum)
    onChange()
  }

  const outageWatch = createOutageWatch({
    ...{ gateway, clock, random, inspect },
    health: monitor,
    recheck() {
      recheck()
      void inspect()
    },
  })
  const { start, wake, stop } = outageWatch
  return { gateway, quotes, health: monitor.current, recent: monitor.recent, inspect, start, wake, stop }
}
