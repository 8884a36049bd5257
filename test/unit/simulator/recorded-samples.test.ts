import { describe, expect, it } from 'vitest'
import { sample } from '../../support/samples/nowpayments/sample.ts'
import { aPayment, createGatewayUnderTest } from './gateway-under-test.ts'

// The adapter is tested against the same recorded replies: here the practice gateway must have their shape.

const kindOf = (value: unknown): string => {
  if (value === null) return 'null'
  return Array.isArray(value) ? `list of ${value.map((item) => typeof item)[0]}` : typeof value
}

const shapeOf = (reply: Record<string, unknown>): [string, string][] =>
  Object.entries(reply).map(([key, value]) => [key, kindOf(value)])

const recorded = (name: string): Record<string, unknown> => JSON.parse(sample(name))

describe('the shape of', () => {
  it('a created payment is the recorded one, field by field and in order', async () => {
    const { post, control } = createGatewayUnderTest()
    await control.setAccount({ ipnSecret: null })
    const reply = await post('/payment', aPayment({ ipn_callback_url: 'https://relay.example/ipn' }))
    expect(shapeOf(reply.json)).toEqual(shapeOf(recorded('created.json')))
  })

  it('a partially paid payment with a child is the recorded one', async () => {
    const { get, charge, control, clock } = createGatewayUnderTest()
    await control.configure({ childNamesParent: false })
    const id = await charge()
    await control.pay({ paymentId: id, kind: 'less' })
    await control.pay({ paymentId: id, kind: 'again' })
    await clock.advance(7500)
    const reply = await get(`/payment/${id}`)
    expect(reply.json['payment_status']).toBe('partially_paid')
    expect(shapeOf(reply.json)).toEqual(shapeOf(recorded('read-partially-paid.json')))
  })

  it('an estimate and a minimum are the recorded ones', async () => {
    const { get, control } = createGatewayUnderTest()
    await control.configure({ estimateAmountType: 'string' })
    const estimate = await get('/estimate?amount=13.49&currency_from=usd&currency_to=usdttrc20')
    expect(shapeOf(estimate.json)).toEqual(shapeOf(recorded('estimate.json')))
    const minimum = await get('/min-amount?currency_from=usdttrc20&currency_to=usdttrc20&fiat_equivalent=usd')
    expect(shapeOf(minimum.json)).toEqual(shapeOf(recorded('min-amount.json')))
  })

  it('coins is either of the recorded ones', async () => {
    const { get, control } = createGatewayUnderTest()
    expect((await get('/merchant/coins')).json).toEqual(recorded('coins-live.json'))
    await control.configure({ coinsReply: 'currencies' })
    expect(shapeOf((await get('/merchant/coins')).json)).toEqual(shapeOf(recorded('coins-documented.json')))
  })

  it.each([
    ['400', 'error-400-minimal.json'],
    ['403', 'error-403.json'],
    ['500-estimate', 'error-500-estimate.json'],
  ] as const)('failure %s is the recorded one to the letter', async (as, name) => {
    const { get, control } = createGatewayUnderTest()
    await control.failNext({ as })
    expect((await get('/status')).json).toEqual(recorded(name))
  })
})
