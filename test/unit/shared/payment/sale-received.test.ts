import { expect, test } from 'vitest'
import { saleReceived } from '../../../../shared/payment/sale.ts'
import { aPayment } from '../../../support/builders.ts'

test('what arrived for a sale is of all its payments, without what the gateway gave back', () => {
  const first = aPayment({ status: 'refunded', received: '19.874210' })
  const second = aPayment({ status: 'short', received: '12.000000' })
  const rest = aPayment({ status: 'paid', received: '7.874210', topUpOf: second.id })
  expect(saleReceived([first])).toBe('0.000000')
  expect(saleReceived([first, second, rest])).toBe('19.874210')
  expect(saleReceived([aPayment({ status: 'created' })])).toBe('0.000000')
})
