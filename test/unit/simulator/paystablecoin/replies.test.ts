import { describe, expect, it } from 'vitest'
import { checkout, createPaystablecoinUnderTest, dataOf, signature } from './gateway-under-test.ts'

const vendor = 'paystablecoin'
const minute = 60_000

describe('the payment methods', () => {
  it('are listed with their limits, not in the order they are to be shown in', async () => {
    const { methods } = createPaystablecoinUnderTest()
    const { status, json } = await methods()
    expect([status, json['code']]).toEqual([200, '00000'])
    const offered = json['data'] as Record<string, unknown>[]
    expect(offered.find(({ network }) => network === 'tron')).toEqual({
      cryptoCurrency: 'USDT',
      network: 'tron',
      networkDisplayName: 'TRON Network',
      minAmount: '1',
      maxAmount: '100000',
      estimatedConfirmationTimeSec: 60,
      displayOrder: 1,
    })
    expect(offered.map(({ displayOrder }) => displayOrder)).not.toEqual([1, 2, 3])
  })
})

describe('creating an order', () => {
  it('answers the order under data', async () => {
    const { create } = createPaystablecoinUnderTest()
    const reply = await create({ merchantOrderId: 'ORDER_1785934800123' })
    expect([reply.status, reply.json['code']]).toEqual([200, '00000'])
    expect(dataOf(reply)).toEqual({
      acquiringOrderId: expect.stringMatching(/^ORD_20260827_[0-9A-F]{16}$/),
      paymentOrderId: expect.stringMatching(/^PAY_20260827_[0-9A-F]{16}$/),
      merchantId: 'MCH_20240101_PRACTICE',
      merchantOrderId: 'ORDER_1785934800123',
      status: 'PROCESSING',
      finalStatus: false,
      orderAmount: { value: '100.50', currency: 'USDT' },
      cryptoPaymentAmount: { value: '100.50', currency: 'USDT' },
      cryptoPaidAmount: null,
      depositAddress: expect.stringMatching(/^T[1-9A-HJ-NP-Za-km-z]{33}$/),
      network: 'tron',
      networkDisplayName: 'TRON Network',
      cryptoPaymentDetail: null,
      paymentMethodType: 'ON_CHAIN_TRANSFER',
      paymentMethodValue: null,
      createdTime: '2026-08-27T16:56:58Z',
      paidTime: null,
      expiresAt: '2026-08-27T17:26:58Z',
    })
  })

  it('asks for more than the order says, leaves empty fields out or answers flat when told so', async () => {
    const { create, control } = createPaystablecoinUnderTest()
    await control.configure({ vendor, markup: '0.503', emptyFields: 'omitted' })
    const order = dataOf(await create())
    expect(order).toMatchObject({
      orderAmount: { value: '100.50', currency: 'USDT' },
      cryptoPaymentAmount: { value: '101.003', currency: 'USDT' },
    })
    expect(order).not.toHaveProperty('cryptoPaidAmount')
    await control.configure({ vendor, reply: 'flat', successCode: '0', messageField: 'msg' })
    expect((await create()).json).toMatchObject({ code: '0', msg: 'success', status: 'PROCESSING' })
  })

  it('gives an address of the network that was asked for', async () => {
    const { create } = createPaystablecoinUnderTest()
    const [first, second, other] = [await create(), await create(), await create({ network: 'bsc' })].map(
      dataOf,
    )
    expect(first?.['depositAddress']).not.toBe(second?.['depositAddress'])
    expect(other?.['depositAddress']).toMatch(/^0x[0-9a-f]{40}$/)
  })

  it('offers what the merchant is offered, and nothing else', async () => {
    const { create, control } = createPaystablecoinUnderTest()
    const unavailable = { status: 200, json: { code: '10010', message: 'Invalid payment method' } }
    expect(await create({ orderAmount: { value: '5', currency: 'USDC' } })).toMatchObject(unavailable)
    expect(await create({ network: 'TRON' })).toMatchObject(unavailable)
    expect(await create({ orderAmount: { value: '5', currency: 'USDC' }, network: 'base' })).toMatchObject({
      json: { code: '00000' },
    })
    await control.configure({ vendor, methods: [] })
    expect(await create()).toMatchObject(unavailable)
  })

  it.each([
    ['0.999999', '10008'],
    ['1', '00000'],
    ['100000.00', '00000'],
    ['100000.000001', '10008'],
  ])('of %s USDT answers %s', async (value, code) => {
    const { create } = createPaystablecoinUnderTest()
    expect((await create({ orderAmount: { value, currency: 'USDT' } })).json['code']).toBe(code)
  })

  it('refuses an order that is known, or gives it again when told so', async () => {
    const { create, control } = createPaystablecoinUnderTest()
    const same = { merchantOrderId: 'ORDER_1785934800123' }
    const first = dataOf(await create(same))
    expect(await create(same)).toMatchObject({ status: 200, json: { code: '20001' } })
    await control.configure({ vendor, duplicateOrders: 'same' })
    expect(dataOf(await create(same))).toEqual(first)
    expect((await control.charges()).charges).toHaveLength(1)
  })

  it.each([
    ['merchantOrderId', 'A'.repeat(15), '10003'],
    ['merchantOrderId', 'A'.repeat(65), '10003'],
    ['merchantOrderId', 'ORDER 1785934800123', '10003'],
    ['merchantOrderId', 'ORDER/1785934800123', '10003'],
    ['merchantOrderId', undefined, '10002'],
    ['orderAmount', undefined, '10002'],
    ['orderAmount.value', { currency: 'USDT' }, '10002'],
    ['orderAmount.value', { value: 100.5, currency: 'USDT' }, '10003'],
    ['orderAmount.value', { value: '-1', currency: 'USDT' }, '10003'],
    ['network', 5, '10003'],
    ['expiresAt', '2026-08-27 17:26:58', '10003'],
    ['expiresAt', 1_787_857_018_628, '10003'],
    ['expiresAt', undefined, '10002'],
    ['callbackUrl', 'ftp://shop.example/hook', '10003'],
    ['callbackUrl', 'shop.example/hook', '10003'],
  ] as const)('refuses a wrong %s: %j', async (field, value, code) => {
    const { create, control } = createPaystablecoinUnderTest()
    const [name = ''] = field.split('.')
    const said = { '10002': 'Missing required parameter', '10003': 'Invalid parameter format' }[code]
    const json = { code, message: `${said}: ${field}` }
    expect(await create({ [name]: value })).toMatchObject({ status: 200, json })
    expect((await control.charges()).charges).toEqual([])
  })

  it.each([
    ['orderAmount', { value: '0.00', currency: 'USDT' }, '10004', 'Order amount must be greater than 0'],
    ['expiresAt', '2026-08-27T16:56:58Z', '10005', 'Expiration time cannot be earlier than current time'],
    ['orderAmount', { value: '5', currency: 'USD' }, '10006', 'Currency not supported'],
    [
      'orderAmount',
      { value: '1.0000001', currency: 'USDT' },
      '10009',
      'Amount precision is not within reasonable range',
    ],
    ['paymentMethodType', 'CARD', '10010', 'Invalid payment method'],
  ] as const)('says what is wrong with %s: %j', async (field, value, code, message) => {
    const { create, control } = createPaystablecoinUnderTest()
    expect(await create({ [field]: value })).toMatchObject({ status: 200, json: { code, message } })
    expect((await control.charges()).charges).toEqual([])
  })

  it.each(['A'.repeat(16), 'a-_9'.repeat(16)])('takes the merchantOrderId %s', async (merchantOrderId) => {
    const { create } = createPaystablecoinUnderTest()
    expect(dataOf(await create({ merchantOrderId }))).toMatchObject({ merchantOrderId })
  })
})

describe('who is calling', () => {
  it.each([
    ['without a signature', { signature: null }, '50001'],
    ['without a time', { timestamp: null, signature: 'a' }, '50001'],
    ['with a time in seconds', { timestamp: '1785934800' }, '50001'],
    ['with a wrong signature', { signature: Buffer.alloc(32).toString('base64') }, '50002'],
    ['with another secret', { secret: 'other' }, '50002'],
  ] as const)('is refused %s', async (_what, call, code) => {
    const { create, look, methods } = createPaystablecoinUnderTest()
    for (const reply of [
      await create({}, call),
      await look('ORDER_1785934800123', call),
      await methods(call),
    ]) {
      expect(reply).toMatchObject({ status: 200, json: { code } })
    }
  })

  it.each([
    [-5 * minute, '00000'],
    [-5 * minute - 1, '50003'],
    [5 * minute, '00000'],
    [5 * minute + 1, '50003'],
  ])('is answered to a time %i ms off with %s', async (offMs, code) => {
    const { methods, clock, control } = createPaystablecoinUnderTest()
    const timestamp = String(clock.now() + offMs)
    const reply = await methods({ timestamp })
    expect([reply.status, reply.json['code']]).toEqual([200, code])
    await control.configure({ vendor, timestampWindowMs: null })
    expect((await methods({ timestamp })).json['code']).toBe('00000')
  })

  it('has signed the very path, the query as it stands and the bytes of the body', async () => {
    const { send, clock } = createPaystablecoinUnderTest()
    const path = `${checkout}/orders`
    const time = String(clock.now())
    const codeOf = async (method: string, where: string, lines: readonly string[], body = '') =>
      (await send(method, where, body, { signature: signature([time, ...lines]) })).json['code']
    expect(await codeOf('GET', `${path}?page=1&size=20`, ['GET', path, 'page=1&size=20'])).toBe('00000')
    expect(await codeOf('GET', `${path}?page=1&size=20`, ['GET', path, 'size=20&page=1'])).toBe('50002')
    expect(await codeOf('GET', `${path}?page=1&size=20`, ['GET', `${path}?page=1&size=20`])).toBe('50002')
    expect(await codeOf('GET', path, ['GET', path])).toBe('00000')
    expect(await codeOf('GET', path, ['GET', path, ''])).toBe('50002')
    expect(await codeOf('GET', path, ['get', path])).toBe('50002')
    expect(await codeOf('GET', path, ['GET', `/paystablecoin${path}`])).toBe('50002')
    expect(await codeOf('POST', path, ['POST', path, '{ }'], '{}')).toBe('50002')
    expect(await codeOf('POST', path, ['POST', path, '{}'], '{}')).toBe('10002')
  })

  it('has to be a merchant, and one for whom API Checkout is on', async () => {
    const { create, methods, send, control } = createPaystablecoinUnderTest()
    const stranger = '/api/v1/merchants/MCH_OTHER/checkout/payment-methods'
    expect(await send('GET', stranger)).toMatchObject({ status: 200, json: { code: '10007' } })
    await control.setAccount({ vendor, isEnabled: false })
    const disabled = { status: 200, json: { code: '50010', message: 'API_PERMISSION_DISABLED' } }
    expect(await methods()).toMatchObject(disabled)
    expect(await create()).toMatchObject(disabled)
    await control.configure({ vendor, errorStatus: 'own', messageField: 'msg' })
    expect(await methods()).toMatchObject({
      status: 403,
      json: { code: '50010', msg: 'API_PERMISSION_DISABLED' },
    })
  })
})

describe('looking', () => {
  it('answers the order as creating it did, to its merchant alone', async () => {
    const other = { name: 'other', merchantId: 'MCH_OTHER', apiSecret: 'other' }
    const { create, look, send } = createPaystablecoinUnderTest({
      vendors: { paystablecoin: { accounts: [{}, other] } },
    })
    const created = dataOf(await create())
    const id = String(created['merchantOrderId'])
    expect(dataOf(await look(id))).toEqual(created)
    const foreign = `/api/v1/merchants/MCH_OTHER/checkout/orders/${id}`
    expect(await send('GET', foreign, '', { secret: 'other' })).toMatchObject({
      status: 200,
      json: { code: '40001' },
    })
    expect(await look('ORDER_0000000000000')).toMatchObject({ status: 200, json: { code: '40001' } })
    expect(await look('short')).toMatchObject({ status: 200, json: { code: '10003' } })
  })

  it('lists orders, newest first, page by page and by status', async () => {
    const { order, send, control } = createPaystablecoinUnderTest()
    const ids: string[] = []
    for (let at = 0; at < 3; at += 1) ids.push((await order()).id)
    await control.expire({ paymentId: ids[0] ?? '' })
    const list = async (query: string) => (await send('GET', `${checkout}/orders${query}`)).json
    const idsOf = ({ data }: Record<string, unknown>) =>
      (data as { list: { merchantOrderId: string }[] }).list.map(({ merchantOrderId }) => merchantOrderId)
    expect(idsOf(await list(''))).toEqual(ids.toReversed())
    expect(idsOf(await list('?page=2&size=2'))).toEqual([ids[0]])
    expect(idsOf(await list('?status=CLOSED'))).toEqual([ids[0]])
    for (const query of ['?page=0', '?size=101', '?page=a', '?size=1.5']) {
      expect(await list(query)).toMatchObject({ code: '10003' })
    }
  })

  it('refuses other methods, other paths, bodies that are too long and calls that are too many', async () => {
    const { send, control } = createPaystablecoinUnderTest()
    expect((await send('PUT', `${checkout}/orders`, '{}')).status).toBe(405)
    expect(await send('GET', '/api/v1/other')).toMatchObject({
      status: 404,
      json: { code: '40400', message: 'Not found' },
    })
    expect((await send('POST', `${checkout}/orders`, 'x'.repeat(70_000))).status).toBe(413)
    await control.configure({ vendor, rateLimitPerSecond: 1 })
    expect(await send('GET', checkout)).toMatchObject({ status: 429, type: 'text/html; charset=UTF-8' })
  })
})
