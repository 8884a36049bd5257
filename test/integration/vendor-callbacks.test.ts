import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { verify as verifyPaystablecoin } from '../../electron/gateways/paystablecoin/signature.ts'
import { verify as verifyUsdtPayments } from '../../electron/gateways/usdt-payments/signature.ts'
import { practiceApiSecret as paystablecoinSecret } from '../../simulator/paystablecoin/settings.ts'
import { practiceApiSecret as usdtPaymentsSecret } from '../../simulator/usdt-payments/settings.ts'
import { aDelivery } from '../support/callbacks.ts'
import { createPaystablecoinUnderTest } from '../unit/simulator/paystablecoin/gateway-under-test.ts'
import { createUsdtPaymentsUnderTest } from '../unit/simulator/usdt-payments/gateway-under-test.ts'

// Callbacks the practice gateway really sent, taken over HTTP byte for byte as a relay would. Signer and verifier share
// no code.

const path = '/in/channel/vendor'

/** `now` is the till's time when a callback arrives. */
async function startReceiver(now: () => number) {
  const deliveries: ReturnType<typeof aDelivery>[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      deliveries.push(aDelivery(Buffer.concat(parts), texts(request.headers), now()))
      response.writeHead(200).end('{"code":"00000"}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, deliveries }
}

const texts = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))

it('USDT Payments: a payment’s callback verifies, and a wrong or missing signature does not', async () => {
  const { control, clock, payment } = createUsdtPaymentsUnderTest()
  const { url, deliveries } = await startReceiver(clock.now)
  await control.setAccount({ vendor: 'usdt-payments', webhookUrl: url })
  await control.configure({ vendor: 'usdt-payments', json: 'php' })
  const { id } = await payment({ order_id: 'Café/قهوة ☕🙂' })
  await control.finish({ paymentId: id })
  await control.advance({ ms: 0 })
  await control.sendCallback({ paymentId: id, how: 'again', signature: 'wrong' })
  await control.sendCallback({ paymentId: id, how: 'again', signature: 'missing' })
  const verdicts = deliveries.map((delivery) => verifyUsdtPayments(delivery, usdtPaymentsSecret, clock.now()))
  expect(verdicts).toEqual([
    { ok: true, chargeId: id, orderId: 'Café/قهوة ☕🙂', vendorStatus: 'paid' },
    { ok: false, reason: 'wrongSignature' },
    { ok: false, reason: 'noSignature' },
  ])
})

it('PayStablecoin: both forms verify where they are taken, anew at every attempt, and an old one does not', async () => {
  const { control, clock, order } = createPaystablecoinUnderTest()
  const { url, deliveries } = await startReceiver(clock.now)
  const { id } = await order({ callbackUrl: url })
  const judge = (takesShortForm: boolean) =>
    deliveries.map((delivery) =>
      verifyPaystablecoin(delivery, paystablecoinSecret, clock.now(), { callbackPath: path, takesShortForm }),
    )
  await control.finish({ paymentId: id })
  await control.advance({ ms: 0 })
  const told = (vendorStatus: string) =>
    expect.objectContaining({ ok: true, merchantOrderId: id, vendorStatus })
  expect(judge(false)).toEqual(expect.arrayContaining([told('PROCESSING'), told('SUCCEEDED')]))

  deliveries.length = 0
  await control.advance({ ms: 15 * 60_000 })
  await control.sendCallback({ paymentId: id, how: 'again' })
  for (const signature of ['wrong', 'missing', 'legacy'] as const) {
    await control.sendCallback({ paymentId: id, how: 'again', signature })
  }
  await control.configure({ vendor: 'paystablecoin', webhookSkewMs: -6 * 60_000 })
  await control.sendCallback({ paymentId: id, how: 'again' })
  const refused = (reason: string) => ({ ok: false, reason })
  const rest = [refused('wrongSignature'), refused('noSignature')]
  expect(judge(false)).toEqual([told('SUCCEEDED'), ...rest, refused('wrongSignature'), refused('tooOld')])
  expect(judge(true)).toEqual([told('SUCCEEDED'), ...rest, told('SUCCEEDED'), refused('tooOld')])
})
