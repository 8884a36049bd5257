import { describe, expect, it } from 'vitest'
import { readBody } from '../../../../../electron/gateways/http/body.ts'
import {
  chargeBody,
  gatewayExpiry,
  toCharge,
  toObservation,
} from '../../../../../electron/gateways/usdt-payments/mapping.ts'
import { CreatedReply, ReadReply } from '../../../../../electron/gateways/usdt-payments/wire.ts'
import { money } from '../../../../../shared/money/money.ts'

const REQUEST = {
  orderId: 'ORDER_12345',
  description: 'Service payment',
  price: money(4600, 'EUR'),
  usdt: 50_000_000n,
  callbackUrl: null,
}
const NOW = Date.parse('2026-07-01T18:00:00.000Z')
const ADDRESS = 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT'

/** The vendor's own example, with an address that is one. */
const PAYMENT = {
  payment_id: 123,
  order_id: 'ORDER_12345',
  status: 'pending',
  amount: '50.00',
  pay_amount: '50.013400',
  currency: 'USDT',
  network: 'TRC20',
  address: ADDRESS,
  payment_url: 'https://usdt-payments.com/pay/?id=123',
  expires_at: '2026-07-01 18:30:00',
}

function created(over: object = {}) {
  const read = readBody(CreatedReply, JSON.stringify({ ok: true, payment: { ...PAYMENT, ...over } }))
  if (!read.ok) throw new Error(read.error)
  return toCharge(read.value, REQUEST, NOW)
}

function looked(reply: object) {
  const read = readBody(ReadReply, JSON.stringify(reply))
  return read.ok ? toObservation(read.value) : read
}

describe('the request', () => {
  it.each([
    [50_000_000n, '50.00'],
    [50_000_001n, '50.01'],
    [19_871_516n, '19.88'],
    [1n, '0.01'],
    [0n, '0.00'],
  ])('asks for %s micro-USDT as %s: in hundredths, never for less', (usdt, amount) => {
    expect(chargeBody({ ...REQUEST, usdt })).toBe(
      `{"order_id":"ORDER_12345","amount":"${amount}","description":"Service payment"}`,
    )
  })

  it('keeps the description to ASCII, so that the signed bytes are beyond doubt', () => {
    expect(chargeBody({ ...REQUEST, description: 'Café\n№ 4' })).toContain('"description":"Caf  4"')
  })
})

describe('a created charge', () => {
  it('asks for the amount with its mark, not for the price', () => {
    expect(created()).toEqual({
      ok: true,
      value: {
        gateway: 'usdt-payments',
        chargeId: '123',
        address: ADDRESS,
        coin: 'usdttrc20',
        asked: '50.013400',
        orderId: 'ORDER_12345',
        gatewayExpiresAt: '2026-07-01T18:30:00.000Z',
        isExact: true,
      },
    })
  })

  it.each<[object, string]>([
    [{ pay_amount: '49.999999' }, 'amount'],
    [{ pay_amount: '50.100001' }, 'amount'],
    [{ pay_amount: '0' }, 'amount'],
    [{ amount: '49.99' }, 'amount'],
    [{ network: 'ERC20' }, 'coin'],
    [{ currency: 'USDC' }, 'coin'],
    [{ address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t' }, 'address'],
    [{ address: ADDRESS.toLowerCase() }, 'address'],
    [{ order_id: 'ORDER_1234' }, 'orderId'],
    [{ order_id: null }, 'orderId'],
  ])('with %j is never shown', (over, reason) => {
    expect(created(over)).toEqual({ ok: false, error: { code: 'unsafeCharge', reason } })
  })

  it.each<[object, string]>([
    [{ pay_amount: '50' }, '50.000000'],
    [{ pay_amount: '50.100000' }, '50.100000'],
    [{ pay_amount: 50.0134, payment_id: '123', amount: null }, '50.013400'],
  ])('with %j is as good', (over, asked) => {
    expect(created(over)).toMatchObject({ ok: true, value: { asked, chargeId: '123' } })
  })

  it.each([
    { payment: PAYMENT },
    { ok: false, payment: PAYMENT },
    { ok: true, ...PAYMENT },
    { ok: true, payment: { ...PAYMENT, address: null } },
  ])('is none without the vendor’s yes and every field: %j', (reply) => {
    expect(readBody(CreatedReply, JSON.stringify(reply)).ok).toBe(false)
  })
})

describe('the end of a payment', () => {
  it.each([
    ['2026-07-01 18:30:00', '2026-07-01T18:30:00.000Z'],
    // Written in another zone than UTC: over before it began, which would withdraw the QR at once.
    ['2026-07-01 14:30:00', '2026-07-01T18:15:00.000Z'],
    ['2026-07-01 18:00:00', '2026-07-01T18:15:00.000Z'],
    ['soon', '2026-07-01T18:15:00.000Z'],
    [null, '2026-07-01T18:15:00.000Z'],
  ])('said as %j is taken for %s', (said, expiry) => {
    expect(gatewayExpiry(said, NOW)).toBe(expiry)
  })
})

describe('a look', () => {
  const paid = { ...PAYMENT, status: 'paid', txid: 'a'.repeat(64), paid_at: '2026-07-01 18:04:12' }
  const expected = {
    chargeId: '123',
    status: 'finished',
    vendorStatus: 'paid',
    parentChargeId: null,
    childChargeIds: [],
    orderId: 'ORDER_12345',
    coin: 'usdttrc20',
    address: ADDRESS,
    asked: '50.013400',
    received: '50.013400',
    outcome: null,
    outcomeCoin: null,
    transactionId: 'a'.repeat(64),
    gatewayUpdatedAt: null,
  }

  it.each([
    ['wrapped', { ok: true, payment: paid }],
    ['flat', { ok: true, ...paid }],
    ['bare', paid],
  ])('reads the same %s', (_shape, reply) => {
    expect(looked(reply)).toEqual({ ok: true, value: expected })
  })

  it.each([
    ['pending', 'waiting'],
    ['expired', 'expired'],
    ['failed', 'failed'],
    ['Paid', 'finished'],
    ['confirmed', 'unknown'],
    ['refunded', 'unknown'],
  ])('of %s is %s, and only paid says that money came', (word, status) => {
    expect(looked({ ...PAYMENT, status: word })).toMatchObject({
      value: { status, vendorStatus: word, received: status === 'finished' ? '50.013400' : null },
    })
  })

  it('does without what the vendor may leave out', () => {
    const { address: _address, amount: _amount, order_id: _orderId, ...little } = PAYMENT
    expect(looked(little)).toMatchObject({ ok: true, value: { address: null, orderId: null } })
  })

  it.each(['payment_id', 'status', 'pay_amount', 'currency', 'network'])('is none without %s', (field) => {
    expect(looked({ ...PAYMENT, [field]: undefined })).toEqual({ ok: false, error: `field ${field}` })
  })

  it('is none with an amount that cannot be', () => {
    expect(looked({ ...PAYMENT, pay_amount: '9e20' })).toEqual({ ok: false, error: 'field pay_amount' })
  })
})
