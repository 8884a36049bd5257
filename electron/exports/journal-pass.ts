import { DatabaseSync } from 'node:sqlite'
import { assertNever } from '../../shared/assert-never.ts'
import { PaymentEvent } from '../../shared/payment/event.ts'
import { Payment } from '../../shared/payment/payment.ts'
import type { ExportPeriod, ExportSource } from './export-request.ts'
import { createDaysTally, DAYS_SHEET, type DayRow } from './sheets/days-sheet.ts'
import {
  type Decided,
  EXCEPTIONS_SHEET,
  type ExceptionRow,
  exceptionRows,
  isExceptional,
} from './sheets/exceptions-sheet.ts'
import { createLocalTime } from './sheets/local-time.ts'
import { factsOf, type PaymentFacts } from './sheets/payment-facts.ts'
import { PAYMENTS_SHEET } from './sheets/payments-sheet.ts'
import { type SheetName, type Table, tableOf } from './sheets/sheet.ts'

/** One reading of the journal, of which the payments are held one at a time. */
export type JournalPass = {
  /** How many payments there are to read. */
  readonly total: number
  /** A sheet by itself. */
  table(name: SheetName): Table
  /** All sheets, to be written in this order: the first is read, and the others come of it. */
  tables(): readonly Table[]
  close(): void
}

/** Every payment in its order by the index, each with the last hash of it in the journal. */
const PAYMENTS = `
  SELECT body, (SELECT hash FROM events WHERE payment_id = payments.id ORDER BY seq DESC LIMIT 1) AS digest
  FROM payments WHERE day BETWEEN ? AND ? ORDER BY day, number`
const ONE = `
  SELECT body, (SELECT hash FROM events WHERE payment_id = payments.id ORDER BY seq DESC LIMIT 1) AS digest
  FROM payments WHERE number = ?`
const DECIDED = "SELECT body FROM events WHERE payment_id = ? AND kind = 'decided' ORDER BY seq DESC LIMIT 1"

type Row = Readonly<Record<string, unknown>>

/**
 * Opens the journal read-only, as it stands at this moment: whatever the till records meanwhile is in none of the
 * sheets. `onRead` hears of each payment, and may end the pass by throwing.
 * @throws what SQLite throws; and while rows are read, when a payment cannot be read (the journal is damaged).
 */
export function openJournalPass(
  { journalFile, mode, timeZone }: ExportSource,
  { from, until }: ExportPeriod,
  onRead: () => void,
): JournalPass {
  const database = new DatabaseSync(journalFile, { readOnly: true, timeout: 2000 })
  // The last events of payments lie all over the index: with the usual two megabytes nearly every one is read from the file.
  database.exec('PRAGMA cache_size = -32000; BEGIN')
  const days = [from ?? '0000-01-01', until ?? '9999-12-31'] as const
  const counted = database
    .prepare('SELECT count(*) AS n FROM payments WHERE day BETWEEN ? AND ?')
    .get(...days)
  const one = database.prepare(ONE)
  const decided = database.prepare(DECIDED)
  const localTime = createLocalTime(timeZone)

  function toFacts({ body, digest }: Row): PaymentFacts {
    const payment = Payment.parse(JSON.parse(String(body)))
    const createdLocal = localTime(payment.createdAt, payment.timeZone)
    return factsOf(payment, { createdLocal, mode, digest: typeof digest === 'string' ? digest : null })
  }

  function* payments(): Generator<PaymentFacts> {
    for (const row of database.prepare(PAYMENTS).iterate(...days)) {
      onRead()
      yield toFacts(row)
    }
  }

  function lastDecided(paymentId: string): Decided | null {
    const row = decided.get(paymentId)
    const event = row ? PaymentEvent.parse(JSON.parse(String(row['body']))) : undefined
    return event?.kind === 'decided' ? event : null
  }

  function rowsOf(facts: PaymentFacts): ExceptionRow[] {
    return exceptionRows(facts, lastDecided(facts.payment.id))
  }

  return {
    total: Number(counted?.['n'] ?? 0),
    table(name) {
      switch (name) {
        case 'payments':
          return tableOf(PAYMENTS_SHEET, payments())
        case 'days':
          return tableOf(DAYS_SHEET, daysOf(payments()))
        case 'exceptions':
          return tableOf(EXCEPTIONS_SHEET, exceptionsOf(payments(), rowsOf))
        default:
          return assertNever(name)
      }
    },
    tables() {
      const tally = createDaysTally()
      const exceptional: number[] = []
      function* noting(): Generator<PaymentFacts> {
        for (const facts of payments()) {
          tally.add(facts)
          if (isExceptional(facts)) exceptional.push(facts.payment.number)
          yield facts
        }
      }
      function* tallied(): Generator<DayRow> {
        yield* tally.rows()
      }
      function* again(): Generator<ExceptionRow> {
        for (const number of exceptional) {
          const row = one.get(number)
          if (row) yield* rowsOf(toFacts(row))
        }
      }
      return [
        tableOf(PAYMENTS_SHEET, noting()),
        tableOf(DAYS_SHEET, tallied()),
        tableOf(EXCEPTIONS_SHEET, again()),
      ]
    },
    close: () => database.close(),
  }
}

function* daysOf(payments: Iterable<PaymentFacts>): Generator<DayRow> {
  const tally = createDaysTally()
  for (const facts of payments) tally.add(facts)
  yield* tally.rows()
}

function* exceptionsOf(
  payments: Iterable<PaymentFacts>,
  rowsOf: (facts: PaymentFacts) => readonly ExceptionRow[],
): Generator<ExceptionRow> {
  for (const facts of payments) {
    if (isExceptional(facts)) yield* rowsOf(facts)
  }
}
