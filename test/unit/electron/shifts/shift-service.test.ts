import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPaymentRepository } from '../../../../electron/payments/payment-repository.ts'
import { checkTable } from '../../../../electron/payments/table-check.ts'
import { foldJournal } from '../../../../electron/shifts/journal-fold.ts'
import type { Report } from '../../../../shared/contract/shifts.ts'
import type { PaymentEvent } from '../../../../shared/payment/event.ts'
import { NO_PEOPLE } from '../../../../shared/people/caller.ts'
import { wholeOf } from '../../../../shared/shift/cells.ts'
import { DayClosed as ZEvent, ZHead } from '../../../../shared/shift/shift.ts'
import { ASKED, anId, at, observed } from '../../../support/builders.ts'
import { must } from '../../../support/paying.ts'
import { aCaller, type KeptTill, openKeptTill } from './kept-till.ts'

const ANA = aCaller('ana')
const BEN = aCaller('ben')
const MARA = aCaller('mara', 'manager')
const OWNER = aCaller('olga', 'owner')
const PAID = observed({ status: 'finished', received: ASKED, outcome: '19.774210', outcomeCoin: 'usdttrc20' })
const DAY_MS = 24 * 3_600_000
const HOUR_MS = 3_600_000

let till: KeptTill
beforeEach(() => {
  till = openKeptTill()
})
afterEach(() => till.close())

const shifts = () => till.shifts()
const sales = ({ totals }: Report) => wholeOf(totals.cells).sales

describe('a till without people', () => {
  it('has no shifts, and its days are closed all the same', () => {
    expect(shifts().sellerOf(NO_PEOPLE)).toEqual({ ok: true, value: { cashier: null, shift: null } })
    expect(shifts().open(null, NO_PEOPLE)).toEqual({ ok: false, error: { code: 'notNow' } })
    till.pay(1, NO_PEOPLE, PAID)
    const z = must(shifts().closeDay(anId(1), NO_PEOPLE))
    expect(z).toMatchObject({ kind: 'z', number: 1, by: null, shop: 'Shop', shifts: [], people: [] })
    expect(sales(z)).toBe(1)
    expect(till.eventKinds()).not.toContain('shiftOpened')
  })

  it('that sold nothing has its Zs, and each closes the days since the one before', () => {
    const first = must(shifts().closeDay(anId(1), NO_PEOPLE))
    till.clock.advance(3 * DAY_MS)
    const second = must(shifts().closeDay(anId(2), NO_PEOPLE))
    const again = must(shifts().closeDay(anId(3), NO_PEOPLE))
    expect(first.days).toEqual({ from: '2026-11-21', to: '2026-11-21' })
    expect(second.days).toEqual({ from: '2026-11-22', to: '2026-11-24' })
    expect([again.number, again.days]).toEqual([3, null])
    expect(first.journal).toEqual({ seq: 0, hash: '0'.repeat(64) })
  })
})

describe('a shop that closes after midnight', () => {
  // The till begins at 15:00 in Berlin on the 21st.
  const at2330 = 8.5 * HOUR_MS
  const at0030 = 9.5 * HOUR_MS
  const close = (press: number, caller = OWNER) => {
    const { days } = shifts().x(caller)
    const z = must(shifts().closeDay(anId(press), caller))
    if (z.days !== null) expect(days).toEqual(z.days)
    return z
  }

  it('closes the evening before, with what was sold since midnight; the day after it has a Z of its own', () => {
    till.pay(1, ANA, PAID)
    till.clock.advance(at0030)
    till.pay(2, ANA, PAID)
    const night = close(1, MARA)
    expect([night.days, sales(night)]).toEqual([{ from: '2026-11-21', to: '2026-11-21' }, 2])
    till.clock.advance(at2330 - at0030 + DAY_MS)
    till.pay(3, ANA, PAID)
    expect(close(2).days).toEqual({ from: '2026-11-22', to: '2026-11-22' })
    till.clock.advance(HOUR_MS)
    till.pay(4, ANA, PAID)
    // Once more for the evening that is closed: the 23rd is not touched by it.
    expect(close(3).days).toBeNull()
    expect(must(shifts().z(3, OWNER))).toMatchObject({ number: 3 })
    till.clock.advance(at2330 - at0030 + DAY_MS)
    expect(close(4).days).toEqual({ from: '2026-11-23', to: '2026-11-23' })
    expect(foldJournal(till.journal.database).fault).toBeNull()
  })

  it('closes an evening without a sale as well, and counts each Z to the month of its evening', () => {
    close(1)
    till.clock.advance(9 * DAY_MS + at0030)
    expect(close(2).days).toEqual({ from: '2026-11-22', to: '2026-11-30' })
    const { z } = ZEvent.parse(JSON.parse(till.journal.entries().at(-1)?.body ?? ''))
    expect(z.day).toBe('2026-11-30')
  })

  it('closes the new day from four in the morning on', () => {
    close(1)
    till.clock.advance(at0030 + 3.5 * HOUR_MS - 1)
    expect(shifts().x(OWNER).days).toEqual({ from: '2026-11-21', to: '2026-11-21' })
    till.clock.advance(1)
    expect(close(2).days).toEqual({ from: '2026-11-22', to: '2026-11-22' })
  })

  it('has no evening before where the till began after midnight', () => {
    till.clock.advance(at0030)
    till.pay(1, ANA, PAID)
    expect(close(1, MARA).days).toEqual({ from: '2026-11-22', to: '2026-11-22' })
    expect(close(2).days).toBeNull()
  })
})

describe('a report', () => {
  it('says which till it is of; a Z as it was called then, whatever number it has now', () => {
    till.pay(1, ANA, PAID)
    const known = { till: 'Till 1', tillNumber: 2, tillId: anId(7) }
    expect(shifts().x(ANA)).toMatchObject(known)
    expect(must(shifts().report(1, ANA))).toMatchObject(known)
    expect(must(shifts().closeDay(anId(1), OWNER))).toMatchObject(known)
    till.heard.tillNumber = 3
    expect(must(shifts().z(1, OWNER))).toMatchObject(known)
    expect(shifts().x(OWNER)).toMatchObject({ ...known, tillNumber: 3 })
  })

  it('of a Z from before that says so', () => {
    const head = { attempt: anId(1), by: null, shop: 'Shop', till: 'Till 1', timeZone: 'UTC', from: null }
    const stored = { ...head, number: 1, day: '2026-11-21', days: null, shifts: [] }
    const unknown = { till: 'Till 1', tillNumber: null, tillId: null, allShifts: null }
    expect(ZHead.parse(stored)).toMatchObject(unknown)
  })

  it('of a Z that stored none of its shifts names those that its sums are from, as it did then', () => {
    till.pay(1, ANA, PAID)
    till.pay(2, BEN)
    must(shifts().closeDay(anId(1), MARA))
    const { database } = till.journal
    database.exec('DROP TRIGGER events_are_never_changed')
    database.exec("UPDATE events SET body = json_remove(body, '$.z.allShifts') WHERE kind = 'dayClosed'")
    expect(must(shifts().z(1, OWNER)).shifts).toMatchObject([{ number: 1 }])
    expect(foldJournal(database).fault).toBeNull()
  })
})

describe('a shift', () => {
  it('is opened by the first charge of somebody who has none, before anything of the charge', () => {
    till.pay(1, ANA, PAID)
    expect(till.eventKinds().slice(0, 2)).toEqual(['shiftOpened', 'intended'])
    expect(must(shifts().sellerOf(ANA))).toEqual({ cashier: ANA.person, shift: 1 })
    expect(must(shifts().sellerOf(BEN)).shift).toBe(2)
    expect(shifts().open(null, ANA)).toEqual({ ok: false, error: { code: 'shiftOpen', number: 1 } })
  })

  it('is seen by its own cashier and by who sees the till', () => {
    till.pay(1, ANA, PAID)
    till.pay(2, BEN, PAID)
    expect(shifts().view(ANA)).toMatchObject({ mine: { number: 1 }, open: [{ number: 1 }] })
    expect(shifts().view(MARA)).toMatchObject({ mine: null, open: [{ number: 1 }, { number: 2 }] })
    expect(shifts().view(null)).toMatchObject({ mine: null, open: [] })
    expect(shifts().report(2, ANA)).toEqual({ ok: false, error: { code: 'notFound' } })
    const own = must(shifts().report(1, ANA))
    expect([sales(own), own.people, own.until]).toEqual([1, [ANA.person], null])
    expect(sales(must(shifts().report(2, MARA)))).toBe(1)
    expect(shifts().report(3, OWNER)).toEqual({ ok: false, error: { code: 'notFound' } })
  })

  it('is closed by its own cashier, or by who may close others’', () => {
    must(shifts().open('100 in the drawer', ANA))
    must(shifts().open(null, BEN))
    const mayNot = { ok: false, error: { code: 'mayNot', ability: 'othersShift' } }
    expect(shifts().close({ number: 2, note: null }, ANA)).toEqual(mayNot)
    const report = must(shifts().close({ number: 1, note: 'counted' }, ANA))
    expect(report.shifts).toMatchObject([{ number: 1, note: '100 in the drawer · counted' }])
    expect(report.until).toBe(report.at)
    must(shifts().close({ number: 2, note: null }, MARA))
    const notOpen = { ok: false, error: { code: 'shiftNotOpen' } }
    expect(shifts().close({ number: 2, note: null }, MARA)).toEqual(notOpen)
    expect(must(shifts().open(null, ANA)).mine?.number).toBe(3)
  })
})

describe('the list of all shifts', () => {
  it('has the newest first, open and over, of everybody, and older ones from before a number', () => {
    till.pay(1, ANA, PAID)
    must(shifts().open(null, BEN))
    const { at: closedAt } = must(shifts().close({ number: 1, note: null }, ANA))
    must(shifts().open(null, ANA))
    expect(shifts().all(null, OWNER)).toMatchObject([
      { number: 3, person: ANA.person, closedAt: null },
      { number: 2, person: BEN.person, closedAt: null },
      { number: 1, person: ANA.person, closedAt },
    ])
    expect(
      shifts()
        .all(2, OWNER)
        .map(({ number }) => number),
    ).toEqual([1])
    expect(shifts().view(null)).toMatchObject({ lastShift: 3 })
  })

  it('is of who sees no history that of now', () => {
    must(shifts().open(null, ANA))
    till.clock.advance(DAY_MS)
    must(shifts().closeDay(anId(1), OWNER))
    must(shifts().open(null, BEN))
    expect(shifts().all(null, MARA)).toMatchObject([{ number: 2 }])
    expect(shifts().all(null, OWNER)).toMatchObject([{ number: 2 }, { number: 1 }])
  })

  it('is read a hundred at a time', () => {
    for (let number = 1; number <= 101; number++) {
      must(shifts().open(null, ANA))
      must(shifts().close({ number, note: null }, ANA))
    }
    expect(shifts().all(null, OWNER)).toHaveLength(100)
    expect(shifts().all(2, OWNER)).toMatchObject([{ number: 1 }])
  })
})

describe('a Z', () => {
  it('ends every shift, names who sold, and is signed', () => {
    till.pay(1, ANA, PAID)
    till.pay(2, BEN)
    const z = must(shifts().closeDay(anId(1), MARA))
    expect(till.eventKinds().slice(-3)).toEqual(['shiftClosed', 'shiftClosed', 'dayClosed'])
    expect(shifts().view(MARA).open).toEqual([])
    expect(z.people).toEqual([ANA.person, BEN.person])
    expect(z.shifts).toMatchObject([
      { number: 1, closedAt: z.at },
      { number: 2, closedAt: z.at },
    ])
    expect(z.totals.carried).toMatchObject([{ number: 2, cashier: 'ben' }])
    expect(till.heard.signed).toBe(1)
    const events = till.journal.entries()
    expect(z.journal).toEqual({ seq: events.length - 1, hash: events.at(-2)?.hash })
  })

  it('of one press of the key is one, whenever that press comes again', () => {
    till.pay(1, ANA, PAID)
    const first = must(shifts().closeDay(anId(1), MARA))
    till.pay(2, ANA, PAID)
    const events = till.journal.entries().length
    till.clock.advance(DAY_MS)
    expect(must(shifts().closeDay(anId(1), MARA))).toEqual(first)
    expect(till.journal.entries().length).toBe(events)
    const second = must(shifts().closeDay(anId(2), MARA))
    till.restart()
    expect([must(shifts().closeDay(anId(1), MARA)), must(shifts().z(2, OWNER))]).toEqual([first, second])
    expect([sales(first), sales(second)]).toEqual([1, 1])
  })

  it.each(['shifts', 'zs'])('that cannot be written whole is not written at all (%s)', (table) => {
    till.pay(1, ANA, PAID)
    const before = till.journal.entries().length
    const { database } = till.journal
    database.exec(
      `CREATE TRIGGER broken BEFORE ${table === 'zs' ? 'INSERT' : 'UPDATE'} ON ${table} BEGIN SELECT RAISE(ABORT, 'cut'); END`,
    )
    expect(shifts().closeDay(anId(1), MARA)).toMatchObject({
      ok: false,
      error: { code: 'journalUnavailable' },
    })
    expect(till.journal.entries().length).toBe(before)
    expect([shifts().view(MARA).open.length, shifts().view(MARA).lastZ, till.heard.signed]).toEqual([1, 0, 0])
    database.exec('DROP TRIGGER broken')
    expect(must(shifts().closeDay(anId(1), MARA))).toMatchObject({ number: 1 })
    expect(foldJournal(database).fault).toBeNull()
    expect(checkTable(database)).toEqual({ state: 'agrees', payments: 1 })
  })

  it('of before is the owner’s to read; who runs the day reads the last one', () => {
    till.pay(1, ANA, PAID)
    must(shifts().closeDay(anId(1), MARA))
    till.clock.advance(DAY_MS)
    till.pay(2, BEN, PAID)
    must(shifts().closeDay(anId(2), MARA))
    const notFound = { ok: false, error: { code: 'notFound' } }
    expect(shifts().z(1, MARA)).toEqual(notFound)
    expect(must(shifts().z(2, MARA)).number).toBe(2)
    expect(shifts().report(1, MARA)).toEqual(notFound)
    expect(must(shifts().report(2, MARA)).number).toBe(2)
    expect(
      shifts()
        .list(null, MARA)
        .map(({ number }) => number),
    ).toEqual([2])
    expect(shifts().list(2, MARA)).toEqual([])
    expect(shifts().list(null, OWNER)).toMatchObject([
      { number: 2, sales: 1, taken: [{ currency: 'EUR', goods: 1825, tip: 0 }] },
      { number: 1, by: MARA.person },
    ])
    expect(
      shifts()
        .list(2, OWNER)
        .map(({ number }) => number),
    ).toEqual([1])
  })

  it('is not the manager’s where it is the first, and more than this day is in it', () => {
    till.pay(1, ANA, PAID)
    must(shifts().close({ number: 1, note: null }, ANA))
    expect([shifts().reachesBack(), must(shifts().report(1, MARA)).number]).toEqual([false, 1])
    till.clock.advance(DAY_MS)
    till.pay(2, BEN, PAID)
    expect(shifts().reachesBack()).toBe(true)
    expect(shifts().report(1, MARA)).toEqual({ ok: false, error: { code: 'notFound' } })
    must(shifts().closeDay(anId(1), OWNER))
    expect(shifts().reachesBack()).toBe(false)
    const mayNot = { ok: false, error: { code: 'mayNot', ability: 'seeHistory' } }
    expect([shifts().z(1, MARA), shifts().list(null, MARA)]).toEqual([mayNot, []])
    expect(shifts().report(2, MARA)).toEqual({ ok: false, error: { code: 'notFound' } })
    expect([must(shifts().z(1, OWNER)).number, shifts().list(null, OWNER).length]).toEqual([1, 1])
  })

  it('that was doctored is named, also when the journal was hashed anew', () => {
    till.pay(1, ANA, PAID)
    must(shifts().closeDay(anId(1), MARA))
    must(shifts().closeDay(anId(2), MARA))
    const { database } = till.journal
    database.exec('DROP TRIGGER events_are_never_changed')
    const doctor = (path: string, value: string) =>
      database.exec(
        `UPDATE events SET body = json_set(body, '${path}', ${value}) WHERE kind = 'dayClosed' AND body ->> '$.z.number' = 1`,
      )
    const { seq } = foldJournal(database).fault ?? till.journal.entries().at(-2) ?? { seq: 0 }
    doctor('$.totals.cells[0].figures.sales', '0')
    expect(foldJournal(database).fault).toEqual({ seq, z: 1, what: 'totals' })
    doctor('$.totals.cells[0].figures.sales', '1')
    expect(foldJournal(database).fault).toBeNull()
    doctor('$.journal.seq', '2')
    expect(foldJournal(database).fault).toEqual({ seq, z: 1, what: 'place' })
    doctor('$.journal.seq', String(seq - 1))
    doctor('$.z.from', `'${at(1)}'`)
    expect(foldJournal(database).fault).toEqual({ seq, z: 1, what: 'order' })
    doctor('$.z.number', '7')
    expect(foldJournal(database).fault).toMatchObject({ seq, z: 7 })
  })
})

describe('an X', () => {
  it('is what the next Z would be, and changes nothing', () => {
    till.pay(1, ANA, PAID)
    till.pay(2, BEN, PAID)
    const before = till.journal.entries()
    const x = shifts().x(MARA)
    expect(shifts().x(MARA)).toEqual(x)
    expect(till.journal.entries()).toEqual(before)
    expect(x).toMatchObject({ kind: 'x', number: 1, by: MARA.person, until: null, from: null })
    expect(x.journal).toEqual({ seq: before.length, hash: before.at(-1)?.hash })
    const z = must(shifts().closeDay(anId(1), MARA))
    expect([z.totals, z.number, z.days, z.people]).toEqual([x.totals, x.number, x.days, x.people])
  })

  it('of a till of very many payments reads few rows', () => {
    const { database } = till.journal
    const plans = [
      'SELECT body FROM payments WHERE is_open = 1 ORDER BY number',
      'SELECT sum(owed) FROM payments WHERE owed > 0',
      'SELECT sum(refunding) FROM payments WHERE refunding > 0',
      'SELECT count(*) FROM payments WHERE attention = 1',
      'SELECT body FROM payments WHERE shift = 1 ORDER BY number',
      "SELECT body FROM payments WHERE cashier = 'ana' ORDER BY cashier, number DESC LIMIT 1",
      "SELECT figures FROM book_cells WHERE z = 1 AND cashier IS NULL AND shift IS 2 AND gateway IS 'a' AND is_correction = 0",
      'SELECT min(day) FROM payments',
    ].map((sql) => database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all())
    for (const plan of plans) {
      const details = plan.map(({ detail }) => String(detail))
      expect(
        details.every((detail) => /USING (COVERING )?INDEX/.test(detail)),
        details.join(),
      ).toBe(true)
    }
  })
})

describe('what a payment’s transaction says of the shop', () => {
  it('is found by the search’s terms, of payments and further deposits alone', () => {
    const sent: PaymentEvent = {
      kind: 'refund',
      at: at(90),
      refund: {
        id: 'r1',
        standing: 'sent',
        address: 'T',
        amount: '1.000000',
        transactionId: 'Ab03',
        sentAt: at(90),
      },
    }
    till.pay(1, NO_PEOPLE, observed({ status: 'finished', received: ASKED, transactionId: 'Ab01' }), sent)
    const { payments } = till
    expect(['Ab01', 'ab01', 'Ab03'].map(payments.hasTransaction)).toEqual([true, false, false])
    expect(createPaymentRepository(till.journal).ofShift(1)).toEqual([])
  })
})
