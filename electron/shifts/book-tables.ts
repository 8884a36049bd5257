import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { formatUsdt } from '../../shared/money/usdt.ts'
import { Payment } from '../../shared/payment/payment.ts'
import { carriedOf } from '../../shared/shift/carried.ts'
import { inOrder } from '../../shared/shift/cells.ts'
import { Figures } from '../../shared/shift/figures.ts'
import type {
  CarriedPayment,
  Cell,
  CellKey,
  Correction,
  Standing,
  Totals,
} from '../../shared/shift/totals.ts'
import type { BookStore } from './book-entry.ts'

/** The only SQL for the sums of the reports. */
export type BookTables = BookStore & {
  /** What a report says now, without reading the payments it is about: of the next Z, the X. */
  totals(z: number): Totals
  cells(z: number): readonly Cell[]
  corrections(z: number): readonly Correction[]
  clear(): void
}

type Row = Record<string, unknown>

export function createBookTables(database: DatabaseSync): BookTables {
  const cellBy = database.prepare(
    `SELECT rowid AS id, figures FROM book_cells
     WHERE z = ? AND cashier IS ? AND shift IS ? AND gateway IS ? AND is_correction = ?`,
  )
  const addCell = database.prepare(
    'INSERT INTO book_cells (z, cashier, shift, gateway, is_correction, figures) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const changeCell = database.prepare('UPDATE book_cells SET figures = ? WHERE rowid = ?')
  const removeCell = database.prepare('DELETE FROM book_cells WHERE rowid = ?')
  const cellsOf = database.prepare(
    'SELECT cashier, shift, gateway, is_correction, figures FROM book_cells WHERE z = ?',
  )
  const correctionBy = database.prepare('SELECT figures FROM book_corrections WHERE z = ? AND payment_id = ?')
  const keepCorrection = database.prepare(
    `INSERT INTO book_corrections (z, payment_id, number, home, figures) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (z, payment_id) DO UPDATE SET figures = excluded.figures`,
  )
  const removeCorrection = database.prepare('DELETE FROM book_corrections WHERE z = ? AND payment_id = ?')
  const correctionsOf = database.prepare(
    'SELECT payment_id, number, home, figures FROM book_corrections WHERE z = ? ORDER BY number',
  )
  const open = database.prepare('SELECT body FROM payments WHERE is_open = 1 ORDER BY number')
  // Each from an index of its own that holds nothing else. As text: a sum may be beyond what a double holds exactly.
  const standing = database.prepare(
    `SELECT (SELECT count(*) FROM payments WHERE attention = 1) AS exceptions,
       (SELECT CAST(coalesce(sum(owed), 0) AS TEXT) FROM payments WHERE owed > 0) AS owed,
       (SELECT CAST(coalesce(sum(refunding), 0) AS TEXT) FROM payments WHERE refunding > 0) AS refunding`,
  )

  const kept = createKeptFigures()

  const cells = (z: number) => inOrder(cellsOf.all(z).map(toCell))
  const corrections = (z: number) => correctionsOf.all(z).map(toCorrection)

  function readStanding(): Standing {
    const row = standing.get() ?? {}
    return {
      exceptions: Number(row['exceptions'] ?? 0),
      owed: formatUsdt(BigInt(String(row['owed'] ?? 0))),
      refunding: formatUsdt(BigInt(String(row['refunding'] ?? 0))),
    }
  }

  return {
    changeCell(z, key, change) {
      const row = cellBy.get(...cellKey(z, key))
      const figures = change(row && kept.read(row))
      const id = row ? Number(row['id']) : undefined
      if (figures !== null && id === undefined) addCell.run(...cellKey(z, key), kept.write(figures))
      else if (figures !== null && id !== undefined) changeCell.run(kept.write(figures), id)
      else if (id !== undefined) removeCell.run(id)
    },
    changeCorrection(z, { paymentId, number, z: home }, change) {
      const row = correctionBy.get(z, paymentId)
      const figures = change(row && readFigures(row))
      if (figures === null) removeCorrection.run(z, paymentId)
      else keepCorrection.run(z, paymentId, number, home, JSON.stringify(figures))
    },
    cells,
    corrections,
    totals: (z) => ({
      cells: cells(z),
      corrections: corrections(z),
      carried: open.all().map(toCarried),
      standing: readStanding(),
    }),
    clear: () => database.exec('DELETE FROM book_cells; DELETE FROM book_corrections'),
  }
}

/** As many as cashiers and gateways have cells in a day. */
const KEPT = 16

/** Sums as they were written last: the next payment adds to one of them, and the same text is the same sums. */
function createKeptFigures() {
  const kept = new Map<string, Figures>()
  return {
    write(figures: Figures): string {
      const text = JSON.stringify(figures)
      kept.set(text, figures)
      const [oldest] = kept.keys()
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
      return text
    },
    read(row: Row): Figures {
      const text = String(row['figures'])
      const known = kept.get(text)
      kept.delete(text)
      return known ?? readFigures(row)
    },
  }
}

function cellKey(z: number, { cashier, shift, gateway, isCorrection }: CellKey): SQLInputValue[] {
  return [z, cashier, shift, gateway, isCorrection ? 1 : 0]
}

function readFigures(row: Row): Figures {
  return Figures.parse(JSON.parse(String(row['figures'])))
}

function toCell(row: Row): Cell {
  const { cashier, shift, gateway } = row
  return {
    cashier: cashier === null ? null : String(cashier),
    shift: shift === null ? null : Number(shift),
    gateway: gateway === null ? null : String(gateway),
    isCorrection: row['is_correction'] === 1,
    figures: readFigures(row),
  }
}

function toCorrection(row: Row): Correction {
  return {
    paymentId: String(row['payment_id']),
    number: Number(row['number']),
    z: Number(row['home']),
    figures: readFigures(row),
  }
}

function toCarried(row: Row): CarriedPayment {
  const payment = Payment.parse(JSON.parse(String(row['body'])))
  return carriedOf(payment, payment.cashier?.id ?? null)
}
