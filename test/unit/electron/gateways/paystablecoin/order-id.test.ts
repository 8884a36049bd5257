import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  fromMerchantOrderId,
  MerchantOrderId,
  toMerchantOrderId,
} from '../../../../../electron/gateways/paystablecoin/order-id.ts'

describe('an order’s id at the vendor', () => {
  it.each([
    ['POS1-000123', 'POS1-000123_____'],
    ['T-0118-abcd2345', 'T-0118-abcd2345_'],
    ['Till-0118-abcd2345', 'Till-0118-abcd2345'],
    ['a_b', 'a_b_____________'],
    ['x'.repeat(64), 'x'.repeat(64)],
  ])('of %s is %s', (orderId, id) => {
    expect(toMerchantOrderId(orderId)).toBe(id)
    expect(fromMerchantOrderId(id)).toBe(orderId)
  })

  it('is one the vendor takes, and leads back to the same order, whichever that is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{0,63}[A-Za-z0-9-]$/), (orderId) => {
        const id = toMerchantOrderId(orderId)
        expect(id).toMatch(MerchantOrderId)
        expect(fromMerchantOrderId(id ?? '')).toBe(orderId)
      }),
    )
  })

  it.each(['', '_', 'POS1_', 'POS1 1', 'POS1/1', 'é', 'x'.repeat(65)])('is none for %j', (orderId) => {
    expect(toMerchantOrderId(orderId)).toBeUndefined()
  })
})
