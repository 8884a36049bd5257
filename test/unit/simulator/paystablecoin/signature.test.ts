import { describe, expect, it } from 'vitest'
import { sign, signShort } from '../../../../simulator/paystablecoin/signature.ts'

// The computed vectors.

const secret = 'ps-test-secret'
const timestamp = '1785934800123'
const checkout = '/api/v1/merchants/MCH_20240101_ABC123/checkout'
const create =
  '{"merchantOrderId":"ORDER_1785934800123","orderAmount":{"value":"100.50","currency":"USDT"},"paymentMethodType":"ON_CHAIN_TRANSFER","network":"tron","expiresAt":"2026-12-31T23:59:59Z","callbackUrl":"https://yoursite.com/webhook/checkout"}'
const webhook =
  '{"acquiringOrderId":"ACQ1","merchantOrderId":"ORDER_1785934800123","status":"SUCCEEDED","finalStatus":true}'

describe('the signature', () => {
  it.each([
    ['GET', `${checkout}/payment-methods`, null, '60OS59peLgAMbpQhqIoo2b77ppfZafG9YhGCrOFGWWs='],
    ['POST', `${checkout}/orders`, create, 'SMR/bEbS38tKxWEnmWzdDH+tt3O8+tnUemP7kVSCr1M='],
    ['GET', `${checkout}/orders/ORDER_1785934800123`, null, 'dNsf3LV5kc6FAL7FgzE8Cd3nCkmRito3FAc5RFmHp54='],
    ['GET', `${checkout}/orders`, 'page=1&size=20', 'T1DM7JWYWgsIvrga9cUJjUtWwq3GiU+9F13uIKFaTv0='],
    ['POST', '/webhook/checkout', webhook, 'xpkEPQJ6GXauEVjBYrilENQjrR8rJqvsfR5PRcFz2Jc='],
  ] as const)('of %s %s is the computed vector', (method, path, content, signature) => {
    expect(sign({ timestamp, method, path, content }, secret)).toBe(signature)
  })

  it('of a webhook in the form of the Python page is the computed vector', () => {
    expect(signShort(timestamp, webhook, secret)).toBe('TP+8x6e/5L2pbf88EpBVtR9HuvYm7b3CHyegmcJPgFo=')
  })
})
