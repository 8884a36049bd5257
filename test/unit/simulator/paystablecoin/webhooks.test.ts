import { describe, expect, it } from 'vitest'
import { type Received, startReceiver } from '../receiver.ts'
import { createPaystablecoinUnderTest, dataOf, shortSignature, signature } from './gateway-under-test.ts'

const vendor = 'paystablecoin'
const minute = 60_000
const content = { body: '{"code":"00000"}' }

const withReceiver = async (answers: { status?: number; body?: string }[] = []) => {
  const gateway = createPaystablecoinUnderTest()
  const receiver = await startReceiver(answers, content)
  return {
    ...gateway,
    receiver,
    order: () => gateway.order({ callbackUrl: `${receiver.url}?shop=1`, expiresAt: '2026-12-31T23:59:59Z' }),
    statuses: () => receiver.bodies().map(({ status }) => status),
  }
}

const timeOf = ({ headers }: Received) => String(headers['x-timestamp'])

const officialOf = (hook: Received) => signature([timeOf(hook), 'POST', '/webhook/checkout', hook.body])

describe('webhooks', () => {
  it('tell of a transfer and of the end, signed with the path but not the query', async () => {
    const { control, order, look, receiver, statuses } = await withReceiver()
    const { id } = await order()
    await control.pay({ paymentId: id, kind: 'exact' })
    await control.advance({ ms: 60 * minute })
    expect(statuses()).toEqual(['PROCESSING', 'SUCCEEDED'])
    for (const hook of receiver.received) {
      expect(hook.path).toBe('/webhook/checkout?shop=1')
      expect(hook.headers).toMatchObject({
        'content-type': 'application/json',
        'x-timestamp': expect.stringMatching(/^\d{13}$/),
        'x-signature': officialOf(hook),
      })
    }
    const { expiresAt: _notTold, ...told } = dataOf(await look(id))
    expect(receiver.bodies()[1]).toEqual(told)
    expect(Object.keys(receiver.bodies()[1])).toEqual([
      'acquiringOrderId',
      'paymentOrderId',
      'merchantId',
      'merchantOrderId',
      'status',
      'finalStatus',
      'orderAmount',
      'cryptoPaymentAmount',
      'cryptoPaidAmount',
      'depositAddress',
      'network',
      'networkDisplayName',
      'cryptoPaymentDetail',
      'paymentMethodType',
      'paymentMethodValue',
      'createdTime',
      'paidTime',
    ])
  })

  it('tell of failing and closing, and of what they are told to', async () => {
    const { control, order, statuses } = await withReceiver()
    await control.fail({ paymentId: (await order()).id })
    await control.expire({ paymentId: (await order()).id })
    await control.configure({ vendor, webhookStatuses: ['SUCCEEDED'] })
    await control.expire({ paymentId: (await order()).id })
    const { id } = await order()
    await control.finish({ paymentId: id })
    await control.advance({ ms: 0 })
    expect(statuses().toSorted()).toEqual(['CLOSED', 'FAILED', 'SUCCEEDED'])
  })

  it('are delivered by a 200 with the code, and by nothing else', async () => {
    const wrong = [
      { status: 200, body: '' },
      { status: 200, body: '{"code":0}' },
      { status: 201, ...content },
      { status: 200, body: 'ok' },
    ]
    const { control, order, receiver } = await withReceiver(wrong)
    await control.configure({ vendor, webhookStatuses: ['CLOSED'] })
    await control.expire({ paymentId: (await order()).id })
    const counts = []
    for (const ms of [0, 5 * minute - 1, 1, 15 * minute - 1, 1, 60 * minute - 1, 1, 24 * 60 * minute]) {
      await control.advance({ ms })
      counts.push(receiver.received.length)
    }
    expect(counts).toEqual([1, 1, 2, 2, 3, 3, 4, 4])
    expect((await control.callbacks()).callbacks.map(({ taken }) => taken)).toEqual(Array(4).fill(false))
    await control.expire({ paymentId: (await order()).id })
    await control.advance({ ms: 24 * 60 * minute })
    expect((await control.callbacks()).callbacks.slice(4)).toMatchObject([{ answer: 200, taken: true }])
  })

  it('are signed anew with the time of each attempt, or go out as the first did when told so', async () => {
    const { control, order, receiver, clock } = await withReceiver([{ status: 500 }, {}, { status: 500 }])
    await control.expire({ paymentId: (await order()).id })
    await control.advance({ ms: 5 * minute })
    const [first, second] = receiver.received
    if (first === undefined || second === undefined) throw new Error('It was not tried again.')
    expect(Number(timeOf(second)) - Number(timeOf(first))).toBe(5 * minute)
    expect(timeOf(second)).toBe(String(clock.now()))
    expect(second.headers['x-signature']).toBe(officialOf(second))
    receiver.received.length = 0
    await control.reset()
    await control.configure({ vendor, retrySigning: 'first' })
    await control.expire({ paymentId: (await order()).id })
    await control.advance({ ms: 5 * minute })
    const times = receiver.received.map(timeOf)
    expect(times).toHaveLength(2)
    expect(new Set(times).size).toBe(1)
  })

  it('are signed in the form of the Python page, or with another time, when told so', async () => {
    const { control, order, receiver, clock } = await withReceiver()
    await control.configure({ vendor, webhookForm: 'short', webhookSkewMs: -6 * minute })
    await control.expire({ paymentId: (await order()).id })
    await control.advance({ ms: 0 })
    const [hook] = receiver.received
    if (hook === undefined) throw new Error('Nothing came.')
    expect(timeOf(hook)).toBe(String(clock.now() - 6 * minute))
    expect(hook.headers['x-signature']).toBe(shortSignature(timeOf(hook), hook.body))
  })

  it('go nowhere when the order names no address', async () => {
    const { control, order } = createPaystablecoinUnderTest()
    const { id } = await order()
    await control.finish({ paymentId: id })
    await control.advance({ ms: 24 * 60 * minute })
    expect((await control.callbacks()).callbacks).toEqual([])
  })

  it('can be repeated, doubled, sent out of order, wrongly signed, unsigned and in the other form', async () => {
    const { control, order, receiver, statuses } = await withReceiver()
    const { id } = await order()
    await control.finish({ paymentId: id })
    await control.advance({ ms: 0 })
    receiver.received.length = 0
    await control.sendCallback({ paymentId: id, how: 'again' })
    await control.sendCallback({ paymentId: id, how: 'twice' })
    await control.sendCallback({ paymentId: id, how: 'out-of-order' })
    expect(statuses()).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'PROCESSING'])
    for (const hook of receiver.received) expect(hook.headers['x-signature']).toBe(officialOf(hook))
    receiver.received.length = 0
    for (const how of ['wrong', 'missing', 'legacy'] as const) {
      await control.sendCallback({ paymentId: id, how: 'again', signature: how })
    }
    const [wrong, missing, legacy] = receiver.received
    expect(wrong?.headers['x-signature']).toBe(Buffer.alloc(32).toString('base64'))
    expect([missing?.headers['x-signature'], missing?.headers['x-timestamp']]).toEqual([undefined, undefined])
    expect(legacy?.headers['x-signature']).toBe(
      shortSignature(String(legacy?.headers['x-timestamp']), legacy?.body ?? ''),
    )
  })
})
