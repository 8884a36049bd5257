import { createHash, createHmac } from 'node:crypto'
import { callbackPath, type Gateway } from '../../../shared/relay-protocol.ts'
import type { PlannedCallback, PlannedPayment } from './plan.ts'

// Callbacks as the three gateways send them, signed here from what their documents say and by none of the till's code.

export const GATEWAY_SECRETS: Readonly<Record<Gateway, string>> = {
  nowpayments: 'soak-ipn-secret',
  'usdt-payments': 'soak-api-secret',
  paystablecoin: 'soak-merchant-secret',
}

export type Posted = {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What the gateway of this payment calls it. */
export function chargeIdOf({ gateway, number }: PlannedPayment): string {
  return gateway === 'paystablecoin'
    ? `SOAK-ORDER-${String(number).padStart(8, '0')}`
    : String(5_000_000_000 + number)
}

/** The body that is posted. */
export function bodyOf(callback: PlannedCallback): string {
  const signed = signedBodyOf(callback)
  return callback.forgery === 'changed' ? signed.replace('"callback":', '"forged":true,"callback":') : signed
}

/** Which callback a body is, if its bytes are those of one that was planned; else null. */
export function callbackIn(body: Buffer, callbacks: readonly PlannedCallback[]): number | null {
  const number = Number(/"callback":(\d+)/.exec(body.toString())?.[1])
  const planned = callbacks[number - 1]
  return planned && body.equals(Buffer.from(bodyOf(planned))) ? number : null
}

/** A request of the gateway. `now` in ms: PayStablecoin signs the time. */
export function posted(callback: PlannedCallback, channel: string, now: number): Posted {
  const { gateway } = callback.payment
  const path = callbackPath(channel, gateway)
  const headers = {
    'content-type': 'application/json',
    ...(callback.forgery !== 'unsigned' && signatureOf(callback, path, now)),
  }
  return { path, headers, body: bodyOf(callback) }
}

function signedBodyOf({ number, payment, status }: PlannedCallback): string {
  const id = chargeIdOf(payment)
  switch (payment.gateway) {
    case 'nowpayments': {
      const paid = {
        pay_address: 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT',
        pay_amount: 19.87421,
        pay_currency: 'usdttrc20',
      }
      // Sorted already, as the vendor sends them.
      return JSON.stringify({
        callback: number,
        order_id: `T1-${payment.number}`,
        ...paid,
        payment_id: Number(id),
        payment_status: status,
      })
    }
    case 'usdt-payments':
      return JSON.stringify({ callback: number, payment_id: id, order_id: `T1-${payment.number}`, status })
    case 'paystablecoin':
      return JSON.stringify({ callback: number, merchantOrderId: id, status })
  }
}

function signatureOf(callback: PlannedCallback, path: string, now: number): Record<string, string> {
  const { gateway } = callback.payment
  const secret = callback.forgery === 'otherSecret' ? 'a guess' : GATEWAY_SECRETS[gateway]
  const body = signedBodyOf(callback)
  switch (gateway) {
    case 'nowpayments':
      return { 'x-nowpayments-sig': createHmac('sha512', secret).update(body).digest('hex') }
    case 'usdt-payments':
      return { 'x-signature': createHmac('sha256', secret).update(body).digest('hex') }
    case 'paystablecoin': {
      const hash = createHash('sha256').update(body).digest('base64')
      const text = `${now}\nPOST\n${path}\n${hash}`
      return {
        'x-signature': createHmac('sha256', secret).update(text).digest('base64'),
        'x-timestamp': String(now),
      }
    }
  }
}
