import { defineVendor } from '../vendor.ts'
import { createUsdtPayments } from './adapter.ts'
import { API_URL } from './client.ts'
import { GATEWAY_ID } from './mapping.ts'
import { verify } from './signature.ts'

export const usdtPayments = defineVendor({
  id: GATEWAY_ID,
  title: 'USDT Payments',
  secrets: ['api-key', 'api-secret'],
  needs: ['api-key', 'api-secret'],
  callbackSecret: 'api-secret',
  pricesInUsdt: true,
  sharesAddresses: true,
  steps: ['status', 'clock', 'key'],
  urls: { live: API_URL, sandbox: null },
  arrivedField: 'pay_amount',
  create: (secrets, parts) =>
    createUsdtPayments({ ...parts, apiKey: secrets['api-key'], apiSecret: secrets['api-secret'] }),
  judge(delivery, secret, now) {
    const verdict = verify(delivery, secret, now)
    if (!verdict.ok) return verdict
    const { chargeId, vendorStatus } = verdict
    return { ok: true, chargeId, lookAt: chargeId, vendorStatus }
  },
})
