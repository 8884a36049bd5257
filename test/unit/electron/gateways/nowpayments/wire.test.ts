import { describe, expect, it } from 'vitest'
import {
  CreatedPayment,
  Estimate,
  MerchantCoins,
  MinAmount,
  ReadPayment,
  readBody,
  readRefusal,
} from '../../../../../electron/gateways/nowpayments/wire.ts'
import { sample } from '../../../../support/samples/nowpayments/sample.ts'

/** A sample with fields changed, as JSON text. `undefined` takes a field away. */
function changed(name: string, fields: Record<string, unknown>): string {
  return JSON.stringify({ ...JSON.parse(sample(name)), ...fields })
}

describe('the reply to create', () => {
  it('is read with its amounts and ids as text', () => {
    expect(readBody(CreatedPayment, sample('created.json'))).toMatchObject({
      ok: true,
      value: {
        payment_id: '5977953151',
        pay_amount: '13.501234',
        order_id: 'POS1-000123',
        payin_extra_id: null,
        valid_until: '2026-09-03T16:56:58.628Z',
      },
    })
  })

  it('does not mind numbers as text and text as numbers', () => {
    const usual = readBody(CreatedPayment, sample('created.json'))
    const swapped = changed('created.json', { payment_id: 5977953151, pay_amount: '13.501234' })
    expect(readBody(CreatedPayment, swapped)).toEqual(usual)
  })

  it.each(['payment_id', 'payment_status', 'pay_address', 'pay_amount', 'pay_currency'])(
    'is refused without %s, and the field is named',
    (field) => {
      const reply = readBody(CreatedPayment, changed('created.json', { [field]: undefined }))
      expect(reply).toEqual({ ok: false, error: `field ${field}` })
      expect(readBody(CreatedPayment, changed('created.json', { [field]: null })).ok).toBe(false)
    },
  )

  it.each([
    ['pay_amount', -1],
    ['pay_amount', 'NaN'],
    ['pay_amount', '1,5'],
    ['pay_amount', '0x10'],
    ['pay_amount', '1e999'],
    ['payment_id', '12/../34'],
    ['payment_id', 1.5],
    ['payment_id', ''],
    ['pay_address', { value: 'T' }],
    ['pay_address', ['T']],
    ['pay_address', 'x'.repeat(201)],
  ])('is refused when %s is %j', (field, value) => {
    expect(readBody(CreatedPayment, changed('created.json', { [field]: value })).ok).toBe(false)
  })

  it('takes absent, null, empty and "null" as not said', () => {
    for (const silent of [undefined, null, '', 'null']) {
      const reply = readBody(
        CreatedPayment,
        changed('created.json', { network: silent, valid_until: silent }),
      )
      expect(reply).toMatchObject({ ok: true, value: { network: null, valid_until: null } })
    }
  })
})

describe('the reply to read', () => {
  it('is read with ids as text whatever they came as', () => {
    expect(readBody(ReadPayment, sample('read-partially-paid.json'))).toMatchObject({
      ok: true,
      value: {
        payment_id: '5977953151',
        actually_paid: '12.5',
        outcome_amount: '12.4375',
        parent_payment_id: null,
        payment_extra_ids: ['5513339153'],
      },
    })
  })

  it('keeps the digits of an id beyond the safe integers', () => {
    const text = sample('read-partially-paid.json').replace('5513339153', '9007199254740993')
    expect(readBody(ReadPayment, text)).toMatchObject({ value: { payment_extra_ids: ['9007199254740993'] } })
  })

  it('is refused when it names children that are no ids: a child must not be overlooked', () => {
    for (const ids of ['5513339153', [{ id: 1 }], [null]]) {
      const text = changed('read-partially-paid.json', { payment_extra_ids: ids })
      expect(readBody(ReadPayment, text)).toMatchObject({ ok: false })
    }
  })
})

describe('the other replies', () => {
  it('reads the coins in both shapes, in lower case', () => {
    expect(readBody(MerchantCoins, sample('coins-live.json'))).toEqual({
      ok: true,
      value: ['usdttrc20', 'trx'],
    })
    expect(readBody(MerchantCoins, sample('coins-documented.json'))).toEqual({
      ok: true,
      value: ['btg', 'eth', 'usdttrc20'],
    })
    expect(readBody(MerchantCoins, '{"coins":[]}')).toEqual({
      ok: false,
      error: 'other fields than promised',
    })
  })

  it('reads minimum and estimate as text', () => {
    expect(readBody(MinAmount, sample('min-amount.json'))).toMatchObject({ value: { min_amount: '9.0' } })
    expect(readBody(Estimate, sample('estimate.json'))).toMatchObject({
      value: { estimated_amount: '13.501234' },
    })
  })

  it('says what is wrong with a body without quoting it', () => {
    expect(readBody(MinAmount, ' ')).toEqual({ ok: false, error: 'empty' })
    expect(readBody(MinAmount, '<html>secret</html>')).toEqual({ ok: false, error: 'a web page' })
    expect(readBody(MinAmount, '{"min_amount":')).toEqual({ ok: false, error: 'not JSON' })
    for (const body of ['[]', 'null', '"x"', '12']) expect(readBody(MinAmount, body).ok).toBe(false)
  })

  it('knows the error body from a page', () => {
    expect(readRefusal(sample('error-403.json'))).toEqual({
      code: 'INVALID_API_KEY',
      message: 'Invalid api key',
    })
    expect(readRefusal('{"message":["a must be b","c must be d"]}')).toEqual({
      code: '',
      message: 'a must be b; c must be d',
    })
    expect(readRefusal(sample('error-429-html.txt'))).toBeUndefined()
    expect(readRefusal('')).toBeUndefined()
  })
})
