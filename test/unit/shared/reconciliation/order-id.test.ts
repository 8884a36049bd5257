import { expect, test } from 'vitest'
import { orderNameOf, tillOfOrder } from '../../../../shared/reconciliation/order-id.ts'

test('a till stands in its order ids with its number, and two of one name are two', () => {
  expect(orderNameOf('Till 1', 2)).toBe('T02-Till1')
  expect(orderNameOf('Till 1', 31)).toBe('T31-Till1')
  expect(orderNameOf('الصندوق', 7)).toBe('T07-Till')
  expect(orderNameOf('Till 1', null)).toBe('Till1')
})

test.each([
  ['T02-Till1-0118-k3m9xq2p', 'T02-Till1'],
  ['T99-GroundFloorW-20118-k3m9xq2p', 'T99-GroundFloorW'],
  ['Till1-0118-k3m9xq2p', 'Till1'],
  ['T02-0118-k3m9xq2p', 'T02'],
  ['T2-Till1-0118-k3m9xq2p', undefined],
  ['T02-T03-Till1-0118-k3m9xq2p', undefined],
  ['order 17', undefined],
])('%s is of %s', (orderId, till) => {
  expect(tillOfOrder(orderId)).toBe(till)
})
