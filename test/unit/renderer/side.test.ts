import { expect, test } from 'vitest'
import { sideOf } from '../../../renderer/features/shell/side.ts'
import { aPayment, aPaymentsState, aView } from '../../support/views.ts'

const OTHER = '0b8f3a52-6a0e-4f6e-9d5c-8a4f5f6b7c11'
const current = aView(aPayment())
const other = aView(aPayment({ id: OTHER, status: 'seen' }))
const both = aPaymentsState({ current, parked: [{ view: other, moved: false }] })

test('a payment comes before the day, and before the first choice', () => {
  expect(sideOf({ kind: 'till' }, both, true)).toEqual({ kind: 'current', view: current })
  expect(sideOf({ kind: 'till' }, both, false)).toEqual({ kind: 'current', view: current })
  const tip = { attempt: crypto.randomUUID(), goods: { minor: 1825, currency: 'EUR' as const }, offers: [] }
  expect(sideOf({ kind: 'till' }, { ...both, tip }, true)).toEqual({ kind: 'tip', question: tip })
  expect(sideOf({ kind: 'till' }, aPaymentsState(), true)).toEqual({ kind: 'today' })
  expect(sideOf({ kind: 'till' }, aPaymentsState(), false)).toEqual({ kind: 'welcome' })
})

test('what is asked for comes before the current payment', () => {
  expect(sideOf({ kind: 'exceptions' }, both, true)).toEqual({ kind: 'exceptions' })
  expect(sideOf({ kind: 'parked', paymentId: OTHER }, both, true)).toEqual({ kind: 'parked', view: other })
  expect(sideOf({ kind: 'history', paymentId: OTHER }, both, true)).toEqual({
    kind: 'history',
    paymentId: OTHER,
  })
})

test('a parked payment that is gone gives way to the current one', () => {
  const without = aPaymentsState({ current })
  expect(sideOf({ kind: 'parked', paymentId: OTHER }, without, true)).toEqual({
    kind: 'current',
    view: current,
  })
})
