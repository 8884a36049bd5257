import type { Mode } from '../../shared/mode.ts'
import type { Clock } from '../time/clock.ts'
import type { Gateway } from './gateway.ts'
import { isLoopback } from './loopback.ts'
import { createMissingGateway } from './missing-gateway.ts'
import { createNowPayments } from './nowpayments/adapter.ts'
import { PRODUCTION_URL, SANDBOX_URL } from './nowpayments/client.ts'
import { createRequestQueue, DEFAULT_PACE, type RequestQueue } from './request-queue.ts'

/** The practice gateway runs in this process: nobody to be kind to. */
const PRACTICE_QUEUE = { everyMs: 33, burst: 30, concurrency: 4 }

export type GatewayFactory = {
  /** The gateway of a mode; without a key it answers `notSetUp` to everything. */
  create(mode: Mode, apiKey: string | null): Gateway
}

type Dependencies = {
  readonly clock: Clock
  readonly version: string
  readonly practiceUrl: () => string
  /** Another address for the real modes, for tests and demos: this computer only. */
  readonly loopbackUrl: string | undefined
}

export function createGatewayFactory({
  clock,
  version,
  practiceUrl,
  loopbackUrl,
}: Dependencies): GatewayFactory {
  // One queue per till for all real requests: the vendor counts per address, whatever the key.
  const realQueue = createRequestQueue(DEFAULT_PACE)

  function addressOf(mode: Mode): string {
    if (mode === 'practice') return practiceUrl()
    // An API key is never sent to another machine than the vendor's because of a variable someone set.
    if (loopbackUrl !== undefined && isLoopback(loopbackUrl)) return loopbackUrl
    return mode === 'live' ? PRODUCTION_URL : SANDBOX_URL
  }

  return {
    create(mode, apiKey) {
      if (apiKey === null) return createMissingGateway()
      const queue: RequestQueue = mode === 'practice' ? createRequestQueue(PRACTICE_QUEUE) : realQueue
      return createNowPayments({ baseUrl: addressOf(mode), apiKey, mode, clock, queue, version })
    },
  }
}
