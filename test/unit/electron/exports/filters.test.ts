import { expect, test } from 'vitest'
import { passes } from '../../../../electron/exports/reading/filters.ts'
import type { Payment, PaymentStatus } from '../../../../shared/payment/payment.ts'
import { aPayment } from '../../../support/views.ts'

const goesThrough = (payment: Payment, status: PaymentStatus | 'sold') =>
  passes({ cashier: null, gateway: null, status, currency: null }, { payment, charged: null })

test('what was taken as it is counts as sold, and stays what the gateway says', () => {
  const accepted = { how: 'accepted', at: '2026-11-21T14:05:00.000Z', by: 'cashier', reason: null } as const
  const taken = aPayment({ status: 'short', received: '18.000000', settlement: accepted })
  expect([goesThrough(taken, 'sold'), goesThrough(taken, 'short'), goesThrough(taken, 'paid')]).toEqual([
    true,
    true,
    false,
  ])
  const paid = aPayment({ status: 'paid', received: '19.874210' })
  expect([goesThrough(paid, 'sold'), goesThrough(paid, 'paid')]).toEqual([true, true])
  const short = aPayment({ status: 'short', received: '18.000000' })
  expect([goesThrough(short, 'sold'), goesThrough(short, 'short')]).toEqual([false, true])
})
