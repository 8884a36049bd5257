import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { createClient } from '../../../../../electron/gateways/usdt-payments/client.ts'
import { createFakeClock } from '../../../../support/fake-clock.ts'

const KEYS = { apiKey: 'pk_test_key_1', apiSecret: 'sk_test_secret\n' }
/** The published vector: what the vendor's PHP sample sends, signed with `sk_test_secret`. */
const BODY =
  '{"order_id":"ORDER_12345","amount":"50.00","description":"Service payment",' +
  '"success_url":"https://merchant-site.com/success","fail_url":"https://merchant-site.com/fail"}'
const SIGNATURE = 'a8520d0353957759a78c4730bbbab46f52a2fc8dcd3fede1554cc7f46f6d67e6'
/** HMAC-SHA256 of no bytes at all with the same secret. */
const OF_NOTHING = '5d2769e7466f1b3613ce6e928c472b000a19150e99ea6d693b40bd64e83a8450'

it('signs exactly the bytes it sends, nothing for a question, and keeps both keys out of the journal', async () => {
  const seen: unknown[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    seen.push([request.method, request.url, request.headers['x-api-key'], request.headers['x-signature']])
    seen.push(Buffer.concat(chunks).toString())
    response.end('pk_test_key_1 sk_test_secret\n')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = createClient({ baseUrl, version: '1.2.3', clock: createFakeClock(), ...KEYS })
  const posted = await client.send({ path: '/api/create-payment.php', body: BODY })
  const asked = await client.send({ path: '/api/payment-status.php', query: { payment_id: '123' } })
  expect(seen).toEqual([
    ['POST', '/api/create-payment.php', KEYS.apiKey, SIGNATURE],
    BODY,
    ['GET', '/api/payment-status.php?payment_id=123', KEYS.apiKey, OF_NOTHING],
    '',
  ])
  for (const reply of [posted, asked])
    expect(reply).toMatchObject({ ok: true, value: { raw: '[api key] [api key]\n' } })
  server.close()
})
