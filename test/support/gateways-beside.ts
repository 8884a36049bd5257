import type { Gateway } from '../../electron/gateways/gateway.ts'
import { createRequestQueue } from '../../electron/gateways/request-queue.ts'
import { vendorOf } from '../../electron/gateways/vendor-registry.ts'
import type { Gateway as VendorId } from '../../shared/relay-protocol.ts'
import { PRACTICE_SECRETS } from './practice-secrets.ts'
import type { TillBench } from './till-bench.ts'

/** A till bench's `others`: these vendors beside NOWPayments, set up at the same practice gateway. */
export function gatewaysBeside(ids: readonly VendorId[]) {
  return ({ clock, simulator }: Pick<TillBench, 'clock' | 'simulator'>): readonly Gateway[] =>
    ids.map((id) =>
      vendorOf(id).create(PRACTICE_SECRETS[id], {
        ...{ baseUrl: simulator.urlOf(id), mode: 'live', clock, version: 'test' },
        queue: createRequestQueue({ everyMs: 1, burst: 1000, concurrency: 8 }),
      }),
    )
}

/** Whether the connection tests of the start are over: from here on a fault is for the sale, and not for one of them. */
export const areTested = (bench: TillBench, ids: readonly VendorId[]): boolean =>
  ids.every((id) => bench.till().inUse(id)?.health.state === 'ok')
