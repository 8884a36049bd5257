import type { Mode } from '../../shared/mode.ts'
import type { Gateway as VendorId } from '../../shared/relay-protocol.ts'
import type { Clock } from '../time/clock.ts'
import type { Gateway } from './gateway.ts'
import { isLoopback } from './loopback.ts'
import { createMissingGateway } from './missing-gateway.ts'
import { createNowPaymentsAccount, type NowPaymentsAccount } from './nowpayments/account/account.ts'
import { createRequestQueue, DEFAULT_PACE, type RequestQueue } from './request-queue.ts'
import type { Secrets } from './vendor.ts'
import { vendorOf } from './vendor-registry.ts'

/** The practice gateway runs in this process: nobody to be kind to. */
const PRACTICE_QUEUE = { everyMs: 33, burst: 30, concurrency: 4 }

export type GatewayFactory = {
  /** A vendor's gateway of a mode; without its secrets it answers `notSetUp` to everything. */
  create(mode: Mode, vendor: VendorId, secrets: Secrets): Gateway
  /** The owner's side of a NOWPayments account; null without a key. */
  account(mode: Mode, apiKey: string | null): NowPaymentsAccount | null
}

type Dependencies = {
  readonly clock: Clock
  readonly version: string
  readonly practiceUrl: () => string
  /** Another address of a vendor for the real modes, for tests and demos: this computer only. */
  readonly loopbackUrl: (vendor: VendorId) => string | undefined
}

export function createGatewayFactory({
  clock,
  version,
  practiceUrl,
  loopbackUrl,
}: Dependencies): GatewayFactory {
  // One queue per till and vendor for all real requests: a vendor counts per address, whatever the key.
  const realQueues = new Map<VendorId, RequestQueue>()

  function queueOf(mode: Mode, vendor: VendorId): RequestQueue {
    if (mode === 'practice') return createRequestQueue(PRACTICE_QUEUE)
    const queue = realQueues.get(vendor) ?? createRequestQueue(DEFAULT_PACE)
    realQueues.set(vendor, queue)
    return queue
  }

  /** Null where the vendor has no such environment. */
  function addressOf(mode: Mode, vendor: VendorId): string | null {
    if (mode === 'practice') return practiceUrl()
    const own = vendorOf(vendor).urls[mode]
    const other = loopbackUrl(vendor)
    // A key is never sent to another machine than the vendor's because of a variable someone set.
    return own !== null && other !== undefined && isLoopback(other) ? other : own
  }

  return {
    create(mode, vendor, secrets) {
      const baseUrl = addressOf(mode, vendor)
      if (baseUrl === null) return createMissingGateway()
      const queue = queueOf(mode, vendor)
      return vendorOf(vendor).create(secrets, { baseUrl, mode, clock, queue, version })
    },
    account(mode, apiKey) {
      const baseUrl = addressOf(mode, 'nowpayments')
      if (baseUrl === null || apiKey === null) return null
      return createNowPaymentsAccount({
        ...{ baseUrl, apiKey, mode, clock, version },
        queue: queueOf(mode, 'nowpayments'),
      })
    },
  }
}
