import { describe, expect, it } from 'vitest'
import type { SimulatorControl } from '../../../simulator/control/contract.ts'
import { failureKinds, mutations } from '../../../simulator/faults.ts'
import { aPayment, createGatewayUnderTest } from './gateway-under-test.ts'

const statusPath = '/status'

const untilHeld = async (control: SimulatorControl) => {
  const isHeld = async () => (await control.calls()).calls.some(({ state }) => state === 'held')
  while (!(await isHeld())) await new Promise(setImmediate)
}

describe('failing calls', () => {
  it.each([
    ['400', 400, 'AMOUNT_MINIMAL_ERROR'],
    ['401', 401, 'AUTH_REQUIRED'],
    ['403', 403, 'INVALID_API_KEY'],
    ['500', 500, 'INTERNAL_ERROR'],
    ['500-estimate', 500, 'INTERNAL_ERROR'],
  ] as const)('answers %s once and is well again', async (as, status, code) => {
    const { get, control } = createGatewayUnderTest()
    await control.failNext({ as })
    const reply = await get(statusPath)
    expect([reply.status, reply.json['code']]).toEqual([status, code])
    expect((await get(statusPath)).status).toBe(200)
  })

  it.each([
    ['429-html', 429],
    ['502-html', 502],
    ['html-200', 200],
  ] as const)('answers the page %s', async (as, status) => {
    const { get, control } = createGatewayUnderTest()
    await control.failNext({ as })
    const reply = await get(statusPath)
    expect(reply.status).toBe(status)
    expect(reply.headers.get('content-type')).toContain('text/html')
  })

  it('makes no payment when a create is refused', async () => {
    const { post, control } = createGatewayUnderTest()
    await control.failNext({ as: '500' })
    await post('/payment', aPayment())
    expect((await control.charges()).charges).toEqual([])
  })

  it('damages a reply to a request that was processed', async () => {
    const { post, control } = createGatewayUnderTest()
    await control.failNext({ as: 'malformed-json' })
    const broken = await post('/payment', aPayment())
    expect(broken.status).toBe(201)
    expect(() => JSON.parse(broken.text)).toThrow()
    await control.failNext({ as: 'empty-body' })
    expect((await post('/payment', aPayment())).text).toBe('')
    await control.failNext({ as: 'huge-body' })
    expect((await post('/payment', aPayment())).text.length).toBeGreaterThan(10 * 1024 * 1024)
    expect((await control.charges()).charges).toHaveLength(3)
  })

  it('drops or mistypes the field it is told to, or the most telling one', async () => {
    const { post, control } = createGatewayUnderTest()
    await control.failNext({ as: 'missing-field', field: 'pay_amount' })
    expect((await post('/payment', aPayment())).json).not.toHaveProperty('pay_amount')
    await control.failNext({ as: 'missing-field' })
    expect((await post('/payment', aPayment())).json).not.toHaveProperty('pay_address')
    await control.failNext({ as: 'wrong-types' })
    expect((await post('/payment', aPayment())).json['pay_address']).toEqual([expect.stringMatching(/^T/)])
  })

  it('waits for the call it is meant for, as many times as it is told', async () => {
    const { get, charge, control } = createGatewayUnderTest()
    const id = await charge()
    await control.failNext({ as: '500', times: 2, match: { method: 'GET', path: '/payment/:id' } })
    expect((await get(statusPath)).status).toBe(200)
    const statuses = []
    for (let call = 0; call < 3; call += 1) statuses.push((await get(`/payment/${id}`)).status)
    expect(statuses).toEqual([500, 500, 200])
    expect((await control.faults()).faults).toEqual([])
  })

  it('can be told to forget what waits', async () => {
    const { get, control } = createGatewayUnderTest()
    await control.failNext({ as: '500', times: 9 })
    await control.clearFaults()
    expect((await get(statusPath)).status).toBe(200)
  })

  it('knows every kind it offers', async () => {
    const { get, control } = createGatewayUnderTest()
    for (const as of failureKinds) {
      await control.failNext({ as })
      expect((await get(statusPath)).text).not.toBe('{"message":"OK"}')
    }
  })
})

describe('tampered replies', () => {
  it.each([
    ['other-order-id', { order_id: 'SOMEBODY-ELSES-ORDER' }],
    ['contract-address', { pay_address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t' }],
    ['burn-address', { pay_address: 'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb' }],
    ['not-tron-address', { pay_address: expect.stringMatching(/^1/) }],
    ['wrong-coin', { pay_currency: 'usdterc20' }],
    ['amount-far-off', { pay_amount: 134.99443 }],
    ['amount-extra-decimals', { pay_amount: 13.49944321 }],
    ['amount-zero', { pay_amount: 0 }],
    ['numbers-as-strings', { pay_amount: '13.499443' }],
    ['strings-as-numbers', { payment_id: expect.any(Number) }],
    ['unknown-status', { payment_status: 'reviewing' }],
    ['names-parent', { parent_payment_id: expect.any(Number) }],
  ] as const)('%s', async (mutation, changed) => {
    const { post, control } = createGatewayUnderTest()
    await control.tamperNext({ mutation })
    const reply = await post('/payment', aPayment())
    expect(reply.status).toBe(201)
    expect(reply.json).toMatchObject(changed)
  })

  it.each(['foreign-address', 'bad-checksum-address', 'other-payment-id'] as const)(
    '%s differs from what the gateway keeps',
    async (mutation) => {
      const { post, control } = createGatewayUnderTest()
      await control.tamperNext({ mutation })
      const { json } = await post('/payment', aPayment())
      const [kept] = (await control.charges()).charges
      expect([json['payment_id'], json['pay_address']]).not.toEqual([kept?.paymentId, kept?.address])
    },
  )

  it('changes something for every mutation it offers', async () => {
    const { post, control } = createGatewayUnderTest()
    for (const mutation of mutations) {
      await control.tamperNext({ mutation })
      const { json } = await post('/payment', aPayment())
      const [kept] = (await control.charges()).charges.slice(-1)
      expect({ mutation, ...json }).not.toEqual({
        mutation,
        ...json,
        payment_id: kept?.paymentId,
        pay_address: kept?.address,
        pay_amount: Number(kept?.payAmount),
        order_id: kept?.orderId,
        pay_currency: kept?.payCurrency,
        payment_status: kept?.status,
        parent_payment_id: undefined,
      })
    }
  })
})

describe('delays and cuts', () => {
  it('holds a processed reply until the clock has moved', async () => {
    const { post, control, clock } = createGatewayUnderTest()
    await control.delayNext({ ms: 30_000 })
    let isAnswered = false
    const reply = post('/payment', aPayment()).then((answer) => {
      isAnswered = true
      return answer
    })
    await untilHeld(control)
    await clock.advance(29_999)
    expect((await control.charges()).charges).toHaveLength(1)
    expect(isAnswered).toBe(false)
    await clock.advance(1)
    expect((await reply).status).toBe(201)
  })

  it('counts a cut call as unanswered, processed or not', async () => {
    const { post, control } = createGatewayUnderTest()
    await control.cutNext({ when: 'before' })
    await post('/payment', aPayment())
    expect((await control.charges()).charges).toHaveLength(0)
    await control.cutNext({ when: 'after' })
    await post('/payment', aPayment())
    expect((await control.charges()).charges).toHaveLength(1)
    expect((await control.calls()).calls.map(({ path, state, status }) => [path, state, status])).toEqual([
      ['/payment', 'cut', null],
      ['/payment', 'cut', null],
    ])
  })
})
