import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkOrderId } from '../../../../../electron/gateways/charge-checks.ts'
import { chargeBody, toCharge } from '../../../../../electron/gateways/nowpayments/charge.ts'
import { CreatedPayment, readBody } from '../../../../../electron/gateways/nowpayments/wire.ts'
import { money } from '../../../../../shared/money/money.ts'
import { sample } from '../../../../support/samples/nowpayments/sample.ts'

const REQUEST = {
  orderId: 'POS1-000123',
  description: 'POS sale 000123',
  callbackUrl: null,
  price: money(1349, 'USD'),
  usdt: 13_501_234n,
}
const NOW = Date.parse('2026-08-27T17:00:00.000Z')

function reply(fields: Partial<CreatedPayment> = {}): CreatedPayment {
  const read = readBody(CreatedPayment, sample('created.json'))
  if (!read.ok) throw new Error(read.error)
  return { ...read.value, ...fields }
}

describe('the request', () => {
  it('is exactly this text', () => {
    expect(chargeBody(REQUEST)).toBe(
      '{"price_amount":13.49,"price_currency":"usd","pay_currency":"usdttrc20","order_id":"POS1-000123",' +
        '"order_description":"POS sale 000123","is_fixed_rate":false,"is_fee_paid_by_user":false}',
    )
  })

  it('names the address for callbacks when there is one', () => {
    const callbackUrl = 'https://relay.example.com/in/abc/nowpayments'
    const body: unknown = JSON.parse(chargeBody({ ...REQUEST, callbackUrl }))
    expect(body).toMatchObject({ ipn_callback_url: callbackUrl })
  })

  it.each([
    [money(5, 'KWD'), '0.005'],
    [money(1200, 'JPY'), '1200'],
    [money(2000, 'EUR'), '20.00'],
    [money(2 ** 51, 'USD'), '22517998136852.48'],
  ])('writes the price of %j digit by digit', (price, digits) => {
    const body = chargeBody({ ...REQUEST, price })
    expect(body).toContain(`{"price_amount":${digits},`)
    expect(() => JSON.parse(body)).not.toThrow()
  })

  it('is ASCII and valid JSON whatever the description says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (description) => {
        const body = chargeBody({ ...REQUEST, description })
        expect(body).toMatch(/^[\x20-\x7e]+$/)
        expect(JSON.parse(body).order_id).toBe(REQUEST.orderId)
      }),
    )
  })

  it.each(['', 'ORDER-é', 'a\nb', 'x'.repeat(65)])('refuses the order id %j', (orderId) => {
    expect(checkOrderId(orderId)).toEqual({ code: 'referenceInvalid', maxLength: 64 })
  })
})

describe('the answer', () => {
  it('becomes a charge when everything fits', () => {
    expect(toCharge(reply(), REQUEST, NOW)).toEqual({
      ok: true,
      value: {
        gateway: 'nowpayments',
        chargeId: '5977953151',
        address: 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT',
        coin: 'usdttrc20',
        asked: '13.501234',
        orderId: 'POS1-000123',
        gatewayExpiresAt: '2026-09-03T16:56:58.628Z',
      },
    })
  })

  it('asks the customer for the amount rounded up', () => {
    expect(toCharge(reply({ pay_amount: '13.50123401' }), REQUEST, NOW)).toMatchObject({
      value: { asked: '13.501235' },
    })
  })

  it('takes coin and network in capitals, and no network at all', () => {
    expect(toCharge(reply({ pay_currency: 'USDTTRC20', network: 'TRX' }), REQUEST, NOW).ok).toBe(true)
    expect(toCharge(reply({ network: null }), REQUEST, NOW).ok).toBe(true)
  })

  it.each<[string, Partial<CreatedPayment>]>([
    ['address', { pay_address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t' }],
    ['address', { pay_address: 'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb' }],
    ['address', { pay_address: 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznU' }],
    ['address', { pay_address: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa' }],
    ['address', { pay_address: ' TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT' }],
    ['address', { payin_extra_id: '4711' }],
    ['coin', { pay_currency: 'usdterc20' }],
    ['coin', { pay_currency: 'usdt' }],
    ['coin', { network: 'eth' }],
    ['orderId', { order_id: 'POS1-000124' }],
    ['orderId', { order_id: 'pos1-000123' }],
    ['orderId', { order_id: null }],
    ['amount', { pay_amount: '0.000000' }],
  ])('is unsafe for its %s: %j', (reason, fields) => {
    expect(toCharge(reply(fields), REQUEST, NOW)).toEqual({
      ok: false,
      error: { code: 'unsafeCharge', reason },
    })
  })

  it('is no answer when its amount is beyond all money', () => {
    expect(toCharge(reply({ pay_amount: '1e30' }), REQUEST, NOW)).toEqual({
      ok: false,
      error: 'field pay_amount',
    })
  })
})
