import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { createClient } from '../../../../../electron/gateways/paystablecoin/client.ts'
import { signRequest } from '../../../../../electron/gateways/paystablecoin/signature.ts'
import { createFakeClock } from '../../../../support/fake-clock.ts'

// Vectors computed independently (PayStablecoin API, signing).
const SECRET = 'ps-test-secret'
const TIMESTAMP = '1785934800123'
const CHECKOUT = '/api/v1/merchants/MCH_20240101_ABC123/checkout'
const BODY =
  '{"merchantOrderId":"ORDER_1785934800123","orderAmount":{"value":"100.50","currency":"USDT"},' +
  '"paymentMethodType":"ON_CHAIN_TRANSFER","network":"tron","expiresAt":"2026-12-31T23:59:59Z",' +
  '"callbackUrl":"https://yoursite.com/webhook/checkout"}'
const OF_METHODS = '60OS59peLgAMbpQhqIoo2b77ppfZafG9YhGCrOFGWWs='
const OF_CREATE = 'SMR/bEbS38tKxWEnmWzdDH+tt3O8+tnUemP7kVSCr1M='
const OF_ORDER = 'dNsf3LV5kc6FAL7FgzE8Cd3nCkmRito3FAc5RFmHp54='
const OF_QUERY = 'T1DM7JWYWgsIvrga9cUJjUtWwq3GiU+9F13uIKFaTv0='

it.each([
  ['GET', '/payment-methods', null, OF_METHODS],
  ['POST', '/orders', BODY, OF_CREATE],
  ['GET', '/orders/ORDER_1785934800123', null, OF_ORDER],
  ['GET', '/orders', 'page=1&size=20', OF_QUERY],
] as const)('a %s of %s is signed as published', (method, path, content, signature) => {
  const signable = { timestamp: TIMESTAMP, method, path: `${CHECKOUT}${path}`, content }
  expect(signRequest(signable, `${SECRET}\n`)).toBe(signature)
})

it('signs the bytes it sends with the time at which they leave, and keeps the secret out of the journal', async () => {
  const seen: unknown[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { headers, method, url } = request
    seen.push([method, url, headers['x-timestamp'], headers['x-signature'], headers['x-api-key']])
    seen.push(Buffer.concat(chunks).toString())
    response.end(`no ${SECRET}`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clock = createFakeClock(Number(TIMESTAMP))
  const client = createClient({ baseUrl, version: '1.2.3', clock, apiSecret: SECRET })
  await client.send({ path: `${CHECKOUT}/payment-methods` })
  const reply = await client.send({ path: `${CHECKOUT}/orders`, body: BODY })
  clock.advance(1)
  await client.send({ path: `${CHECKOUT}/payment-methods` })
  const later = { timestamp: '1785934800124', method: 'GET', path: `${CHECKOUT}/payment-methods` } as const
  expect(seen).toEqual([
    ['GET', `${CHECKOUT}/payment-methods`, TIMESTAMP, OF_METHODS, undefined],
    '',
    ['POST', `${CHECKOUT}/orders`, TIMESTAMP, OF_CREATE, undefined],
    BODY,
    ['GET', later.path, later.timestamp, signRequest({ ...later, content: null }, SECRET), undefined],
    '',
  ])
  expect(reply).toMatchObject({ ok: true, value: { raw: 'no [api key]' } })
  server.close()
})
