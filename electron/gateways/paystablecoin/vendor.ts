import { defineVendor } from '../vendor.ts'
import { createPayStablecoin } from './adapter.ts'
import { PRODUCTION_URL, SANDBOX_URL } from './client.ts'
import { GATEWAY_ID } from './mapping.ts'
import { verify } from './signature.ts'

export const payStablecoin = defineVendor({
  id: GATEWAY_ID,
  title: 'PayStablecoin',
  secrets: ['merchant-id', 'api-secret'],
  needs: ['merchant-id', 'api-secret'],
  callbackSecret: 'api-secret',
  pricesInUsdt: true,
  // Its papers do not say that an address is one payment's alone.
  sharesAddresses: true,
  steps: ['status', 'clock', 'key', 'coin', 'minimum'],
  urls: { live: PRODUCTION_URL, sandbox: SANDBOX_URL },
  arrivedField: 'cryptoPaidAmount',
  create: (secrets, parts) =>
    createPayStablecoin({ ...parts, merchantId: secrets['merchant-id'], apiSecret: secrets['api-secret'] }),
  judge(delivery, secret, now, form) {
    const verdict = verify(delivery, secret, now, form)
    if (!verdict.ok) return verdict
    const { merchantOrderId: chargeId, vendorStatus } = verdict
    return { ok: true, chargeId, lookAt: chargeId, vendorStatus }
  },
})
