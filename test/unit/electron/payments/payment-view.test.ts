import { describe, expect, it } from 'vitest'
import { qrOf, toCustomerView, toPaymentView } from '../../../../electron/payments/payment-view.ts'
import type { CustomerView } from '../../../../shared/contract/customer.ts'
import { defaultSettings } from '../../../../shared/contract/settings.ts'
import type { Mode } from '../../../../shared/mode.ts'
import type { Payment } from '../../../../shared/payment/payment.ts'
import {
  ADDRESS,
  aChargedPayment,
  anId,
  aPayment,
  at,
  EXPIRES_AT,
  ON_CHAIN,
} from '../../../support/builders.ts'

const NOW = Date.parse(at(60))
const UNCHECKED = { checkedAt: null, error: null }

function viewOf(payment: Payment, change: { sale?: Payment[]; isCurrent?: boolean; minimum?: bigint } = {}) {
  const { sale = [payment], isCurrent = true, minimum } = change
  return toPaymentView({ payment, sale, check: UNCHECKED, mode: 'live', now: NOW, isCurrent, minimum })
}

function customerOf(payment: Payment | null, sale?: Payment[], now = NOW): CustomerView {
  const view = payment === null ? null : viewOf(payment, sale ? { sale } : {})
  return toCustomerView(view, defaultSettings('UTC'), 'live', 1, now)
}

const settled = { how: 'accepted', at: at(200), by: 'owner', reason: 'a good customer' } as const

describe('the QR', () => {
  it.each<[Mode, string]>([
    ['live', ADDRESS],
    ['sandbox', ADDRESS],
    ['practice', `practice:${ADDRESS}`],
  ])('in %s mode holds %s', (mode, text) => {
    expect(qrOf(aPayment({ status: 'awaiting' }), mode, NOW)).toBe(text)
  })

  it('is gone with its time, with the deposit, and without a charge', () => {
    expect(qrOf(aPayment({ status: 'awaiting' }), 'live', Date.parse(EXPIRES_AT))).toBeNull()
    expect(qrOf(aPayment({ status: 'seen' }), 'live', NOW)).toBeNull()
    expect(qrOf(aPayment({ status: 'awaiting', onChain: ON_CHAIN }), 'live', NOW)).toBeNull()
    expect(qrOf(aPayment({ status: 'created' }), 'live', NOW)).toBeNull()
  })

  it('is only on the screens, never beside them', () => {
    expect(viewOf(aPayment({ status: 'awaiting' }), { isCurrent: false }).qr).toBeNull()
  })
})

describe('what the customer sees', () => {
  const screens: readonly [string, Payment | null, CustomerView['kind']][] = [
    ['nothing', null, 'idle'],
    ['a payment being opened', aPayment({ status: 'created' }), 'idle'],
    ['one that came to nothing', aPayment({ status: 'abandoned' }), 'idle'],
    ['a QR', aPayment({ status: 'awaiting' }), 'due'],
    ['a deposit', aPayment({ status: 'seen' }), 'seen'],
    ['a deposit that only the chain shows', aPayment({ status: 'awaiting', onChain: ON_CHAIN }), 'seen'],
    ['the same when its time is over', aPayment({ status: 'expired', onChain: ON_CHAIN }), 'seen'],
    ['its confirmation', aPayment({ status: 'confirmed' }), 'seen'],
    ['its way to the shop', aPayment({ status: 'sending' }), 'seen'],
    ['goods given early', aChargedPayment({ status: 'confirmed', releasedAt: at(90) }), 'accepted'],
    ['paid', aPayment({ status: 'paid' }), 'paid'],
    ['paid and taken back', aChargedPayment({ status: 'refunded', remarks: ['reversed'] }), 'trouble'],
    ['too little', aPayment({ status: 'short' }), 'short'],
    ['too little, taken as it is', aChargedPayment({ status: 'short', settlement: settled }), 'accepted'],
    ['expired', aPayment({ status: 'expired' }), 'expired'],
    ['cancelled', aPayment({ status: 'cancelled' }), 'expired'],
    ['late money', aChargedPayment({ status: 'expired', remarks: ['late'] }), 'trouble'],
    [
      'late money, given',
      aChargedPayment({ status: 'expired', remarks: ['late'], settlement: settled }),
      'accepted',
    ],
    ['failed', aPayment({ status: 'failed' }), 'trouble'],
    ['sent back', aPayment({ status: 'refunded' }), 'trouble'],
    ['another coin on the way', aChargedPayment({ status: 'seen', remarks: ['wrongAsset'] }), 'trouble'],
    ['what does not match', aChargedPayment({ status: 'expired', remarks: ['mismatch'] }), 'trouble'],
  ]

  it.each(screens)('of %s', (_name, payment, kind) => {
    expect(customerOf(payment).kind).toBe(kind)
  })

  it('of a deposit says who told of it', () => {
    expect(customerOf(aPayment({ status: 'seen', onChain: ON_CHAIN }))).toMatchObject({ by: 'gateway' })
    expect(customerOf(aPayment({ status: 'awaiting', onChain: ON_CHAIN }))).toMatchObject({ by: 'chain' })
  })

  it('a QR whose time is over as expired, whatever the record says yet', () => {
    expect(customerOf(aPayment({ status: 'awaiting' }), undefined, Date.parse(EXPIRES_AT)).kind).toBe(
      'expired',
    )
    const payment = aPayment({ status: 'awaiting' })
    const hidden = toCustomerView(
      viewOf(payment, { isCurrent: false }),
      defaultSettings('UTC'),
      'live',
      1,
      NOW,
    )
    expect(hidden.kind).toBe('expired')
  })

  it('of a charge with the gateway’s name for the network, and with an amount that has to be exact', () => {
    const payment = aChargedPayment({ status: 'awaiting' })
    expect(customerOf(payment)).toMatchObject({ network: null, isExact: false })
    const charge = { ...payment.charge, network: 'TRON Network', isExact: true } as const
    expect(customerOf({ ...payment, charge })).toMatchObject({ network: 'TRON Network', isExact: true })
  })

  it('of a rest: what is to be paid now, said to be a rest; and once paid, the whole sale', () => {
    const short = aChargedPayment({ status: 'short', number: 118 })
    const price = { minor: 92, currency: 'EUR' } as const
    const rest = { number: 119, topUpOf: anId(118), saleId: short.saleId, price }
    const due = aChargedPayment({ status: 'awaiting', ...rest })
    expect(customerOf(due, [short, due])).toMatchObject({ kind: 'due', isRest: true, price })
    const paid = aChargedPayment({ status: 'paid', ...rest })
    expect(customerOf(paid, [short, paid])).toMatchObject({ kind: 'paid', price: short.price })
  })
})

describe('the rest of a short payment', () => {
  const short = aChargedPayment({ status: 'short' })

  it('is offered with its price and amount', () => {
    const { rest, choices } = viewOf(short, { minimum: 1_000_000n })
    expect(rest).toEqual({ price: { minor: 92, currency: 'EUR' }, usdt: '1.000000', minimumUsdt: null })
    expect(choices[0]).toBe('topUp')
  })

  it('below the gateway’s minimum is said to be, and not offered', () => {
    const { rest, choices } = viewOf(short, { minimum: 9_000_000n })
    expect(rest?.minimumUsdt).toBe('9.000000')
    expect(choices).toEqual(['accepted', 'owed', 'handed'])
  })

  it('is none of what is paid, settled, or asked for already', () => {
    expect(viewOf(aPayment({ status: 'paid' })).rest).toBeNull()
    expect(viewOf(aChargedPayment({ status: 'short', settlement: settled })).rest).toBeNull()
    const due = aChargedPayment({ status: 'awaiting', number: 119, topUpOf: short.id, saleId: short.saleId })
    expect(viewOf(short, { sale: [short, due] }).rest).toBeNull()
  })
})
