import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { GENESIS, hashOf } from '../../../../electron/journal/chain.ts'
import { openJournal } from '../../../../electron/journal/journal.ts'
import { MIGRATIONS } from '../../../../electron/journal/migrations.ts'
import { isProjected } from '../../../../electron/journal/projection.ts'
import { createPaymentRepository } from '../../../../electron/payments/payment-repository.ts'
import { checkTable } from '../../../../electron/payments/table-check.ts'
import { createBookTables } from '../../../../electron/shifts/book-tables.ts'
import { NO_PEOPLE } from '../../../../shared/people/caller.ts'
import { aCharge, anId, aPaymentBase, at, EXPIRES_AT, observed } from '../../../support/builders.ts'
import { must } from '../../../support/paying.ts'
import { openKeptTill } from '../shifts/kept-till.ts'

// A file as the first version left it: fewer columns, and events without the fields that came later.

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usdtill-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function anOldJournal(): string {
  const file = join(folder, 'practice.sqlite')
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA journal_mode = WAL; ${MIGRATIONS[0]}; PRAGMA user_version = 1`)
  const { topUpOf: _, releaseAt: __, ...payment } = aPaymentBase()
  const events = [
    { kind: 'intended', at: at(0), payment },
    { kind: 'charged', at: at(1), charge: aCharge(), expiresAt: EXPIRES_AT, raw: '{}' },
    observed({ status: 'partiallyPaid' }),
  ]
  const insert = database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)')
  let previous = GENESIS
  for (const [index, event] of events.entries()) {
    const entry = {
      seq: index + 1,
      at: event.at,
      paymentId: payment.id,
      kind: event.kind,
      body: JSON.stringify(event),
      previous,
    }
    const hash = hashOf(entry)
    insert.run(entry.seq, entry.at, entry.paymentId, entry.kind, entry.body, entry.previous, hash)
    previous = hash
  }
  const { id, saleId, number, day, createdAt } = payment
  database
    .prepare('INSERT INTO payments VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(id, saleId, number, day, 'short', createdAt, '{"of":"an older form"}')
  database.prepare("INSERT INTO meta VALUES ('mode', 'practice')").run()
  database.close()
  return file
}

describe('a journal of an older version', () => {
  it('is read, and what is computed from its events is computed anew, identical to a replay', () => {
    const opened = openJournal(anOldJournal(), 'practice')
    if (!opened.ok) throw new Error(opened.error.code)
    const journal = opened.value
    expect(isProjected(journal.database)).toBe(false)
    const repository = createPaymentRepository(journal)
    expect(repository.rebuild().ok).toBe(true)
    expect(isProjected(journal.database)).toBe(true)
    expect(repository.recent(10)).toMatchObject([
      { status: 'short', topUpOf: null, settlement: null, owed: [] },
    ])
    expect(repository.recent(10)).toEqual(repository.replay())
    expect(repository.countExceptions()).toBe(1)
    journal.close()
  })

  it('that cannot be written stays as it was', () => {
    const file = anOldJournal()
    const opened = openJournal(file, 'practice')
    if (!opened.ok) throw new Error(opened.error.code)
    opened.value.database.exec('PRAGMA query_only = ON')
    expect(createPaymentRepository(opened.value).rebuild()).toMatchObject({ ok: false })
    opened.value.database.exec('PRAGMA query_only = OFF')
    expect(isProjected(opened.value.database)).toBe(false)
    opened.value.close()
  })

  it('that could not be brought up to date is held by nobody, leaves no log beside it, and is at the next try', () => {
    const file = anOldJournal()
    const within = (sql: string) => {
      const database = new DatabaseSync(file)
      database.exec(sql)
      database.close()
    }
    // Stops it in the middle, as a disk without room does.
    within('CREATE TABLE events_anew (seq INTEGER)')
    expect(openJournal(file, 'practice')).toMatchObject({
      ok: false,
      error: { code: 'journalUnavailable' },
    })
    expect(readdirSync(folder)).toEqual(['practice.sqlite'])
    within('DROP TABLE events_anew')
    const journal = must(openJournal(file, 'practice'))
    expect(journal.entries().map(({ kind }) => kind)).toEqual(['intended', 'charged', 'observed'])
    journal.close()
  })

  it('a new one needs nothing computed', () => {
    const opened = openJournal(join(folder, 'new.sqlite'), 'practice')
    expect(opened.ok && isProjected(opened.value.database)).toBe(true)
    if (opened.ok) opened.value.close()
  })
})

it('a journal from before there were shifts has its book made from all its events', () => {
  const file = join(folder, 'live.sqlite')
  const till = openKeptTill()
  till.pay(1, NO_PEOPLE, observed({ status: 'finished' }))
  till.pay(2, NO_PEOPLE, observed({ status: 'partiallyPaid' }), { kind: 'expired', at: at(1300) })
  // Open again, and had ended once: its money was on its way when the time ran out.
  till.pay(
    3,
    NO_PEOPLE,
    { kind: 'expired', at: at(1300) },
    observed({ status: 'confirming', received: '0.000000' }),
  )
  till.pay(4, NO_PEOPLE)
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA journal_mode = WAL; ${MIGRATIONS.slice(0, 5).join(';')}; PRAGMA user_version = 5`)
  database.prepare('ATTACH ? AS today').run(till.file)
  database.exec(
    `INSERT INTO events SELECT * FROM today.events; INSERT INTO payments
     SELECT id, sale_id, number, day, status, created_at, body, attention FROM today.payments;
     INSERT INTO meta SELECT * FROM today.meta WHERE key IN ('mode', 'head');
     DETACH today; INSERT OR REPLACE INTO meta VALUES ('projection', '2')`,
  )
  database.close()
  const journal = must(openJournal(file, 'live'))
  expect(isProjected(journal.database)).toBe(false)
  must(createPaymentRepository(journal).rebuild())
  expect(checkTable(journal.database)).toEqual({ state: 'agrees', payments: 4 })
  const totals = createBookTables(journal.database).totals(1)
  expect(totals).toEqual(till.shifts().x(NO_PEOPLE).totals)
  expect(totals.carried.map(({ number }) => number)).toEqual([3, 4])
  const homes = journal.database.prepare('SELECT z FROM payments ORDER BY number').all()
  expect(homes.map(({ z }) => z)).toEqual([1, 1, 1, null])
  journal.close()
  till.close()
})

it('a journal from before a sale was found by its goods finds the sales that it has', () => {
  const file = join(folder, 'live.sqlite')
  const tip = { minor: 175, basisPoints: null }
  const sale = { subtotal: 1825, discount: null, taxes: null, goods: 1825, tip, total: 2000, note: null }
  const { id, saleId, number, day, createdAt, ...base } = aPaymentBase({ sale })
  const body = { id, saleId, number, day, createdAt, ...base, price: { minor: 2000, currency: 'EUR' } }
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA journal_mode = WAL; ${MIGRATIONS.slice(0, 6).join(';')}; PRAGMA user_version = 6`)
  database
    .prepare(
      'INSERT INTO payments (id, sale_id, number, day, status, created_at, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(id, saleId, number, day, 'created', createdAt, JSON.stringify(body))
  database.prepare("INSERT INTO meta VALUES ('mode', 'live')").run()
  const prices = (of: DatabaseSync) =>
    of
      .prepare("SELECT term FROM payment_terms WHERE kind = 'price' ORDER BY term")
      .all()
      .map(({ term }) => term)
  expect(prices(database)).toEqual(['2000'])
  database.close()
  const journal = must(openJournal(file, 'live'))
  expect(prices(journal.database)).toEqual(['1825', '2000'])
  expect(isProjected(journal.database)).toBe(true)
  journal.close()
})

it('a journal from before hashes went without an index of their own keeps its events, and keeps them unchanged', () => {
  const file = join(folder, 'live.sqlite')
  const till = openKeptTill()
  till.pay(1, NO_PEOPLE, observed({ status: 'finished' }))
  till.pay(2, NO_PEOPLE)
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA journal_mode = WAL; ${MIGRATIONS.slice(0, 8).join(';')}; PRAGMA user_version = 8`)
  database.prepare('ATTACH ? AS today').run(till.file)
  database.exec(
    `INSERT INTO events SELECT * FROM today.events; INSERT OR REPLACE INTO meta SELECT * FROM today.meta`,
  )
  const columns = database
    .prepare("SELECT group_concat(name) AS names FROM pragma_table_info('payments')")
    .get()
  database.exec(`INSERT INTO payments SELECT ${String(columns?.['names'])} FROM today.payments`)
  const all = (of: DatabaseSync) => of.prepare('SELECT * FROM events ORDER BY seq').all()
  const objects = (of: DatabaseSync) =>
    of
      .prepare(
        "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name = 'events' AND sql IS NOT NULL ORDER BY name",
      )
      .all()
      .filter(({ type }) => type !== 'table')
  const [before, objectsBefore] = [all(database), objects(database)]
  database.close()

  const journal = must(openJournal(file, 'live'))
  expect(all(journal.database)).toEqual(before)
  expect(() => journal.database.exec("UPDATE events SET body = ''")).toThrow('append-only')
  expect(() => journal.database.exec('DELETE FROM events')).toThrow('append-only')
  expect(objects(journal.database)).toEqual(expect.arrayContaining(objectsBefore))
  const repository = createPaymentRepository(journal)
  expect(repository.withStatus(['created', 'awaiting']).map(({ number }) => number)).toEqual([2])
  expect(repository.history(anId(1)).length).toBeGreaterThan(2)
  const { gateway, chargeId } = aCharge()
  expect(repository.ofCharge(gateway, chargeId)).toBeDefined()
  journal.close()
  till.close()
})

it('a journal from before an index held what is in progress knows it of a payment of every status, and goes on', () => {
  const file = join(folder, 'live.sqlite')
  const till = openKeptTill()
  const statuses = ['waiting', 'confirming', 'confirmed', 'sending', 'partiallyPaid', 'finished'] as const
  const ends = ['failed', 'refunded', 'expired', 'unknown'] as const
  for (const [index, status] of [...statuses, ...ends].entries()) {
    till.pay(index + 1, NO_PEOPLE, observed({ status, received: index === 0 ? '0.000000' : '19.874210' }))
  }
  till.pay(11, NO_PEOPLE, { kind: 'cancelled', at: at(60) })
  const payment = aPaymentBase({ number: 12, ...must(till.shifts().sellerOf(NO_PEOPLE)) })
  must(till.payments.record(payment.id, { kind: 'intended', at: at(12), payment }))

  const database = new DatabaseSync(file)
  database.exec(`PRAGMA journal_mode = WAL; ${MIGRATIONS.slice(0, 11).join(';')}; PRAGMA user_version = 11`)
  database.prepare('ATTACH ? AS today').run(till.file)
  const columns = database.prepare("SELECT group_concat(name) AS of FROM pragma_table_info('payments')").get()
  database.exec(
    `INSERT INTO events SELECT * FROM today.events; INSERT OR REPLACE INTO meta SELECT * FROM today.meta;
     INSERT INTO payments SELECT ${String(columns?.['of'])} FROM today.payments;
     INSERT INTO book_cells SELECT * FROM today.book_cells; DETACH today`,
  )
  database.close()

  const journal = must(openJournal(file, 'live'))
  expect(isProjected(journal.database)).toBe(true)
  expect(checkTable(journal.database)).toEqual({ state: 'agrees', payments: 12 })
  const repository = createPaymentRepository(journal)
  const inProgress = () =>
    repository
      .withStatus(['created', 'awaiting', 'seen', 'confirmed', 'sending'])
      .map(({ number }) => number)
      .toSorted((a, b) => a - b)
  expect(inProgress()).toEqual([1, 2, 3, 4, 10, 12])
  must(repository.record(anId(3), observed({ status: 'finished' }, 120)))
  expect(inProgress()).toEqual([1, 2, 4, 10, 12])
  expect(checkTable(journal.database).state).toBe('agrees')
  journal.close()
  till.close()
})
