import { expect, it } from 'vitest'
import { goodsAndTip } from '../../../renderer/lib/goods-and-tip.ts'
import { money } from '../../../shared/money/money.ts'
import { plainSale } from '../../../shared/sale/details.ts'
import { aPayment } from '../../support/views.ts'

// EUR 20.00 of goods and a tip of 2.00, asked for as 22 USDT.
const WITH_TIP = {
  price: money(2200, 'EUR'),
  quote: { usdt: '22.000000', source: 'nowpayments', at: '2026-11-21T14:02:00.000Z' },
  sale: { ...plainSale(money(2000, 'EUR')), tip: { minor: 200, basisPoints: 1000 }, total: 2200 },
} as const
const CHARGE = { ...aPayment().charge, asked: '22.000000' }

it('takes a price apart', () => {
  expect(goodsAndTip(aPayment(WITH_TIP))).toEqual({ goods: 2000, tip: 200 })
  expect(goodsAndTip(aPayment())).toEqual({ goods: 1825, tip: 0 })
})

it('leaves out a tip that never came', () => {
  const settlement = {
    how: 'accepted',
    at: '2026-11-21T14:05:00.000Z',
    by: 'owner',
    reason: 'regular',
  } as const
  const short = aPayment({
    ...WITH_TIP,
    ...{ charge: CHARGE, status: 'short', received: '20.500000', settlement },
  })
  expect(goodsAndTip(short)).toEqual({ goods: 2000, tip: 50 })
})
