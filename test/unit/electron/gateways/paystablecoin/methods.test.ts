import { describe, expect, it } from 'vitest'
import { readBody } from '../../../../../electron/gateways/http/body.ts'
import {
  limitError,
  ownMethod,
  type PaymentMethod,
  toMethods,
} from '../../../../../electron/gateways/paystablecoin/methods.ts'
import { MethodsReply } from '../../../../../electron/gateways/paystablecoin/wire.ts'

const method = (cryptoCurrency: string, network: string, over: object = {}) => ({
  ...{ cryptoCurrency, network, networkDisplayName: `${network} Network` },
  ...{ minAmount: '1', maxAmount: '100000', estimatedConfirmationTimeSec: 60, displayOrder: 1, ...over },
})

function offered(...data: object[]): readonly PaymentMethod[] {
  const read = readBody(MethodsReply, JSON.stringify({ code: '00000', data }))
  if (!read.ok) throw new Error(read.error)
  const methods = toMethods(read.value)
  return methods.ok ? methods.value : []
}

describe('the ways of paying', () => {
  it('come in the vendor’s order, those without a place last', () => {
    const methods = offered(
      method('USDT', 'bsc', { displayOrder: undefined }),
      method('USDC', 'base', { displayOrder: 10 }),
      method('USDT', 'eth', { displayOrder: null }),
      method('USDT', 'tron', { displayOrder: '2' }),
      method('USD1', 'bsc', { displayOrder: 2 }),
    )
    expect(methods.map(({ coin }) => coin)).toEqual([
      'usdttrc20',
      'usd1-bsc',
      'usdc-base',
      'usdt-bsc',
      'usdt-eth',
    ])
  })

  it('are known to people by the vendor’s name for the network', () => {
    const [tron, bsc] = offered(method('USDT', 'tron'), method('USDT', 'bsc', { networkDisplayName: null }))
    expect([tron?.networkName, bsc?.networkName]).toEqual(['tron Network', 'bsc'])
  })

  it.each<[string, string]>([
    ['USDT', 'tron'],
    ['usdt', 'TRON'],
  ])('hold ours as %s on %s', (currency, network) => {
    expect(ownMethod(offered(method('USDC', 'tron'), method(currency, network)))).toMatchObject({
      ok: true,
      value: { coin: 'usdttrc20', currency, network },
    })
  })

  it.each([[[]], [[method('USDC', 'tron'), method('USDT', 'bsc'), method('USDT', 'tron-nile')]]])(
    'may not hold ours at all',
    (data) => {
      expect(ownMethod(offered(...data))).toEqual({ ok: false, error: { code: 'methodNotOffered' } })
    },
  )
})

describe('the limits of a method', () => {
  const [own] = offered(method('USDT', 'tron', { minAmount: '5.5', maxAmount: '20.0000009' }))
  const [boundless] = offered(method('USDT', 'tron', { minAmount: null, maxAmount: undefined }))

  it.each([
    [5_499_999n, { code: 'amountTooSmall', minimumUsdt: '5.500000', minimumPrice: null, currency: 'EUR' }],
    [5_500_000n, null],
    [20_000_000n, null],
    [20_000_001n, { code: 'amountTooLarge', maximum: '20.000000', currency: 'USDT' }],
  ])('say of %s micro-USDT %j', (usdt, error) => {
    expect(own && limitError(own, usdt, 'EUR')).toEqual(error)
  })

  it('keep nothing out where none are named', () => {
    expect(boundless && limitError(boundless, 1n, 'EUR')).toBeNull()
    expect(boundless && limitError(boundless, 10n ** 15n, 'EUR')).toBeNull()
  })
})
