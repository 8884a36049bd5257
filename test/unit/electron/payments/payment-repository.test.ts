import { expect, test } from 'vitest'
import { openJournal } from '../../../../electron/journal/journal.ts'
import { createPaymentRepository } from '../../../../electron/payments/payment-repository.ts'
import { aCharge, aPaymentBase, at, EXPIRES_AT, observed } from '../../../support/builders.ts'
import { must } from '../../../support/paying.ts'

const payment = aPaymentBase()
const BEGUN = { kind: 'intended', at: at(0), payment } as const
const CHARGED = { kind: 'charged', at: at(1), charge: aCharge(), expiresAt: EXPIRES_AT, raw: '{}' } as const

function aRepository() {
  const journal = must(openJournal(':memory:', 'live'))
  const repository = createPaymentRepository(journal)
  must(repository.record(payment.id, BEGUN))
  return { journal, repository }
}

test('a payment that could not be written is as it was', () => {
  const { journal, repository } = aRepository()
  journal.database.exec('PRAGMA query_only = ON')
  expect(repository.record(payment.id, CHARGED)).toMatchObject({ ok: false })
  journal.database.exec('PRAGMA query_only = OFF')
  expect(repository.find(payment.id)).toMatchObject({ status: 'created' })
  expect(must(repository.record(payment.id, CHARGED))).toMatchObject({ status: 'awaiting' })
})

test('a payment is what the table says, whoever wrote there last', () => {
  const { journal, repository } = aRepository()
  must(createPaymentRepository(journal).record(payment.id, CHARGED))
  expect(repository.find(payment.id)).toMatchObject({ status: 'awaiting' })
  const paid = must(repository.record(payment.id, observed({ status: 'finished' })))
  expect(paid).toMatchObject({ status: 'paid' })
  // The very value, and one that was read from the table, are alike.
  expect(repository.find(payment.id)).toBe(paid)
  expect(createPaymentRepository(journal).find(payment.id)).toEqual(paid)
})
