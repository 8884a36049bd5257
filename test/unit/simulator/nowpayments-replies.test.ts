import { describe, expect, it } from 'vitest'
import { practiceSandboxApiKey } from '../../../simulator/nowpayments/settings.ts'
import { aPayment, createGatewayUnderTest } from './gateway-under-test.ts'

const estimatePath = '/estimate?amount=13.49&currency_from=usd&currency_to=usdttrc20'
const minPath = '/min-amount?currency_from=usdttrc20&currency_to=usdttrc20&fiat_equivalent=usd'

describe('looking around', () => {
  it('answers the health check without a key', async () => {
    const { get } = createGatewayUnderTest()
    expect((await get('/status', { key: null })).json).toEqual({ message: 'OK' })
  })

  it('lists enabled coins in upper case under selectedCurrencies unless told otherwise', async () => {
    const { get, control } = createGatewayUnderTest()
    expect((await get('/merchant/coins')).json).toEqual({ selectedCurrencies: ['USDTTRC20', 'TRX'] })
    await control.configure({ coinsReply: 'currencies' })
    expect((await get('/merchant/coins')).json).toEqual({ currencies: ['usdttrc20', 'trx'] })
  })

  it('describes USDT on TRON with its contract and its odd field types', async () => {
    const { get } = createGatewayUnderTest()
    const { currencies } = (await get('/full-currencies')).json as { currencies: Record<string, unknown>[] }
    const usdt = currencies.find((coin) => coin['code'] === 'USDTTRC20')
    expect(usdt).toMatchObject({ network: 'trx', network_precision: '6', precision: 6, ticker: 'usdt' })
    expect(usdt?.['smart_contract']).toBe('TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t')
    expect((await get('/currencies')).json['currencies']).toContain('usdttrc20')
  })

  it('estimates in whole micro-units, as a number or as text', async () => {
    const { get, control } = createGatewayUnderTest()
    await control.setRate({ currency: 'USD', usdt: '1.000833' })
    expect((await get(estimatePath)).text).toContain('"amount_from":13.49')
    expect((await get(estimatePath)).json['estimated_amount']).toBe(13.501237)
    await control.configure({ estimateAmountType: 'string' })
    expect((await get(estimatePath)).json['estimated_amount']).toBe('13.501237')
  })

  it('prices currencies with no decimals and with three', async () => {
    const { get } = createGatewayUnderTest()
    const yen = await get('/estimate?amount=1200&currency_from=jpy&currency_to=usdttrc20')
    const dinar = await get('/estimate?amount=4.125&currency_from=kwd&currency_to=usdttrc20')
    expect(yen.json['estimated_amount']).toBe(7.9344)
    expect(dinar.json['estimated_amount']).toBe(13.42605)
  })

  it('gives the minimum with its fiat value, and a higher one for a fixed rate', async () => {
    const { get, control } = createGatewayUnderTest()
    await control.configure({ minAmount: '9' })
    await control.setRate({ currency: 'usd', usdt: '1' })
    expect((await get(minPath)).json).toEqual({
      currency_from: 'usdttrc20',
      currency_to: 'usdttrc20',
      min_amount: 9,
      fiat_equivalent: 9,
    })
    expect((await get(`${minPath}&is_fixed_rate=true`)).json['min_amount']).toBe(18)
  })
})

describe('types that change between calls', () => {
  it('writes ids as text on create and as numbers on read', async () => {
    const { get, post } = createGatewayUnderTest()
    const created = await post('/payment', aPayment())
    expect(created.status).toBe(201)
    expect(created.json['payment_id']).toMatch(/^\d{10}$/)
    expect(created.json['purchase_id']).toMatch(/^\d{10}$/)
    expect(created.json).toMatchObject({
      payment_status: 'waiting',
      price_amount: 13.49,
      burning_percent: null,
    })
    const read = await get(`/payment/${created.json['payment_id']}`)
    expect(read.json['payment_id']).toBe(Number(created.json['payment_id']))
    expect(read.json['purchase_id']).toBe(Number(created.json['purchase_id']))
    expect(read.json).toMatchObject({ actually_paid: 0, burning_percent: 'null', outcome_amount: null })
    expect(read.json).not.toHaveProperty('parent_payment_id')
    expect(read.json['pay_address']).toBe(created.json['pay_address'])
  })

  it('writes ISO dates, a twenty-minute quote and a seven-day life for a floating rate', async () => {
    const { post } = createGatewayUnderTest()
    const { json } = await post('/payment', aPayment())
    expect(json).toMatchObject({
      created_at: '2026-08-27T16:56:58.628Z',
      updated_at: '2026-08-27T16:56:58.628Z',
      expiration_estimate_date: '2026-08-27T17:16:58.628Z',
      valid_until: '2026-09-03T16:56:58.628Z',
    })
  })

  it('can write the asked amount as text, as the sandbox sometimes does', async () => {
    const { post, control } = createGatewayUnderTest()
    await control.configure({ createAmountType: 'string' })
    expect((await post('/payment', aPayment())).json['pay_amount']).toBe('13.499443')
  })

  it('writes an invoice price as text', async () => {
    const { post } = createGatewayUnderTest()
    const { json, status } = await post('/invoice', { price_amount: 13.49, price_currency: 'usd' })
    expect(status).toBe(201)
    expect(json).toMatchObject({ price_amount: '13.49', order_id: null })
    expect(json['invoice_url']).toBe(`http://127.0.0.1/payment/?iid=${json['id']}`)
  })
})

describe('refusals', () => {
  const refusal = (statusCode: number, code: string, message: string) => ({
    status: false,
    statusCode,
    code,
    message,
  })

  it.each([null, 'WRONG'])('answers 403 to the key %s', async (key) => {
    const { get } = createGatewayUnderTest()
    const reply = await get('/merchant/coins', { key })
    expect(reply.status).toBe(403)
    expect(reply.json).toEqual(refusal(403, 'INVALID_API_KEY', 'Invalid api key'))
  })

  it.each([
    [
      'an order id in the path',
      'GET',
      '/payment/POS1-000123',
      undefined,
      400,
      'INVALID_REQUEST_PARAMS',
      'Payment id must be a number',
    ],
    [
      'no target coin',
      'GET',
      '/min-amount?currency_from=usdttrc20',
      undefined,
      400,
      'INVALID_REQUEST_PARAMS',
      'currency_to is required',
    ],
    [
      'bare usdt to pay',
      'POST',
      '/payment',
      { pay_currency: 'usdt' },
      500,
      'INTERNAL_ERROR',
      'Can not get estimate from USD to USDT',
    ],
    [
      'bare usdt as price',
      'POST',
      '/payment',
      { price_currency: 'usdt' },
      500,
      'INTERNAL_ERROR',
      'Can not get estimate from USDT to USDTTRC20',
    ],
    [
      'a fiat currency it does not know',
      'POST',
      '/payment',
      { price_currency: 'xof' },
      500,
      'INTERNAL_ERROR',
      'The server encountered an internal error',
    ],
    [
      'a coin that is not enabled',
      'POST',
      '/payment',
      { pay_currency: 'btc' },
      400,
      'CURRENCY_UNAVAILABLE',
      'Currency BTC is not available',
    ],
    [
      'a price of zero',
      'POST',
      '/payment',
      { price_amount: 0 },
      400,
      'INVALID_REQUEST_PARAMS',
      'price_amount must be a positive number',
    ],
    [
      'no price',
      'POST',
      '/payment',
      { price_amount: undefined },
      400,
      'INVALID_REQUEST_PARAMS',
      'price_amount is required',
    ],
    [
      'an amount under the minimum',
      'POST',
      '/payment',
      { price_amount: 0.5 },
      400,
      'AMOUNT_MINIMAL_ERROR',
      'Crypto amount 0.500350 is less than minimal',
    ],
    [
      'a callback address that is none',
      'POST',
      '/payment',
      { ipn_callback_url: 'nowhere' },
      400,
      'INVALID_REQUEST_PARAMS',
      'ipn_callback_url must be a valid uri',
    ],
    [
      'the list without a token',
      'GET',
      '/payment/?limit=10',
      undefined,
      401,
      'AUTH_REQUIRED',
      'Authorization header is empty (Bearer JWTtoken is required)',
    ],
  ])('refuses %s in the vendor’s words', async (_what, method, path, changes, status, code, message) => {
    const { get, post } = createGatewayUnderTest()
    const reply = method === 'GET' ? await get(path) : await post(path, aPayment(changes))
    expect(reply.status).toBe(status)
    expect(reply.json).toEqual(refusal(status, code, message))
  })

  it('refuses an invoice whose success address is empty', async () => {
    const { post } = createGatewayUnderTest()
    const reply = await post('/invoice', { price_amount: 5, price_currency: 'usd', success_url: '' })
    expect(reply.json).toEqual(refusal(400, 'INVALID_REQUEST_PARAMS', 'success_url must be a valid uri'))
  })

  it('answers the limiter’s page without Retry-After, before it looks at the key', async () => {
    const { get, control, clock } = createGatewayUnderTest()
    await control.configure({ rateLimitPerSecond: 2 })
    await get('/status')
    await get('/status')
    const third = await get('/status', { key: 'WRONG' })
    expect(third.status).toBe(429)
    expect(third.headers.get('content-type')).toContain('text/html')
    expect(third.headers.get('retry-after')).toBeNull()
    expect(third.text).toContain('<center>nginx</center>')
    await clock.advance(1000)
    expect((await get('/status')).status).toBe(200)
  })

  it('keeps a payment from everyone but the key that made it', async () => {
    const { get, charge, control } = createGatewayUnderTest()
    const id = await charge()
    expect((await get(`/payment/${id}`, { key: practiceSandboxApiKey })).status).toBe(404)
    const { apiKey } = await control.rotateKey()
    expect((await get(`/payment/${id}`)).status).toBe(403)
    expect((await get(`/payment/${id}`, { key: apiKey })).status).toBe(404)
  })
})

describe('the merchant’s login', () => {
  const login = { email: 'owner@shop.example', password: 'practice' }

  it('lists payments for five minutes after a login', async () => {
    const { get, post, charge, control, clock } = createGatewayUnderTest()
    const first = await charge({ order_id: 'A' })
    await clock.advance(1000)
    await charge({ order_id: 'B' })
    await control.pay({ paymentId: first, kind: 'again' })
    const { token } = (await post('/auth', login)).json
    const headers = { authorization: `Bearer ${token}` }
    const { json } = await get('/payment/?limit=2&page=0&sortBy=created_at&orderBy=asc', { headers })
    expect(json).toMatchObject({ limit: 2, page: 0, pagesCount: 2, total: 3 })
    const second = await get('/payment/?limit=2&page=1', { headers })
    expect(second.json['data']).toMatchObject([{ origin_type: 'REPEATED', parent_payment_id: Number(first) }])
    expect((await get('/payment/?orderBy=created_at', { headers })).status).toBe(500)
    await clock.advance(5 * 60_000)
    expect((await get('/payment/', { headers })).status).toBe(401)
  })

  it('takes the password case-sensitively', async () => {
    const { post } = createGatewayUnderTest()
    expect((await post('/auth', { ...login, password: 'Practice' })).status).toBe(403)
  })
})

describe('invoices', () => {
  it('makes payments for an invoice and shows them on its page', async () => {
    const { post, send } = createGatewayUnderTest()
    const invoice = await post('/invoice', {
      price_amount: 13.49,
      price_currency: 'usd',
      order_id: 'POS1-000123',
      order_description: '<b>bold</b>',
    })
    const iid = invoice.json['id']
    const made = await post('/invoice-payment', { iid: Number(iid), pay_currency: 'usdttrc20' })
    expect(made.status).toBe(201)
    expect(made.json).toMatchObject({ order_id: 'POS1-000123', pay_amount: 13.499443 })
    const page = await send('GET', `/payment/?iid=${iid}`)
    expect(page.text).toContain('nothing here is real money')
    expect(page.text).toContain(`practice:${made.json['pay_address']}`)
    expect(page.text).toContain('&lt;b&gt;bold&lt;/b&gt;')
  })
})
