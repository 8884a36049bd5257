import type { SignedDelivery } from '../../electron/gateways/callback.ts'

/** When the callbacks of the tests arrive: the time in the published vectors. */
export const ARRIVED = 1_785_934_800_123

/** A callback as the relay would hand it on. */
export function aDelivery(
  body: string | Uint8Array,
  headers: Record<string, string> = {},
  arrivedAt = ARRIVED,
): SignedDelivery {
  return {
    headers,
    body: Buffer.from(body).toString('base64'),
    receivedAt: new Date(arrivedAt).toISOString(),
  }
}
