import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SignedDelivery } from '../../electron/gateways/callback.ts'
import { verify } from '../../electron/gateways/nowpayments/signature.ts'
import { practiceIpnSecret } from '../../simulator/nowpayments/settings.ts'
import { ARRIVED, aDelivery } from '../support/callbacks.ts'
import { createGatewayUnderTest } from '../unit/simulator/gateway-under-test.ts'

// Callbacks the practice gateway really sent, taken over HTTP byte for byte as a relay would. Signer and verifier share
// no code.

let receiver: Awaited<ReturnType<typeof startReceiver>>

beforeEach(async () => {
  receiver = await startReceiver()
})

afterEach(() => receiver.close())

async function startReceiver() {
  const deliveries: SignedDelivery[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const signature = request.headers['x-nowpayments-sig']?.toString()
      const headers = signature === undefined ? {} : { 'x-nowpayments-sig': signature }
      deliveries.push(aDelivery(Buffer.concat(parts), headers))
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in/channel/nowpayments`,
    verdicts: (secret: string | null) => deliveries.map((delivery) => verify(delivery, secret, ARRIVED)),
    bodies: () => deliveries.map(({ body }) => Buffer.from(body, 'base64').toString('utf8')),
    forget: () => deliveries.splice(0),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

it('every callback of a sale verifies and says which charge to look at', async () => {
  const { charge, control } = createGatewayUnderTest()
  const id = await charge({ ipn_callback_url: receiver.url, order_description: 'Café — قهوة ☕🙂' })
  await control.pay({ paymentId: id, kind: 'exact' })
  await control.advance({ ms: 7500 })
  const seen = ['waiting', 'confirming', 'confirmed', 'sending', 'finished'].map((vendorStatus) => ({
    ok: true,
    chargeId: id,
    parentChargeId: null,
    orderId: 'POS1-000123',
    vendorStatus,
  }))
  const verdicts = receiver.verdicts(practiceIpnSecret)
  // Callbacks overtake each other.
  expect(verdicts).toHaveLength(seen.length)
  expect(verdicts).toEqual(expect.arrayContaining(seen))
  expect(receiver.verdicts(`${practiceIpnSecret}x`)).toEqual(
    Array(seen.length).fill({ ok: false, reason: 'wrongSignature' }),
  )
})

it('a charge that lists its further deposits verifies, and so do they', async () => {
  const { charge, control } = createGatewayUnderTest()
  const id = await charge({ ipn_callback_url: receiver.url })
  await control.pay({ paymentId: id, kind: 'exact' })
  await control.pay({ paymentId: id, kind: 'again' })
  await control.advance({ ms: 30_000 })
  expect(receiver.bodies().some((body) => /"payment_extra_ids":\[\d+\]/.test(body))).toBe(true)
  const verdicts = receiver.verdicts(practiceIpnSecret)
  for (const verdict of verdicts) expect(verdict).toMatchObject({ ok: true, orderId: 'POS1-000123' })
  expect(verdicts).toContainEqual(expect.objectContaining({ chargeId: id, parentChargeId: null }))
  expect(verdicts).toContainEqual(expect.objectContaining({ parentChargeId: id }))
})

it('wrong, missing and old-form signatures are told apart from none and refused', async () => {
  const { charge, control } = createGatewayUnderTest()
  const id = await charge({ ipn_callback_url: receiver.url })
  await control.finish({ paymentId: id })
  await control.advance({ ms: 0 })
  receiver.forget()
  for (const signature of ['right', 'wrong', 'missing', 'legacy'] as const) {
    await control.sendCallback({ paymentId: id, how: 'again', signature })
  }
  const [right, ...rest] = receiver.verdicts(practiceIpnSecret)
  expect(right).toMatchObject({ ok: true, chargeId: id, vendorStatus: 'finished' })
  expect(rest).toEqual([
    { ok: false, reason: 'wrongSignature' },
    { ok: false, reason: 'noSignature' },
    { ok: false, reason: 'wrongSignature' },
  ])
  expect(receiver.verdicts(null)).toEqual(Array(4).fill({ ok: false, reason: 'noSecret' }))
})
