import { defineVendor } from '../vendor.ts'
import { createNowPayments } from './adapter.ts'
import { GATEWAY_ID } from './charge.ts'
import { PRODUCTION_URL, SANDBOX_URL } from './client.ts'
import { pageGate } from './hosted-page.ts'
import { readCallback, verify } from './signature.ts'

export const nowPayments = defineVendor({
  id: GATEWAY_ID,
  title: 'NOWPayments',
  secrets: ['api-key', 'ipn-secret'],
  needs: ['api-key'],
  callbackSecret: 'ipn-secret',
  pricesInUsdt: false,
  sharesAddresses: false,
  steps: ['status', 'clock', 'key', 'coin', 'minimum'],
  urls: { live: PRODUCTION_URL, sandbox: SANDBOX_URL },
  arrivedField: 'actually_paid',
  pageGate,
  create: (secrets, parts) => createNowPayments({ ...parts, apiKey: secrets['api-key'] }),
  judge(delivery, secret, now) {
    const verdict = verify(delivery, secret, now)
    if (!verdict.ok) return verdict
    const { chargeId, parentChargeId, invoiceId, vendorStatus } = verdict
    const news = { chargeId, lookAt: parentChargeId ?? chargeId, vendorStatus }
    return { ok: true, ...news, ...(invoiceId !== undefined && { invoiceId }) }
  },
  payoutIn(delivery, secret) {
    const subject = readCallback(delivery, secret)
    return subject.ok && subject.about === 'withdrawal' ? subject.payout : null
  },
})
