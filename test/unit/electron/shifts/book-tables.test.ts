import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { verifyJournal } from '../../../../electron/journal/verify-journal.ts'
import { checkTable } from '../../../../electron/payments/table-check.ts'
import { foldJournal } from '../../../../electron/shifts/journal-fold.ts'
import { NO_PEOPLE } from '../../../../shared/people/caller.ts'
import { wholeOf } from '../../../../shared/shift/cells.ts'
import { figuresOf } from '../../../../shared/shift/counting.ts'
import { sumOf } from '../../../../shared/shift/figures.ts'
import { anyCommands, anyFates } from '../../shared/shift/shift-world.ts'
import { type KeptTill, liveOn, openKeptTill } from './kept-till.ts'

// Each run writes a journal of up to a hundred events to a file.
vi.setConfig({ testTimeout: 120_000 })
const RUNS = { numRuns: 40 }

function overAnyHistory(expectation: (till: KeptTill) => void): void {
  fc.assert(
    fc.property(anyFates, anyCommands, (fates, commands) => {
      const till = openKeptTill()
      try {
        liveOn(till, fates, commands)
        expectation(till)
      } finally {
        till.close()
      }
    }),
    RUNS,
  )
}

const TABLES = ['payments', 'book_cells', 'book_corrections', 'shifts', 'zs'] as const

/** Every row, its JSON read: the order of its fields says nothing. */
function dump({ journal }: KeptTill) {
  const rowsOf = (table: string) =>
    journal.database
      .prepare(`SELECT * FROM ${table}`)
      .all()
      .map(({ body = null, figures = null, ...row }) => ({ row, body: read(body), figures: read(figures) }))
      .toSorted((a, b) => (JSON.stringify(a.row) < JSON.stringify(b.row) ? -1 : 1))
  return Object.fromEntries(TABLES.map((table) => [table, rowsOf(table)]))
}

function read(text: unknown): unknown {
  return text === null ? null : JSON.parse(String(text))
}

describe('the book, after any history', () => {
  it('is what the events come to, and so is every Z', () => {
    overAnyHistory((till) => {
      const { database } = till.journal
      expect(verifyJournal(database).fault).toBeNull()
      const fold = foldJournal(database)
      expect(fold.fault).toBeNull()
      const { size } = fold.payments
      expect(checkTable(database, fold)).toEqual({ state: 'agrees', payments: size })
    })
  })

  it('has reports that are together the plain sum of the payments as they are', () => {
    overAnyHistory((till) => {
      const shifts = till.shifts()
      const zs = zsOf(till)
      const together = sumOf([...zs, shifts.x(NO_PEOPLE)].map(({ totals }) => wholeOf(totals.cells)))
      const plain = [...foldJournal(till.journal.database).payments.values()].map(({ payment, place }) =>
        figuresOf({ payment, gateway: place.gateway, cashier: null, shift: null, sale: payment.sale }),
      )
      expect(together).toEqual(sumOf(plain))
    })
  })

  it('has Zs that follow one another without a gap, each from where the one before ended', () => {
    overAnyHistory((till) => {
      const zs = zsOf(till)
      expect(zs.map(({ number }) => number)).toEqual(zs.map((_, index) => index + 1))
      expect(zs.map(({ from }) => from)).toEqual([null, ...zs.map(({ at }) => at)].slice(0, zs.length))
      const ends = zs.map(({ journal }) => journal.seq)
      expect(new Set(ends).size).toBe(ends.length)
      const closed = zs.flatMap(({ days }) => (days ? [days] : []))
      closed.slice(1).forEach(({ from }, index) => {
        expect(from > (closed[index]?.to ?? '')).toBe(true)
      })
    })
  })

  it('is the same when it is made anew from the events, also from nothing', () => {
    overAnyHistory((till) => {
      const before = dump(till)
      expect(till.payments.rebuild()).toEqual({ ok: true, value: null })
      expect(dump(till)).toEqual(before)
      for (const table of TABLES) till.journal.database.exec(`DELETE FROM ${table}`)
      expect(till.payments.rebuild()).toEqual({ ok: true, value: null })
      expect(dump(till)).toEqual(before)
    })
  })

  it('goes on after a restart as if there had been none', () => {
    overAnyHistory((till) => {
      const view = till.shifts().view(NO_PEOPLE)
      const x = till.shifts().x(NO_PEOPLE)
      till.restart()
      expect(till.shifts().view(NO_PEOPLE)).toEqual(view)
      expect(till.shifts().x(NO_PEOPLE)).toEqual(x)
    })
  })
})

function zsOf(till: KeptTill) {
  const { lastZ } = till.shifts().view(NO_PEOPLE)
  return Array.from({ length: lastZ }, (_, index) => {
    const z = till.shifts().z(index + 1, NO_PEOPLE)
    if (!z.ok) throw new Error(`no Z ${index + 1}`)
    return z.value
  })
}
