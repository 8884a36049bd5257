import { describe, expect, it } from 'vitest'
import { partsOnReceipt } from '../../../renderer/features/history/receipt-sale.ts'
import { plainSale } from '../../../shared/sale/details.ts'
import { aPayment, at } from '../../support/builders.ts'

describe('a receipt', () => {
  it('has the tip that was given', () => {
    const sale = {
      ...plainSale({ minor: 10_000, currency: 'EUR' }),
      tip: { minor: 1000, basisPoints: 1000 },
      total: 11_000,
    }
    const price = { minor: 11_000, currency: 'EUR' } as const
    const settlement = { how: 'toppedUp', at: at(900), by: 'till', reason: null, missing: 500 } as const
    expect(partsOnReceipt(aPayment({ status: 'short', sale, price, settlement }))?.tip?.minor).toBe(500)
    expect(partsOnReceipt(aPayment({ status: 'expired', sale, price }))?.tip?.minor).toBe(1000)
  })
})
