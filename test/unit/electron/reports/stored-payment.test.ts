import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ZodError } from 'zod'
import { createReadStored } from '../../../../electron/reports/stored-payment.ts'
import { type ChargedPayment, Payment } from '../../../../shared/payment/payment.ts'
import { aPayment } from '../../../support/builders.ts'
import { anyDay } from './day-arbitrary.ts'

describe('a stored payment', () => {
  test('is read as the full check reads it, whatever was read before', () => {
    fc.assert(
      fc.property(anyDay, (payments) => {
        const read = createReadStored()
        for (const payment of [...payments, ...payments]) {
          const body = JSON.stringify(payment)
          expect(read(body)).toEqual(Payment.parse(JSON.parse(body)))
        }
      }),
      { numRuns: 50 },
    )
  })

  test('of an older version gets what it lacks, each time', () => {
    const read = createReadStored()
    const { refunds: _refunds, repaid: _repaid, ...older } = aPayment({ status: 'paid' }) as ChargedPayment
    for (let time = 0; time < 3; time += 1) {
      expect(read(JSON.stringify(older))).toMatchObject({ refunds: [], repaid: '0.000000' })
      read(JSON.stringify(aPayment({ status: 'paid' })))
    }
  })

  test.each([
    ['an amount that is none', { received: '1e5' }],
    ['an amount that is a number', { received: 19.87 }],
    ['a price that is none', { price: { minor: 0.5, currency: 'EUR' } }],
    ['a number that is none', { number: '7' }],
    ['a charge that is none', { charge: null }],
    ['another status', { status: 'paidd' }],
    ['a field that nobody wrote', { free: true }],
  ])('with %s is damaged, also after a thousand that are whole', (_what, change) => {
    const read = createReadStored()
    const whole = aPayment({ status: 'paid' })
    read(JSON.stringify(whole))
    expect(() => read(JSON.stringify({ ...whole, ...change }))).toThrow(ZodError)
  })

  test('that is no JSON is damaged', () => {
    expect(() => createReadStored()('{"status":')).toThrow(SyntaxError)
    expect(() => createReadStored()('null')).toThrow(ZodError)
  })
})
