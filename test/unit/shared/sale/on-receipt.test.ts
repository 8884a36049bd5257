import { describe, expect, it } from 'vitest'
import { saleOnReceipt } from '../../../../shared/sale/on-receipt.ts'
import { anId, aPayment, at } from '../../../support/builders.ts'

const ANA = { id: 'ana', name: 'Ana' }
const BEN = { id: 'ben', name: 'Ben' }
const FIRST = aPayment({ status: 'cancelled', number: 118, cashier: ANA, shift: 1 })

describe('a receipt', () => {
  it('names who sold it, when and in which shift, also where somebody else had asked for the sale before', () => {
    const again = aPayment({
      ...{ status: 'paid', number: 119, id: anId(2), cashier: BEN, shift: 2, createdAt: at(900) },
    })
    expect(saleOnReceipt([FIRST, again])).toBe(again)
    expect(saleOnReceipt([again, FIRST])).toBe(again)
  })

  it('of a sale in two payments names the one that it began with', () => {
    const short = aPayment({
      ...{ status: 'short', number: 118, cashier: ANA },
      settlement: { how: 'toppedUp', at: at(900), by: 'till', reason: null },
    })
    const rest = aPayment({ status: 'paid', number: 119, id: anId(2), topUpOf: short.id, cashier: BEN })
    expect(saleOnReceipt([rest, short])).toBe(short)
  })

  it('of what is not paid names the first that asked for it', () => {
    const again = aPayment({ status: 'expired', number: 119, id: anId(2), cashier: BEN })
    expect(saleOnReceipt([again, FIRST])).toBe(FIRST)
  })
})
