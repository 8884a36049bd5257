import type { GatewayHealth, GatewayView } from '../../shared/contract/gateways.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { Gateway } from '../gateways/gateway.ts'
import { createTillRates } from '../rates/till-rates.ts'
import { openGateway } from './gateway-in-use.ts'
import { createLineup, type Lineup } from './lineup.ts'

/** The gateways that one mode works with, and which of them is next. */
export type TillGateways = {
  readonly lineup: Lineup
  /** Of the one that the next charge goes to. */
  health(): GatewayHealth
  /** How this one has been answering; null where it is not set up. */
  inUse(gatewayId: string): GatewayView['inUse']
  /** All of them: is it there, is the key good, is the clock right. */
  inspect(): Promise<void>
  start(): void
  wake(): void
  stop(): void
}

type Dependencies = Omit<Parameters<typeof openGateway>[1], 'rates'> & {
  readonly gateways: readonly [Gateway, ...Gateway[]]
  readonly settings: () => Settings
}

export function createTillGateways({ gateways, settings, ...parts }: Dependencies): TillGateways {
  const rates = createTillRates({
    ...{ clock: parts.clock, settings },
    pricing: () =>
      inUse.find(({ gateway, health }) => gateway.estimate && health().state !== 'failing')?.gateway,
  })
  const open = (gateway: Gateway) => openGateway(gateway, { ...parts, rates })
  const [first, ...others] = gateways
  const inUse = [open(first), ...others.map(open)] as const
  const lineup = createLineup(inUse, () => settings().gatewayOrder)

  return {
    lineup,
    health: () => lineup.next().health(),
    inUse(gatewayId) {
      const found = inUse.find(({ gateway }) => gateway.id === gatewayId)
      if (!found) return null
      const { health, recent, gateway } = found
      return { health: health(), recent: recent(), isNext: lineup.next().gateway === gateway }
    },
    inspect: async () => void (await Promise.all(inUse.map((each) => each.inspect()))),
    start() {
      for (const each of inUse) each.start()
    },
    wake() {
      for (const each of inUse) each.wake()
    },
    stop() {
      for (const each of inUse) each.stop()
    },
  }
}
