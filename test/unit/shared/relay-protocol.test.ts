import { describe, expect, it } from 'vitest'
import { BODY_LIMIT, callbackPath, Delivery, Gateway } from '../../../shared/relay-protocol.ts'

const delivery = {
  id: 1,
  gateway: 'nowpayments',
  receivedAt: '2026-11-21T14:02:00.000Z',
  source: '192.0.2.7',
  headers: { 'x-nowpayments-sig': 'ab' },
  body: Buffer.from('{"payment_id":1}').toString('base64'),
}

describe('the relay’s protocol', () => {
  it('takes a delivery of the largest body', () => {
    const body = Buffer.alloc(BODY_LIMIT, 255).toString('base64')
    expect(Delivery.safeParse({ ...delivery, body }).success).toBe(true)
    const larger = Buffer.alloc(BODY_LIMIT + 3, 255).toString('base64')
    expect(Delivery.safeParse({ ...delivery, body: larger }).success).toBe(false)
  })

  it.each([
    { ...delivery, id: 0 },
    { ...delivery, id: 1.5 },
    { ...delivery, gateway: 'stripe' },
    { ...delivery, receivedAt: 'yesterday' },
    { ...delivery, receivedAt: '2026-11-21T14:02:00+02:00' },
    { ...delivery, body: 'not base64!' },
    { ...delivery, headers: { a: 1 } },
  ])('refuses %o', (wrong) => {
    expect(Delivery.safeParse(wrong).success).toBe(false)
  })

  it('a newer relay may say more', () => {
    expect(Delivery.parse({ ...delivery, more: true })).toEqual(delivery)
  })

  it('each gateway has a path of its own', () => {
    expect(Gateway.options.map((gateway) => callbackPath('abc', gateway))).toEqual([
      '/in/abc/nowpayments',
      '/in/abc/usdt-payments',
      '/in/abc/paystablecoin',
    ])
  })
})
