import { describe, expect, it } from 'vitest'
import { startReceiver } from '../receiver.ts'
import { createUsdtPaymentsUnderTest, hmac } from './gateway-under-test.ts'

const minute = 60_000

const vendor = 'usdt-payments'

const withReceiver = async (statuses: number[] = []) => {
  const gateway = createUsdtPaymentsUnderTest()
  const receiver = await startReceiver(statuses.map((status) => ({ status })))
  await gateway.control.setAccount({ vendor, webhookUrl: receiver.url })
  return { ...gateway, receiver }
}

describe('webhooks', () => {
  it('say that a payment is paid, and nothing else, signed over their bytes', async () => {
    const { control, payment, receiver } = await withReceiver()
    const { id, pay_amount } = await payment({ order_id: 'Café/قهوة' })
    const other = await payment()
    await control.fail({ paymentId: other.id })
    await control.pay({ paymentId: id, kind: 'exact' })
    await control.advance({ ms: 60 * minute })
    const [hook] = receiver.received
    expect(receiver.received).toHaveLength(1)
    expect(hook?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-signature': hmac(hook?.body ?? ''),
    })
    expect(Object.entries(JSON.parse(hook?.body ?? '{}'))).toEqual([
      ['payment_id', Number(id)],
      ['app_id', 45],
      ['order_id', 'Café/قهوة'],
      ['status', 'paid'],
      ['amount', '50.00'],
      ['pay_amount', pay_amount],
      ['currency', 'USDT'],
      ['network', 'TRC20'],
      ['txid', expect.stringMatching(/^[0-9a-f]{64}$/)],
      ['paid_at', '2026-08-27 16:57:01'],
    ])
  })

  it('are written as PHP writes them when told so, and signed like that', async () => {
    const { control, payment, receiver } = await withReceiver()
    await control.configure({ vendor, json: 'php' })
    const { id } = await payment({ order_id: 'Café/1' })
    await control.finish({ paymentId: id })
    await control.advance({ ms: 0 })
    const [hook] = receiver.received
    expect(hook?.body).toContain('"order_id":"Caf\\u00e9\\/1"')
    expect(JSON.parse(hook?.body ?? '{}')).toMatchObject({ order_id: 'Café/1' })
    expect(hook?.headers['x-signature']).toBe(hmac(hook?.body ?? ''))
  })

  it('are tried again after 5 minutes, 15 minutes and an hour, and then never', async () => {
    const { control, payment, receiver } = await withReceiver([500, 404, 302, 500, 500])
    const { id } = await payment()
    await control.finish({ paymentId: id })
    const counts = []
    for (const ms of [0, 5 * minute - 1, 1, 15 * minute - 1, 1, 60 * minute - 1, 1, 24 * 60 * minute]) {
      await control.advance({ ms })
      counts.push(receiver.received.length)
    }
    expect(counts).toEqual([1, 1, 2, 2, 3, 3, 4, 4])
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1)
    const { callbacks } = await control.callbacks()
    expect(callbacks.map(({ attempt, answer, taken }) => [attempt, answer, taken])).toEqual([
      [1, 500, false],
      [2, 404, false],
      [3, 302, false],
      [4, 500, false],
    ])
  })

  it.each([200, 201, 204, 299])('are delivered by a %i', async (status) => {
    const { control, payment, receiver } = await withReceiver([500, status])
    const { id } = await payment()
    await control.finish({ paymentId: id })
    await control.advance({ ms: 24 * 60 * minute })
    expect(receiver.received).toHaveLength(2)
    expect((await control.callbacks()).callbacks.at(-1)).toMatchObject({ answer: status, taken: true })
  })

  it('reach nobody when the project has no address, and another schedule can be set', async () => {
    const { control, payment, receiver } = await withReceiver([500, 500])
    await control.setAccount({ vendor, webhookUrl: null })
    const silent = await payment()
    await control.finish({ paymentId: silent.id })
    await control.setAccount({ vendor, webhookUrl: receiver.url })
    await control.configure({ vendor, retryDelaysMs: [1000] })
    const { id } = await payment()
    await control.finish({ paymentId: id })
    await control.advance({ ms: 24 * 60 * minute })
    expect(receiver.bodies().map(({ payment_id }) => String(payment_id))).toEqual([id, id])
  })

  it('tell of other statuses when told so', async () => {
    const { control, payment, receiver } = await withReceiver()
    await control.configure({ vendor, webhookStatuses: ['paid', 'expired'] })
    const { id } = await payment()
    await control.expire({ paymentId: id })
    await control.advance({ ms: 0 })
    expect(receiver.bodies()).toMatchObject([{ status: 'expired', txid: null, paid_at: null }])
  })

  it('stop with a reset', async () => {
    const { control, payment, receiver } = await withReceiver([500])
    const { id } = await payment()
    await control.finish({ paymentId: id })
    await control.advance({ ms: 0 })
    await control.reset()
    await control.advance({ ms: 24 * 60 * minute })
    expect(receiver.received).toHaveLength(1)
  })

  it('can be repeated, doubled, wrongly signed and unsigned', async () => {
    const { control, payment, receiver } = await withReceiver()
    const { id } = await payment()
    await expect(control.sendCallback({ paymentId: id, how: 'again' })).rejects.toThrow('No callback')
    await control.finish({ paymentId: id })
    await control.advance({ ms: 0 })
    await control.sendCallback({ paymentId: id, how: 'again' })
    await control.sendCallback({ paymentId: id, how: 'twice' })
    await control.sendCallback({ paymentId: id, how: 'again', signature: 'wrong' })
    await control.sendCallback({ paymentId: id, how: 'again', signature: 'missing' })
    await expect(control.sendCallback({ paymentId: id, how: 'again', signature: 'legacy' })).rejects.toThrow(
      'no such form',
    )
    const right = hmac(receiver.received[0]?.body ?? '')
    expect(receiver.received.map(({ headers }) => headers['x-signature'])).toEqual([
      ...Array(4).fill(right),
      '0'.repeat(64),
      undefined,
    ])
  })
})
