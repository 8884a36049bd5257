import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDueTerms } from '../../../../electron/exports/search/due-terms.ts'
import {
  createPaymentSearch,
  type PaymentSearch,
  type Sought,
} from '../../../../electron/exports/search/search.ts'
import { DUE_TERMS, SALE_TERMS, SEARCH_TABLE } from '../../../../electron/exports/search/search-table.ts'
import { type Journal, openJournal } from '../../../../electron/journal/journal.ts'
import {
  createPaymentRepository,
  type PaymentRepository,
} from '../../../../electron/payments/payment-repository.ts'
import type { Found } from '../../../../shared/contract/search.ts'
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

const ALL = Number.MAX_SAFE_INTEGER

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

const numbers = ({ rows }: Found) => rows.map(({ number }) => number)
/** The same whether its terms are in the table yet or not. */
function found(text: string, more: Omit<Sought, 'text'> = {}): number[] {
  const sought = { text, ...more }
  const whileDue = numbers(search.find(sought))
  journal.database.exec('BEGIN')
  createDueTerms(journal.database).write(ALL)
  expect([sought, numbers(search.find(sought))]).toEqual([sought, whileDue])
  journal.database.exec('ROLLBACK')
  return whileDue
}

beforeEach(() => {
  const opened = openJournal(':memory:', 'live')
  if (!opened.ok) throw new Error(opened.error.code)
  journal = opened.value
  const { database } = journal
  repository = createPaymentRepository(journal)
  search = createPaymentSearch(database)
  record(1, [intended(1, { reference: 'Table 7' }), charged(1)])
  record(2, [intended(2, { price: { minor: 1999, currency: 'EUR' } }), charged(2, OTHER_ADDRESS)])
  record(4, [intended(4, { price: { minor: 123_450, currency: 'EUR' } })])
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
    ['any word of its reference', '17', [3]],
    ['the order id at the gateway', 'T1-3-7f3a', [3]],
    ['the order id as far as the number', 't1-2', [2]],
    ['no order id that says only which till', 'T1-', []],
    ['a price with its currency', '19.99 EUR', [2]],
    ['a price with its sign', '€19.99', [2]],
    ['an amount of USDT, which is no price', '19.99 usdt', []],
    ['an amount of USDT, said so', `${ASKED} USDT`, [2, 1]],
    ['a price in another currency', '19.99 USD', []],
    ['a price with its thousands grouped', '1,825', [3]],
    ['a price grouped, with decimals', '1.234,50', [4]],
    ['digits of another script', '١٩٫٩٩', [2]],
  ])('by %s', (_what, typed, expected) => {
    expect(found(typed)).toEqual(expected)
  })

  test('by who charged it, by the beginning of any of their names', () => {
    const [maria, omar] = [
      { id: 'm', name: 'Maria López' },
      { id: 'o', name: 'عمر' },
    ]
    record(10, [intended(10, { cashier: maria })])
    record(11, [intended(11, { cashier: omar })])
    record(12, [intended(12, { cashier: maria })])
    const people = [maria, omar]
    expect(found('lóp', { people })).toEqual([12, 10])
    expect(found('عم', { people })).toEqual([11])
    expect(found('ria', { people })).toEqual([])
    expect(found('maria')).toEqual([])
  })

  test('by the goods, as they stand on the screen, by what was typed and by what was paid', () => {
    const plain = { taxes: null, note: null, tip: null, discount: null }
    const tip = { minor: 274, basisPoints: 1500 }
    const tipped = { ...plain, subtotal: 2555, goods: 2555, tip, total: 2829 }
    const discount = { minor: 500, basisPoints: null }
    const both = { ...plain, subtotal: 3055, discount, goods: 2555, tip, total: 2829 }
    record(20, [intended(20, { price: { minor: 2829, currency: 'EUR' }, sale: tipped })])
    record(21, [intended(21, { price: { minor: 2829, currency: 'EUR' }, sale: both }), charged(21)])
    record(22, [intended(22, { price: { minor: 2829, currency: 'EUR' } })])
    expect(found('25.55')).toEqual([21, 20])
    expect(found('30.55 EUR')).toEqual([21])
    expect(found('28.29')).toEqual([22, 21, 20])
    expect(found('25.55 USD')).toEqual([])
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

test('nothing is found by what nobody has, or by signs that a search could stumble over', () => {
  for (const typed of ['nobody', "'", '%', '_', '"; DROP TABLE payments', '0.00', 'T']) {
    expect([typed, found(typed).filter((number) => typed !== 'T' || number === 0)]).toEqual([typed, []])
  }
})

test('while nothing is typed, the newest are found', () => {
  expect(found('')).toEqual([4, 3, 2, 1])
  expect(found('  ', { before: 3 })).toEqual([2, 1])
  expect(found('', { limit: { kind: 'day', day: '1999-01-01' } })).toEqual([])
  expect(found('', { limit: { kind: 'receipt' } })).toEqual([])
})

describe('of many', () => {
  beforeEach(() => {
    for (let number = 100; number < 212; number += 1) {
      record(number, [intended(number, { reference: 'Same', createdAt: at(number) })])
    }
  })

  test('the newest come first, fifty at a time, until the last', () => {
    const pages: number[][] = []
    let before: number | null = null
    for (;;) {
      const { rows, hasMore }: Found = search.find({ text: 'same', before })
      pages.push(rows.map(({ number }) => number))
      before = rows.at(-1)?.number ?? null
      if (!hasMore) break
    }
    expect(pages.map(({ length }) => length)).toEqual([50, 50, 12])
    expect(pages.flat()).toEqual(Array.from({ length: 112 }, (_, index) => 211 - index))
  })

  test('those of another currency with the same minor units are no gap in the list', () => {
    const yen = { minor: 1825, currency: 'JPY' } as const
    for (let number = 300; number < 400; number += 1) record(number, [intended(number, { price: yen })])
    expect(found('18.25').slice(0, 2)).toEqual([211, 210])
    expect(found('18.25')).toHaveLength(50)
  })

  test('only what may be found is, by whatever is asked for, and however many others are newer', () => {
    const [mine, maria] = ['2026-11-20', { id: 'm', name: 'Maria' }]
    record(90, [intended(90, { reference: 'Same', day: mine, cashier: maria }), charged(90)])
    const limit = { kind: 'day', day: mine } as const
    for (const typed of ['same', '0090', '18.25', ASKED, ADDRESS, 'maria']) {
      expect([typed, found(typed, { limit, people: [maria] })]).toEqual([typed, [90]])
    }
    expect(found('0001', { limit })).toEqual([])
    expect(found('same', { limit: { kind: 'day', day: '2026-11-19' } })).toEqual([])
    // None of them has ended: whatever the last Z was, they are open.
    expect(found('same', { limit: { kind: 'sinceZ', z: 7 } })).toHaveLength(50)
  })
})

test('a table that is made for payments of before, or computed anew, finds them all the same', () => {
  expect(repository.rebuild().ok).toBe(true)
  expect(found('table')).toEqual([3, 1])
  const tip = { minor: 175, basisPoints: null }
  const sale = { subtotal: 1825, discount: null, taxes: null, goods: 1825, tip, total: 2000, note: null }
  record(5, [intended(5, { price: { minor: 2000, currency: 'EUR' }, sale })])
  const copy = new DatabaseSync(':memory:')
  copy.exec('CREATE TABLE payments (number INTEGER, body TEXT)')
  const insert = copy.prepare('INSERT INTO payments VALUES (?, ?)')
  for (const payment of repository.recent(10)) insert.run(payment.number, JSON.stringify(payment))
  copy.exec(
    `CREATE INDEX payments_by_address ON payments (number); ${SEARCH_TABLE}; ${SALE_TERMS}; ${DUE_TERMS}`,
  )
  const terms = (database: DatabaseSync) =>
    database.prepare('SELECT * FROM payment_terms ORDER BY kind, term, number').all()
  expect(terms(journal.database)).not.toEqual(terms(copy))
  expect(createDueTerms(journal.database).write(ALL)).toBe(false)
  expect(terms(journal.database)).toEqual(terms(copy))
  copy.close()
})

describe('terms that are due', () => {
  const due = () =>
    journal.database
      .prepare('SELECT number FROM terms_due')
      .all()
      .map(({ number }) => number)

  test('are of what an event changed, and are written a few at a time, the oldest first', () => {
    expect(due()).toEqual([1, 2, 3, 4])
    const terms = createDueTerms(journal.database)
    expect(terms.write(3)).toBe(true)
    expect(due()).toEqual([4])
    expect(terms.write(3)).toBe(false)
    expect(terms.write(3)).toBe(false)
    record(1, [looked(1, { status: 'confirming', received: '0.000000' })])
    expect(due()).toEqual([])
    record(1, [looked(1, { status: 'finished' })])
    expect(due()).toEqual([1])
  })

  test('that cannot be written are due as before', () => {
    const terms = createDueTerms(journal.database)
    journal.database.exec('PRAGMA query_only = ON')
    expect(() => terms.write(ALL)).toThrow()
    journal.database.exec('PRAGMA query_only = OFF')
    expect(journal.database.isTransaction).toBe(false)
    expect(due()).toEqual([1, 2, 3, 4])
    expect(found('19.99')).toEqual([2])
  })

  test('are looked at where an address or a transaction of the shop is asked for', () => {
    record(1, [looked(1, { status: 'finished', transactionId: 'Ab12' })])
    const known = () => [
      repository.isOwnAddress(OTHER_ADDRESS),
      repository.isOwnAddress(OTHER_ADDRESS.toLowerCase()),
      repository.hasTransaction('Ab12'),
      repository.hasTransaction('ab12'),
    ]
    expect(known()).toEqual([true, false, true, false])
    createDueTerms(journal.database).write(ALL)
    expect(known()).toEqual([true, false, true, false])
  })
})
