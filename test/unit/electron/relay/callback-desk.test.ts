import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createCallbackDesk } from '../../../../electron/relay/callback-desk.ts'
import { callbackPath, type Delivery, type Gateway } from '../../../../shared/relay-protocol.ts'
import { aDelivery } from '../../../support/callbacks.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { silentLog } from '../../../support/relay-till.ts'

const SECRETS: Readonly<Record<Gateway, string>> = {
  nowpayments: 'ipn-secret',
  'usdt-payments': 'sk-secret',
  paystablecoin: 'psc-secret',
}

function open(secretOf = async (gateway: Gateway): Promise<string | null> => SECRETS[gateway]) {
  const clock = createFakeClock()
  const looks: string[] = []
  let id = 0
  const desk = createCallbackDesk({
    clock,
    log: silentLog,
    secretOf,
    takesShortForm: () => false,
    look: (gateway, chargeId) => void looks.push(`${gateway} ${chargeId}`),
  })
  const take = (gateway: Gateway, body: string, headers: Record<string, string>) => {
    id += 1
    const delivery: Delivery = {
      ...aDelivery(body, headers, clock.now()),
      id,
      gateway,
      source: '203.0.113.9',
    }
    return desk.take(delivery, 'shop')
  }
  const hmac = (hash: string, gateway: Gateway, text: string) =>
    createHmac(hash, SECRETS[gateway]).update(text)
  return {
    desk,
    clock,
    looks,
    take,
    nowPayments: (said: object) => {
      const body = JSON.stringify(said)
      return take('nowpayments', body, {
        'x-nowpayments-sig': hmac('sha512', 'nowpayments', body).digest('hex'),
      })
    },
    usdtPayments: (said: object) => {
      const body = JSON.stringify(said)
      return take('usdt-payments', body, {
        'x-signature': hmac('sha256', 'usdt-payments', body).digest('hex'),
      })
    },
    payStablecoin: (said: object, signedAt = clock.now()) => {
      const body = JSON.stringify(said)
      const hash = createHash('sha256').update(body).digest('base64')
      const text = `${signedAt}\nPOST\n${callbackPath('shop', 'paystablecoin')}\n${hash}`
      const signature = hmac('sha256', 'paystablecoin', text).digest('base64')
      return take('paystablecoin', body, { 'x-signature': signature, 'x-timestamp': String(signedAt) })
    },
  }
}

const paid = { actually_paid: 13.49, order_id: 'POS1-1', payment_id: 500, payment_status: 'finished' }

describe('a verified callback', () => {
  it('of each vendor is looked at with its own signature', async () => {
    const { nowPayments, usdtPayments, payStablecoin, looks, desk } = open()
    expect(await nowPayments(paid)).toEqual({
      deliveryId: 1,
      gateway: 'nowpayments',
      receivedAt: '2026-11-21T14:02:00.000Z',
      verdict: { kind: 'verified', vendorStatus: 'finished' },
      chargeId: '500',
    })
    await usdtPayments({ payment_id: 7, status: 'paid', pay_amount: '50.013400' })
    await payStablecoin({ merchantOrderId: 'ORDER_1785934800123', status: 'SUCCEEDED' })
    expect(looks).toEqual(['nowpayments 500', 'usdt-payments 7', 'paystablecoin ORDER_1785934800123'])
    expect(desk.figures()).toEqual({ verified: 3, ignored: 0, refused: 0 })
  })

  it('of a further deposit is about the charge the till made', async () => {
    const { nowPayments, looks } = open()
    expect(await nowPayments({ ...paid, payment_id: 501, parent_payment_id: 500 })).toMatchObject({
      chargeId: '500',
    })
    expect(looks).toEqual(['nowpayments 500'])
  })

  it('is looked at once for the same news within a short time, and for other news at once', async () => {
    const { nowPayments, looks, clock, desk } = open()
    await nowPayments(paid)
    await nowPayments({ ...paid, updated_at: 'later' })
    expect(looks).toHaveLength(1)
    await nowPayments({ ...paid, actually_paid: 14 })
    await nowPayments({ ...paid, payment_status: 'sending' })
    await nowPayments({ ...paid, payment_id: 502 })
    expect(looks).toHaveLength(4)
    clock.advance(9_999)
    await nowPayments(paid)
    expect(looks).toHaveLength(4)
    clock.advance(1)
    await nowPayments(paid)
    expect(looks).toHaveLength(5)
    expect(desk.figures().verified).toBe(7)
  })
})

describe('any other callback', () => {
  it('is counted with its reason, and nothing is looked at', async () => {
    const { take, payStablecoin, nowPayments, looks, desk, clock } = open()
    const forged = {
      'x-nowpayments-sig': 'a'.repeat(128),
      'x-signature': 'a',
      'x-timestamp': '1785934800123',
    }
    const body = JSON.stringify(paid)
    const verdicts = [
      await take('nowpayments', body, forged),
      await take('usdt-payments', body, forged),
      await take('paystablecoin', body, forged),
      await take('nowpayments', body, {}),
      await take('nowpayments', '{"__proto__":{}}', forged),
      await payStablecoin(
        { merchantOrderId: 'ORDER_1785934800123', status: 'SUCCEEDED' },
        clock.now() - 600_000,
      ),
    ].map(({ verdict, chargeId }) => [verdict, chargeId])
    const reasons = [
      'wrongSignature',
      'wrongSignature',
      'wrongSignature',
      'noSignature',
      'forbiddenKey',
      'tooOld',
    ]
    expect(verdicts).toEqual(reasons.map((reason) => [{ kind: 'refused', reason }, null]))
    expect(await nowPayments({ batch_withdrawal_id: '9', status: 'CREATING' })).toMatchObject({
      verdict: { kind: 'ignored' },
      chargeId: null,
    })
    expect(looks).toEqual([])
    expect(desk.figures()).toEqual({ verified: 0, ignored: 1, refused: 6 })
  })

  it('is refused while there is no secret', async () => {
    const { nowPayments, looks } = open(async () => null)
    expect(await nowPayments(paid)).toMatchObject({ verdict: { kind: 'refused', reason: 'noSecret' } })
    expect(looks).toEqual([])
  })
})
