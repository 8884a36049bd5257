import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createPaymentSearch, type PaymentSearch } from '../../../../electron/exports/search/search.ts'
import { SEARCH_TABLE } from '../../../../electron/exports/search/search-table.ts'
import { type Journal, openJournal } from '../../../../electron/journal/journal.ts'
import {
  createPaymentRepository,
  type PaymentRepository,
} from '../../../../electron/payments/payment-repository.ts'
import type { PaymentEvent } from '../../../../shared/payment/event.ts'
import {
  ADDRESS,
  ASKED,
  aCharge,
  anId,
  anObservation,
  aPaymentBase,
  at,
  EXPIRES_AT,
  ON_CHAIN,
  OTHER_ADDRESS,
} from '../../../support/builders.ts'

let journal: Journal
let repository: PaymentRepository
let search: PaymentSearch

/** As the till records them, one event after another. */
function record(number: number, events: readonly PaymentEvent[]): void {
  for (const event of events) {
    const recorded = repository.record(anId(number), event)
    if (!recorded.ok) throw new Error(JSON.stringify(recorded.error))
  }
}

function intended(number: number, over: Parameters<typeof aPaymentBase>[0] = {}): PaymentEvent {
  const orderId = `T1-${number}-7f3a`
  return { kind: 'intended', at: at(0), payment: aPaymentBase({ number, orderId, ...over }) }
}

function charged(number: number, address = ADDRESS): PaymentEvent {
  const charge = aCharge({ address, chargeId: String(number), orderId: `T1-${number}-7f3a` })
  return { kind: 'charged', at: at(1), charge, expiresAt: EXPIRES_AT, raw: '{}' }
}

function looked(number: number, over: Parameters<typeof anObservation>[0]): PaymentEvent {
  const observation = anObservation({ chargeId: String(number), orderId: `T1-${number}-7f3a`, ...over })
  return { kind: 'observed', at: at(60), source: 'poll', observation, raw: '{}' }
}

const found = (typed: string) => search.find(typed).map(({ number }) => number)

beforeEach(() => {
  const opened = openJournal(':memory:', 'live')
  if (!opened.ok) throw new Error(opened.error.code)
  journal = opened.value
  const { database } = journal
  repository = createPaymentRepository(journal)
  search = createPaymentSearch(database)
  record(1, [intended(1, { reference: 'Table 7' }), charged(1)])
  record(2, [intended(2, { price: { minor: 1999, currency: 'EUR' } }), charged(2, OTHER_ADDRESS)])
  record(3, [intended(3, { price: { minor: 1825, currency: 'JPY' }, reference: 'TABLE 17' })])
})
afterEach(() => journal.close())

describe('a payment is found', () => {
  test.each([
    ['its number, as people say it', '0002', [2]],
    ['its price', '19.99', [2]],
    ['a price with a comma', '19,99', [2]],
    ['a price without minor units', '1825', [3]],
    ['the USDT it asked for, newest first', ASKED, [2, 1]],
    ['its address', OTHER_ADDRESS, [2]],
    ['the beginning of an address', OTHER_ADDRESS.slice(0, 6), [2]],
    ['its reference, in any case', 'table 7', [1]],
    ['the beginning of a reference', ' tab', [3, 1]],
    ['the order id at the gateway', 'T1-3-7f3a', [3]],
  ])('by %s', (_what, typed, numbers) => {
    expect(found(typed)).toEqual(numbers)
  })

  test('by what became known later: what arrived, and every transaction of it', () => {
    const child = anObservation({ chargeId: '99', parentChargeId: '1', status: 'finished' })
    record(1, [
      { kind: 'seenOnChain', ...ON_CHAIN },
      looked(1, {
        status: 'finished',
        received: '20.500000',
        transactionId: 'A1'.repeat(32),
        childChargeIds: ['99'],
      }),
      {
        kind: 'childObserved',
        at: at(90),
        observation: { ...child, transactionId: 'b2'.repeat(32) },
        raw: '{}',
      },
    ])
    const refund = {
      id: 'r',
      standing: 'sent',
      address: OTHER_ADDRESS,
      amount: '1.000000',
      sentAt: null,
    } as const
    record(1, [{ kind: 'refund', at: at(99), refund: { ...refund, transactionId: 'd4'.repeat(32) } }])
    const transactions = ['a1'.repeat(32), 'b2'.repeat(6), ON_CHAIN.transactionId, 'd4'.repeat(32)]
    for (const typed of ['20.5', ...transactions]) expect([typed, found(typed)]).toEqual([typed, [1]])
  })
})

test('nothing is found by nothing, by what nobody has, or by signs that a search could stumble over', () => {
  for (const typed of ['', '  ', 'nobody', "'", '%', '_', '"; DROP TABLE payments', '0.00', 'T']) {
    expect([typed, found(typed).filter((number) => typed !== 'T' || number === 0)]).toEqual([typed, []])
  }
})

test('fifty of many are found, the newest', () => {
  for (let number = 100; number < 160; number += 1) record(number, [intended(number, { reference: 'Same' })])
  const numbers = found('same')
  expect([numbers.length, numbers[0]]).toEqual([50, 159])
})

test('a table that is made for payments of before, or computed anew, finds them all the same', () => {
  expect(repository.rebuild().ok).toBe(true)
  expect(found('table')).toEqual([3, 1])
  const copy = new DatabaseSync(':memory:')
  copy.exec('CREATE TABLE payments (number INTEGER, body TEXT)')
  const insert = copy.prepare('INSERT INTO payments VALUES (?, ?)')
  for (const payment of repository.recent(10)) insert.run(payment.number, JSON.stringify(payment))
  copy.exec(SEARCH_TABLE)
  const terms = (database: DatabaseSync) =>
    database.prepare('SELECT * FROM payment_terms ORDER BY kind, term, number').all()
  expect(terms(copy)).toEqual(terms(journal.database))
  copy.close()
})
