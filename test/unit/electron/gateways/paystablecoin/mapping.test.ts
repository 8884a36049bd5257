import { describe, expect, it } from 'vitest'
import { readBody } from '../../../../../electron/gateways/http/body.ts'
import {
  expiryFrom,
  orderBody,
  toCharge,
  toObservation,
} from '../../../../../electron/gateways/paystablecoin/mapping.ts'
import { OrderReply } from '../../../../../electron/gateways/paystablecoin/wire.ts'
import { money } from '../../../../../shared/money/money.ts'

const ADDRESS = 'TGfS8KjbY8UtJH64AikRxiUfrARdUbR22S'
const HASH = 'ab'.repeat(32)
const ASKED_EXPIRY = '2026-12-31T22:00:00Z'
const REQUEST = {
  orderId: 'ORDER_1785934800123',
  description: 'Sale 0118',
  price: money(9200, 'EUR'),
  usdt: 100_500_000n,
  callbackUrl: 'https://yoursite.com/webhook/checkout',
}

/** The vendor's own example. */
const ORDER = {
  acquiringOrderId: 'ACQ1',
  merchantOrderId: 'ORDER_1785934800123',
  status: 'PROCESSING',
  finalStatus: false,
  orderAmount: { value: '100.50', currency: 'USDT' },
  cryptoPaymentAmount: { value: '100.50', currency: 'USDT' },
  depositAddress: ADDRESS,
  network: 'tron',
  networkDisplayName: 'TRON Network',
  expiresAt: '2026-12-31T23:59:59Z',
}
const paid = (value: unknown, currency = 'USDT') => ({ cryptoPaidAmount: { value, currency } })

function order(over: object = {}) {
  const read = readBody(OrderReply, JSON.stringify({ code: '00000', data: { ...ORDER, ...over } }))
  if (!read.ok) throw new Error(read.error)
  return read.value
}
const created = (over: object = {}, networkName = 'TRON Network') =>
  toCharge(order(over), REQUEST, { expiresAt: ASKED_EXPIRY, method: { networkName } })
const looked = (over: object = {}) => toObservation(order(over))

describe('the request', () => {
  const method = {
    ...{ coin: 'usdttrc20', currency: 'USDT', network: 'tron', networkName: 'TRON Network' },
    ...{ minimum: null, maximum: null },
  }
  const details = { merchantOrderId: REQUEST.orderId, method, expiresAt: '2026-12-31T23:59:59Z' }

  it('is exactly this text', () => {
    expect(orderBody(REQUEST, details)).toBe(
      '{"merchantOrderId":"ORDER_1785934800123","orderAmount":{"value":"100.50","currency":"USDT"},' +
        '"paymentMethodType":"ON_CHAIN_TRANSFER","network":"tron","expiresAt":"2026-12-31T23:59:59Z",' +
        '"callbackUrl":"https://yoursite.com/webhook/checkout"}',
    )
  })

  it('asks in hundredths, never for less, and names no address for callbacks where there is none', () => {
    const body = orderBody({ ...REQUEST, usdt: 100_490_001n, callbackUrl: null }, details)
    expect(body).toContain('"value":"100.50"')
    expect(body).not.toContain('callbackUrl')
  })

  it('ends two hours from now, in whole seconds', () => {
    expect(expiryFrom(Date.parse('2026-12-31T21:59:59.999Z'))).toBe('2026-12-31T23:59:59Z')
  })
})

describe('a created charge', () => {
  it('is asked about by the order’s id at the vendor', () => {
    expect(created()).toEqual({
      ok: true,
      value: {
        gateway: 'paystablecoin',
        chargeId: 'ORDER_1785934800123',
        address: ADDRESS,
        coin: 'usdttrc20',
        asked: '100.500000',
        orderId: 'ORDER_1785934800123',
        gatewayExpiresAt: '2026-12-31T23:59:59.000Z',
        network: 'TRON Network',
      },
    })
  })

  it('ends when it was asked to where the vendor does not say', () => {
    expect(created({ expiresAt: null })).toMatchObject({
      value: { gatewayExpiresAt: '2026-12-31T22:00:00.000Z' },
    })
  })

  it.each<[string | null, string, string | undefined]>([
    ['TRON (TRC20)', 'Tron', 'TRON (TRC20)'],
    [null, 'Tron', 'Tron'],
    [' TRON\u202e\n Network\u0000', 'Tron', 'TRON Network'],
    ['Ethereum', 'TRON Network', undefined],
    ['', 'Polygon', undefined],
    ['TRON '.repeat(20), 'TRON Network', undefined],
  ])('of the network %j, %j is called %j', (networkDisplayName, ofMethod, network) => {
    const charge = created({ networkDisplayName }, ofMethod)
    expect(charge.ok && charge.value.network).toBe(network)
  })

  it.each<[object, string]>([
    [{ cryptoPaymentAmount: { value: '100.49', currency: 'USDT' } }, 'amount'],
    [{ cryptoPaymentAmount: { value: '102.510001', currency: 'USDT' } }, 'amount'],
    [{ cryptoPaymentAmount: { value: '0', currency: 'USDT' } }, 'amount'],
    [{ cryptoPaymentAmount: { value: '100.50', currency: 'USDC' } }, 'coin'],
    [{ network: 'bsc' }, 'coin'],
    [{ depositAddress: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t' }, 'address'],
    [{ depositAddress: `${ADDRESS}x` }, 'address'],
    [{ merchantOrderId: 'ORDER_1785934800124' }, 'orderId'],
  ])('with %j is never shown', (over, reason) => {
    expect(created(over)).toEqual({ ok: false, error: { code: 'unsafeCharge', reason } })
  })

  it('asks for what the customer has to send, which may be a little more than the price', () => {
    const over = { cryptoPaymentAmount: { value: '102.51', currency: 'USDT' } }
    expect(created(over)).toMatchObject({ value: { asked: '102.510000' } })
  })
})

describe('a look', () => {
  it.each<[object, string]>([
    [{}, 'waiting'],
    [{ cryptoPaidAmount: null }, 'waiting'],
    [paid('0'), 'waiting'],
    [paid('40'), 'confirming'],
    [{ cryptoPaymentDetail: { txHash: HASH } }, 'confirming'],
    [{ status: 'SUCCEEDED', finalStatus: true, ...paid('100.50') }, 'finished'],
    [{ status: 'Succeeded', finalStatus: undefined, ...paid('100.50') }, 'finished'],
    [{ status: 'SUCCEEDED', finalStatus: false, ...paid('100.50') }, 'confirmed'],
    [{ status: 'SUCCEEDED', finalStatus: 'false', ...paid('100.50') }, 'confirmed'],
    [{ status: 'FAILED', finalStatus: true }, 'failed'],
    [{ status: 'CLOSED', finalStatus: true }, 'expired'],
    [{ status: 'CLOSED', finalStatus: true, ...paid('40') }, 'expired'],
    [{ status: 'REFUNDED', finalStatus: true }, 'unknown'],
  ])('at %j says %s', (over, status) => {
    expect(looked(over)).toMatchObject({ ok: true, value: { status } })
  })

  it('says what came, and when, and in which transaction', () => {
    const over = {
      ...{ status: 'SUCCEEDED', finalStatus: true, paidTime: '2026-12-31T23:10:00Z' },
      ...{ cryptoPaymentDetail: { txHash: `0x${HASH.toUpperCase()}` }, ...paid('100.5000009') },
    }
    expect(looked(over)).toEqual({
      ok: true,
      value: {
        chargeId: 'ORDER_1785934800123',
        status: 'finished',
        vendorStatus: 'SUCCEEDED',
        parentChargeId: null,
        childChargeIds: [],
        orderId: 'ORDER_1785934800123',
        coin: 'usdttrc20',
        address: ADDRESS,
        asked: '100.500000',
        received: '100.500000',
        outcome: null,
        outcomeCoin: null,
        transactionId: HASH,
        gatewayUpdatedAt: '2026-12-31T23:10:00.000Z',
      },
    })
  })

  it('tells another coin from ours', () => {
    expect(looked(paid('100.50', 'USDC'))).toMatchObject({ value: { coin: 'usdctrc20' } })
    expect(looked({ network: 'bsc', ...paid('100.50') })).toMatchObject({ value: { coin: 'usdt-bsc' } })
  })

  it('takes a bare amount as well, and an order that stands at the top', () => {
    expect(looked({ cryptoPaidAmount: '7.25' })).toMatchObject({ value: { received: '7.250000' } })
    const flat = readBody(OrderReply, JSON.stringify({ code: '00000', ...ORDER }))
    expect(flat).toMatchObject({ ok: true, value: { status: 'PROCESSING' } })
  })

  it.each([
    [paid('9e20'), 'field cryptoPaidAmount'],
    [{ cryptoPaymentAmount: { value: '9e20', currency: 'USDT' } }, 'field cryptoPaymentAmount'],
  ])('at %j is none', (over, error) => {
    expect(looked(over)).toEqual({ ok: false, error })
  })

  it.each(['merchantOrderId', 'status', 'cryptoPaymentAmount', 'depositAddress', 'network'])(
    'is none without %s',
    (field) => {
      const data = { ...ORDER, [field]: undefined }
      const read = readBody(OrderReply, JSON.stringify({ code: '00000', data }))
      expect(read).toEqual({ ok: false, error: `field ${field}` })
    },
  )
})
