import { describe, expect, it } from 'vitest'
import { isSibling } from '../../../../shared/payment/evidence.ts'
import { openMatters } from '../../../../shared/payment/matters.ts'
import type { ChargedPayment, Observation } from '../../../../shared/payment/payment.ts'
import { isSold } from '../../../../shared/payment/questions.ts'
import { transition } from '../../../../shared/payment/transition.ts'
import { aPayment } from '../../../support/views.ts'

const INVOICE = { id: '4522625843', url: 'https://nowpayments.io/payment/?iid=4522625843' }
const plain = aPayment()
const payment: ChargedPayment = { ...plain, charge: { ...plain.charge, invoice: INVOICE } }

const sibling: Observation = {
  chargeId: '9990001',
  status: 'finished',
  vendorStatus: 'finished',
  parentChargeId: null,
  childChargeIds: [],
  orderId: payment.orderId,
  coin: 'usdttrc20',
  address: 'TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE',
  asked: payment.charge.asked,
  received: payment.charge.asked,
  outcome: null,
  outcomeCoin: null,
  transactionId: 'aa'.repeat(32),
  gatewayUpdatedAt: null,
  invoiceId: INVOICE.id,
}
const noted = (seen: Observation, of: ChargedPayment = payment) =>
  transition(of, {
    kind: 'childObserved',
    at: payment.createdAt,
    observation: seen,
    raw: '{}',
  }) as ChargedPayment

describe('another payment of the invoice', () => {
  it('is one by invoice, order id, and having no parent', () => {
    expect(isSibling(payment, sibling)).toBe(true)
  })

  it.each<[string, Partial<Observation>]>([
    ['of another invoice', { invoiceId: '1' }],
    ['with another order id', { orderId: 'T1-119' }],
    ['without an order id', { orderId: null }],
    ['that has a parent', { parentChargeId: '5' }],
    ['that is the payment’s own charge', { chargeId: payment.charge.chargeId }],
  ])('%s is none, and changes nothing', (_what, change) => {
    const other = { ...sibling, ...change }
    expect(isSibling(payment, other)).toBe(false)
    expect(noted(other)).toBe(payment)
  })

  it('without an invoice is none, whichever of the two has none', () => {
    const { invoiceId: _none, ...silent } = sibling
    expect(noted(silent)).toBe(payment)
    expect(noted(sibling, plain)).toBe(plain)
    expect(noted(silent, plain)).toBe(plain)
  })
})

describe('what it means', () => {
  it.each(['awaiting', 'expired', 'cancelled', 'seen', 'short'] as const)(
    'never completes a sale, paid in full while the payment is %s',
    (status) => {
      const after = noted(sibling, { ...payment, status })
      expect(after).toMatchObject({ status, received: payment.received, paidAt: null, settlement: null })
      expect(isSold(after)).toBe(false)
      expect(after.remarks).toContain('repeated')
      expect(openMatters(after)).toContainEqual({
        kind: 'repeated',
        key: 'repeated 9990001',
        usdt: BigInt(payment.charge.asked.replace('.', '')),
      })
    },
  )

  it('in another coin is a wrong asset, and no USDT', () => {
    const after = noted({ ...sibling, coin: 'trx' })
    expect(after.remarks).toEqual(['wrongAsset'])
    expect(openMatters(after)).toEqual([{ kind: 'wrongAsset', key: 'wrongAsset 9990001', usdt: 0n }])
  })

  it('is noted once, moves forward only, and repeating it changes nothing', () => {
    const after = noted(sibling)
    expect(noted(sibling, after)).toBe(after)
    expect(noted({ ...sibling, status: 'confirming' }, after)).toBe(after)
    expect(after.childChargeIds).toEqual(['9990001'])
    const early = noted({ ...sibling, status: 'confirming', received: null })
    expect(noted(sibling, early).children).toEqual(after.children)
  })
})
