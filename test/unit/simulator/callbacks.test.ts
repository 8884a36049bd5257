import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { practiceIpnSecret } from '../../../simulator/nowpayments/settings.ts'
import { legacySignature, signText, sortedJson } from '../../../simulator/nowpayments/signature.ts'
import samples from '../../support/samples/nowpayments-ipn-vectors.json' with { type: 'json' }
import { createGatewayUnderTest } from './gateway-under-test.ts'

type Received = { body: string; signature: string | undefined }

const closers: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** A merchant's server that answers what it is told and remembers what came. */
const startReceiver = async (answers: number[] = []) => {
  const received: Received[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      received.push({ body, signature: request.headers['x-nowpayments-sig']?.toString() })
      response.writeHead(answers.shift() ?? 200).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => new Promise((resolve) => server.close(() => resolve())))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ipn`
  return { url, received, statuses: () => received.map(({ body }) => JSON.parse(body).payment_status) }
}

describe('the signature', () => {
  it.each(samples.vectors)('of $id is the vendor’s', ({ raw, sorted, sig }) => {
    const canonical = sortedJson(JSON.parse(raw))
    expect(canonical).toBe(sorted === '=raw' ? raw : sorted)
    expect(signText(canonical, samples.secret)).toBe(sig)
    expect(signText(canonical, `${samples.secret}\n`)).toBe(sig)
  })

  it.each(samples.vectors.filter((vector) => vector.sig_legacy_replacer !== undefined))(
    'of $id can be made wrong in the way of the vendor’s prose',
    ({ raw, sig_legacy_replacer }) => {
      expect(legacySignature(raw, samples.secret)).toBe(sig_legacy_replacer)
    },
  )
})

describe('callbacks', () => {
  it('go out on every change of status, sorted, compact and signed', async () => {
    const { charge, control, clock } = createGatewayUnderTest()
    const receiver = await startReceiver()
    const id = await charge({ ipn_callback_url: receiver.url })
    await control.pay({ paymentId: id, kind: 'exact' })
    await control.advance({ ms: 7500 })
    expect(receiver.statuses().toSorted()).toEqual([
      'confirmed',
      'confirming',
      'finished',
      'sending',
      'waiting',
    ])
    const last = receiver.received.find(({ body }) => body.includes('"finished"'))
    const body = JSON.parse(last?.body ?? '{}')
    expect(last?.body).toBe(sortedJson(body))
    expect(last?.signature).toBe(signText(last?.body ?? '', practiceIpnSecret))
    expect(body).toMatchObject({
      payment_id: Number(id),
      parent_payment_id: null,
      payment_extra_ids: null,
      actually_paid: 13.499443,
      actually_paid_at_fiat: 0,
      purchase_id: expect.any(String),
      updated_at: clock.now(),
      fee: { currency: 'usdttrc20', depositFee: 0, serviceFee: 0.067497, withdrawalFee: 0 },
    })
    expect(Object.keys(body)).toEqual(Object.keys(JSON.parse(samples.vectors[1]?.raw ?? '{}')))
  })

  it('are tried four times, a minute apart, and then never again', async () => {
    const { charge, control } = createGatewayUnderTest()
    const receiver = await startReceiver([500, 500, 500, 500, 500])
    const id = await charge({ ipn_callback_url: receiver.url })
    const counts = []
    for (let minute = 0; minute < 5; minute += 1) {
      await control.advance({ ms: 60_000 })
      counts.push((await control.callbacks()).callbacks.length)
    }
    expect(counts).toEqual([2, 3, 4, 4, 4])
    expect((await control.callbacks()).callbacks.map(({ paymentId, answer }) => [paymentId, answer])).toEqual(
      Array(4).fill([id, 500]),
    )
  })

  it('are not sent without a secret, nor after a payment has expired', async () => {
    const { charge, control } = createGatewayUnderTest()
    const receiver = await startReceiver()
    await control.setAccount({ ipnSecret: null })
    const silent = await charge({ ipn_callback_url: receiver.url })
    await control.finish({ paymentId: silent })
    await control.setAccount({ ipnSecret: practiceIpnSecret })
    const late = await charge({ ipn_callback_url: receiver.url })
    await control.pay({ paymentId: late, kind: 'late' })
    await control.advance({ ms: 7500 })
    expect(receiver.statuses().toSorted()).toEqual(['expired', 'waiting'])
  })

  it('can be repeated, doubled and sent out of order, rightly or wrongly signed', async () => {
    const { charge, control } = createGatewayUnderTest()
    const receiver = await startReceiver()
    const id = await charge({ ipn_callback_url: receiver.url })
    await control.finish({ paymentId: id })
    await control.advance({ ms: 0 })
    receiver.received.length = 0
    await control.sendCallback({ paymentId: id, how: 'again' })
    await control.sendCallback({ paymentId: id, how: 'twice' })
    await control.sendCallback({ paymentId: id, how: 'out-of-order' })
    const finished = Array(3).fill('finished')
    expect(receiver.statuses()).toEqual([...finished, 'finished', 'confirming', 'waiting'])
    for (const signature of ['wrong', 'missing', 'legacy'] as const) {
      await control.sendCallback({ paymentId: id, how: 'again', signature })
    }
    const right = receiver.received[0]?.signature
    const signatures = receiver.received.slice(-3).map((one) => one.signature)
    expect(signatures).toEqual([
      expect.stringMatching(/^0+$/),
      undefined,
      expect.stringMatching(/^[0-9a-f]{128}$/),
    ])
    expect(signatures).not.toContain(right)
  })
})
