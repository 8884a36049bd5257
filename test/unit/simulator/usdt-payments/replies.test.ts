import { describe, expect, it } from 'vitest'
import { isSignedBy, sign } from '../../../../simulator/usdt-payments/signature.ts'
import { createPath, createUsdtPaymentsUnderTest, hmac } from './gateway-under-test.ts'

const secret = 'sk_test_secret'
const order =
  '{"order_id":"ORDER_12345","amount":"50.00","description":"Service payment","success_url":"https://merchant-site.com/success","fail_url":"https://merchant-site.com/fail"}'
const webhook =
  '{"payment_id":123,"app_id":45,"order_id":"ORDER_12345","status":"paid","amount":"50.00","pay_amount":"50.013400","currency":"USDT","network":"TRC20","txid":"transaction_hash","paid_at":"2026-07-01 18:04:12"}'

describe('the signature', () => {
  it.each([
    ['a request', order, 'a8520d0353957759a78c4730bbbab46f52a2fc8dcd3fede1554cc7f46f6d67e6'],
    [
      'a request as PHP writes it',
      order.replaceAll('/', '\\/'),
      'e4cce46c067ccb432647c0e69e07798e8125c944430e73c3fb94ec4b29b333c8',
    ],
    ['a webhook', webhook, 'a2b27e0f87e3d3b5ba0c2b471c045fec0b46560fe87171ac6c9e8d8c88a17652'],
  ])('of %s is the computed vector', (_what, body, signature) => {
    expect(sign(body, secret)).toBe(signature)
    expect(isSignedBy(secret, Buffer.from(body), signature)).toBe(true)
    for (const other of [undefined, '', signature.toUpperCase(), `${signature}0`, sign(`${body} `, secret)]) {
      expect(isSignedBy(secret, Buffer.from(body), other)).toBe(false)
    }
  })
})

describe('creating a payment', () => {
  it('answers the documented fields, in their order and types', async () => {
    const { create } = createUsdtPaymentsUnderTest()
    const reply = await create({ order_id: 'ORDER_12345' })
    expect([reply.status, reply.type]).toEqual([200, 'application/json; charset=utf-8'])
    expect(Object.keys(reply.json)).toEqual(['ok', 'payment'])
    const payment = reply.json['payment'] as Record<string, unknown>
    expect(Object.entries(payment)).toEqual([
      ['payment_id', expect.any(Number)],
      ['order_id', 'ORDER_12345'],
      ['status', 'pending'],
      ['amount', '50.00'],
      ['pay_amount', expect.stringMatching(/^50\.0\d{5}$/)],
      ['currency', 'USDT'],
      ['network', 'TRC20'],
      ['address', expect.stringMatching(/^T[1-9A-HJ-NP-Za-km-z]{33}$/)],
      ['payment_url', `http://127.0.0.1/usdt-payments/pay/?id=${payment['payment_id']}`],
      ['expires_at', '2026-08-27 17:26:58'],
    ])
  })

  it.each([
    ['50', '50.00', /^50\.0\d{5}$/],
    [50, '50.00', /^50\.0\d{5}$/],
    ['13.5', '13.50', /^13\.5\d{5}$/],
    ['0.123456', '0.123456', /^0\.[12]\d{5}$/],
    ['999999999.99', '999999999.99', /^\d{9,10}\.\d{6}$/],
  ])('takes the amount %s', async (amount, shown, asked) => {
    const { payment } = createUsdtPaymentsUnderTest()
    expect(await payment({ amount })).toMatchObject({
      amount: shown,
      pay_amount: expect.stringMatching(asked),
    })
  })

  it('asks for an amount of its own on the shared address, or gives an address of its own', async () => {
    const { payment, control } = createUsdtPaymentsUnderTest()
    const shared = []
    for (let at = 0; at < 50; at += 1) shared.push(await payment())
    expect(new Set(shared.map(({ pay_amount }) => pay_amount)).size).toBe(50)
    expect(new Set(shared.map(({ address }) => address)).size).toBe(1)
    await control.configure({ vendor: 'usdt-payments', addresses: 'perPayment' })
    expect((await payment())['address']).not.toBe((await payment())['address'])
  })

  it('makes a second payment for the same order, gives the first again or refuses, as told', async () => {
    const { create, payment, control } = createUsdtPaymentsUnderTest()
    const first = await payment()
    expect((await payment()).id).not.toBe(first.id)
    await control.configure({ vendor: 'usdt-payments', duplicateOrders: 'same' })
    const kept = await payment()
    expect((await payment()).id).toBe(kept.id)
    await control.expire({ paymentId: kept.id })
    expect((await payment()).id).not.toBe(kept.id)
    await control.configure({ vendor: 'usdt-payments', duplicateOrders: 'refused' })
    expect(await create()).toMatchObject({ status: 409, json: { ok: false } })
  })
})

describe('errors', () => {
  it.each([
    ['no key', {}, { key: null }, 401, 'Invalid API key'],
    ['a wrong key', {}, { key: 'pk_other' }, 401, 'Invalid API key'],
    ['no signature', {}, { signature: null }, 401, 'Invalid signature'],
    ['a wrong signature', {}, { signature: '0'.repeat(64) }, 401, 'Invalid signature'],
    ['another secret', {}, { secret: 'sk_other' }, 401, 'Invalid signature'],
    ['nothing to pay', { amount: '0.00' }, {}, 400, 'Amount must be greater than zero'],
    ['less than nothing', { amount: '-5' }, {}, 400, 'Amount must be greater than zero'],
    ['no amount', { amount: undefined }, {}, 400, 'Amount must be greater than zero'],
    ['words for an amount', { amount: 'ten' }, {}, 400, 'Amount must be greater than zero'],
    ['no order', { order_id: undefined }, {}, 400, 'order_id is required'],
    ['an order that is a list', { order_id: ['a'] }, {}, 400, 'order_id is invalid'],
  ] as const)('%s', async (_what, changes, call, status, error) => {
    const { create, control } = createUsdtPaymentsUnderTest()
    expect(await create(changes, call)).toMatchObject({ status, json: { ok: false, error } })
    await control.configure({ vendor: 'usdt-payments', errorStatus: '200' })
    expect(await create(changes, call)).toMatchObject({ status: 200, json: { ok: false, error } })
    expect((await control.charges()).charges).toEqual([])
  })

  it('checks the key first, then the signature, then the order', async () => {
    const { send } = createUsdtPaymentsUnderTest()
    const wrong = { key: 'pk_other', signature: '0' }
    expect((await send('POST', createPath, '{}', wrong)).json['error']).toBe('Invalid API key')
    expect((await send('POST', createPath, '{', { signature: '0' })).json['error']).toBe('Invalid signature')
    expect((await send('POST', createPath, '{')).json['error']).toBe('Invalid JSON')
  })

  it('signs the bytes, not the JSON', async () => {
    const { send } = createUsdtPaymentsUnderTest()
    const spaced = '{ "order_id": "ORDER\\/1", "amount": "5" }'
    const reply = await send('POST', createPath, spaced)
    expect(reply.json).toMatchObject({ ok: true, payment: { order_id: 'ORDER/1' } })
    const signature = hmac(JSON.stringify(JSON.parse(spaced)))
    expect((await send('POST', createPath, spaced, { signature })).json['error']).toBe('Invalid signature')
  })
})

describe('asking for a status', () => {
  it('takes the key and the signature of no body, and wraps the payment', async () => {
    const { look, payment } = createUsdtPaymentsUnderTest()
    const { id, ...created } = await payment()
    expect(await look(id)).toMatchObject({ status: 200, json: { ok: true, payment: created } })
    expect((await look(id, { key: 'pk_other' })).json['error']).toBe('Invalid API key')
    expect((await look(id, { signature: hmac('{}') })).json['error']).toBe('Invalid signature')
  })

  it('asks for less when told so', async () => {
    const { look, payment, control } = createUsdtPaymentsUnderTest()
    const { id } = await payment()
    await control.configure({ vendor: 'usdt-payments', statusAuth: 'key' })
    expect((await look(id, { signature: null })).json['ok']).toBe(true)
    expect((await look(id, { key: null })).json['error']).toBe('Invalid API key')
    await control.configure({ vendor: 'usdt-payments', statusAuth: 'none' })
    expect((await look(id, { key: null, signature: null })).json['ok']).toBe(true)
  })

  it('answers flat, bare, or without some fields when told so', async () => {
    const { look, payment, control } = createUsdtPaymentsUnderTest()
    const { id } = await payment()
    const { payment: wrapped } = (await look(id)).json as { payment: Record<string, unknown> }
    await control.configure({ vendor: 'usdt-payments', statusReply: 'flat' })
    expect((await look(id)).json).toEqual({ ok: true, ...wrapped })
    await control.configure({ vendor: 'usdt-payments', statusReply: 'bare', statusOmits: ['address'] })
    const { address: _omitted, ...rest } = wrapped
    expect((await look(id)).json).toEqual(rest)
  })

  it('writes ids as text and times in another zone when told so', async () => {
    const { look, payment, control } = createUsdtPaymentsUnderTest()
    const { id } = await payment()
    await control.configure({ vendor: 'usdt-payments', idType: 'string', timeZoneMinutes: 180 })
    expect((await look(id)).json['payment']).toMatchObject({
      payment_id: id,
      expires_at: '2026-08-27 20:26:58',
    })
  })

  it('knows only the payments of the one who asks', async () => {
    const { look, payment } = createUsdtPaymentsUnderTest({
      vendors: {
        'usdt-payments': {
          accounts: [{}, { name: 'other', apiKey: 'pk_other', apiSecret: 'sk_other' }],
        },
      },
    })
    const { id } = await payment()
    const strange = { status: 404, json: { ok: false, error: 'Payment not found' } }
    expect(await look(id, { key: 'pk_other', secret: 'sk_other' })).toMatchObject(strange)
    expect(await look('1')).toMatchObject(strange)
    expect((await look('')).json['error']).toBe('payment_id is required')
  })

  it('knows a payment under a new key of the same project', async () => {
    const { look, payment, control } = createUsdtPaymentsUnderTest()
    const { id } = await payment()
    await control.setAccount({ vendor: 'usdt-payments', apiKey: 'pk_new', apiSecret: 'sk_new' })
    expect((await look(id)).json['error']).toBe('Invalid API key')
    expect((await look(id, { key: 'pk_new', secret: 'sk_new' })).json['ok']).toBe(true)
  })
})

describe('the other paths', () => {
  it('refuse other methods, other paths, bodies that are too long and calls that are too many', async () => {
    const { send, control } = createUsdtPaymentsUnderTest()
    expect((await send('GET', createPath)).status).toBe(405)
    expect((await send('POST', '/api/payment-status.php', '{}')).status).toBe(405)
    expect(await send('GET', '/api/other.php')).toMatchObject({ status: 404, json: { ok: false } })
    expect((await send('POST', createPath, 'x'.repeat(70_000))).status).toBe(413)
    await control.configure({ vendor: 'usdt-payments', rateLimitPerSecond: 1 })
    const reply = await send('GET', createPath)
    expect([reply.status, reply.type]).toEqual([429, 'text/html; charset=UTF-8'])
  })
})
