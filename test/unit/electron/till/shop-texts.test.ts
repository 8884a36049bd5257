import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Journal, openJournal } from '../../../../electron/journal/journal.ts'
import { verifyJournal } from '../../../../electron/journal/verify-journal.ts'
import { createPaymentRepository } from '../../../../electron/payments/payment-repository.ts'
import { foldJournal } from '../../../../electron/shifts/journal-fold.ts'
import { createShopTexts } from '../../../../electron/till/shop-texts.ts'
import type { ShopTexts } from '../../../../shared/sale/receipt-texts.ts'
import { anId, aPaymentBase, START } from '../../../support/builders.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { must } from '../../../support/paying.ts'

const OLD: ShopTexts = {
  ...{ shop: 'Corner Coffee', address: '1 Market Street', taxNumber: 'DE123', contact: '' },
  isFiscal: false,
}
const NEW: ShopTexts = { ...OLD, address: '9 Harbour Road', taxNumber: 'DE999', isFiscal: true }
const ANA = { person: { id: 'p1', name: 'Ana' } }

let journal: Journal
let inUse: ShopTexts
let logged: Record<string, unknown>[]

beforeEach(() => {
  journal = must(openJournal(':memory:', 'live'))
  inUse = OLD
  logged = []
})
afterEach(() => journal.close())

function open() {
  return createShopTexts({
    ...{ journal, mode: 'live', clock: createFakeClock() },
    log: pino({}, { write: (line: string) => void logged.push(JSON.parse(line)) }),
    settings() {
      const { shop: shopName, ...receipt } = inUse
      return { shopName, receipt }
    },
  })
}

/** As a charge does it. */
function sell(number: number): string {
  must(open().note())
  return begin(number)
}

/** As a till did it that kept no texts. */
function begin(number: number): string {
  const payment = aPaymentBase({ id: anId(number), number })
  const event = { kind: 'intended', at: START, payment, gateway: 'nowpayments' } as const
  return must(createPaymentRepository(journal).record(payment.id, event)).id
}

function write(body: string): void {
  const entry = { at: START, paymentId: null, kind: 'shopTextsSet', body }
  must(journal.append(entry, () => undefined))
}

const noted = () =>
  journal
    .entries()
    .filter(({ kind }) => kind === 'shopTextsSet')
    .map(({ body }) => JSON.parse(body))

describe('what the shop was', () => {
  it('is on record before a sale, once for as many sales as it holds', () => {
    sell(1)
    sell(2)
    expect(journal.entries().map(({ kind, paymentId }) => [kind, paymentId])).toEqual([
      ['shopTextsSet', null],
      ['intended', anId(1)],
      ['intended', anId(2)],
    ])
    expect(noted()).toEqual([{ texts: OLD }])
  })

  it('is for each sale what it was when it began, and goes back when the shop does', () => {
    const first = sell(1)
    inUse = NEW
    const second = sell(2)
    inUse = OLD
    const third = sell(3)
    expect([first, second, third].map(open().when)).toEqual([OLD, NEW, OLD])
    expect(noted()).toEqual([{ texts: OLD }, { texts: NEW }, { texts: OLD }])
  })

  it('says who changed it, and a change that is on record is not recorded again by the next sale', () => {
    const first = sell(1)
    inUse = NEW
    must(open().note(ANA))
    const second = sell(2)
    expect(noted()).toEqual([{ texts: OLD }, { texts: NEW, ...ANA }])
    expect([first, second].map(open().when)).toEqual([OLD, NEW])
  })

  it('is not moved by what is recorded of a payment later', () => {
    const first = sell(1)
    inUse = NEW
    sell(2)
    must(
      createPaymentRepository(journal).record(first, {
        ...{ kind: 'abandoned', at: START, reason: 'interrupted', maybe: true, raw: null },
      }),
    )
    expect(open().when(first)).toEqual(OLD)
  })

  it('is of a sale before the first record what that one says: nothing is known nearer to it', () => {
    const early = [begin(1), begin(2)]
    expect(early.map(open().when)).toEqual([null, null])
    const first = sell(3)
    inUse = NEW
    sell(4)
    expect([...early, first].map(open().when)).toEqual([OLD, OLD, OLD])
  })

  it('is not known of no sale', () => {
    sell(1)
    expect(open().when(anId(99))).toBeNull()
  })

  it('is found beside a change that no sale came to: the till was closed between them', () => {
    const first = sell(1)
    inUse = NEW
    must(open().note(ANA))
    inUse = OLD
    expect(open().when(sell(2))).toEqual(OLD)
    expect(open().when(first)).toEqual(OLD)
  })

  it('is of each journal by itself: practice and real money know nothing of each other', () => {
    const live = journal
    const first = sell(1)
    const practice = must(openJournal(':memory:', 'practice'))
    journal = practice
    inUse = NEW
    const tried = sell(1)
    expect([noted(), open().when(tried)]).toEqual([[{ texts: NEW }], NEW])
    journal = live
    expect([noted(), open().when(first)]).toEqual([[{ texts: OLD }], OLD])
    expect(open().when(sell(2))).toEqual(NEW)
    expect(noted()).toEqual([{ texts: OLD }, { texts: NEW }])
    practice.close()
  })

  it('leaves a journal that verifies and folds as before', () => {
    sell(1)
    inUse = NEW
    sell(2)
    expect(verifyJournal(journal.database).fault).toBeNull()
    expect(foldJournal(journal.database)).toMatchObject({ fault: null, shifts: { lastShift: 0 } })
    const repository = createPaymentRepository(journal)
    must(repository.rebuild())
    expect(repository.replay()).toEqual([...repository.recent(9)].reverse())
  })

  it('cannot be recorded where the journal is not written: then nothing is sold', () => {
    journal.database.exec('PRAGMA query_only = ON')
    expect(open().note()).toMatchObject({ ok: false, error: { code: 'journalUnavailable' } })
  })
})

describe('a record that somebody spoilt', () => {
  const { taxNumber: _, ...withoutNumber } = OLD
  it.each([
    ['no JSON', '{"texts":'],
    ['nothing', 'null'],
    ['another form', '{"address":"1 Market Street"}'],
    ['a text missing', JSON.stringify({ texts: withoutNumber })],
    ['a number for a text', JSON.stringify({ texts: { ...OLD, address: 1 } })],
    ['a text without end', JSON.stringify({ texts: { ...OLD, address: 'x'.repeat(100_000) } })],
  ])('is as none, is said once, and the next sale has its own: %s', (_what, body) => {
    const early = begin(1)
    write(body)
    const texts = open()
    const first = begin(2)
    expect([early, first, first].map(texts.when)).toEqual([null, null, null])
    expect(logged).toMatchObject([{ mode: 'live', seq: 2 }])
    expect(texts.when(sell(3))).toEqual(OLD)
    expect([early, first].map(texts.when)).toEqual([null, null])
  })
})

it('is found by an index, however long the journal', () => {
  const asked: string[] = []
  const prepare = journal.database.prepare.bind(journal.database)
  journal.database.prepare = (sql) => {
    asked.push(sql)
    return prepare(sql)
  }
  open()
  const plans = asked.map((sql) =>
    prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...(sql.includes('?') ? [1] : []))
      .map(({ detail }) => detail),
  )
  expect(plans).toEqual([
    ['SCAN events USING INDEX events_of_shop_texts'],
    ['SEARCH events USING COVERING INDEX events_by_payment (payment_id=?)'],
    ['SEARCH events USING INDEX events_of_shop_texts (seq<?)'],
    ['SEARCH events USING INDEX events_of_shop_texts (seq>?)'],
  ])
})
