import { DatabaseSync } from 'node:sqlite'
import { assertNever } from '../../../shared/assert-never.ts'
import { PaymentEvent } from '../../../shared/payment/event.ts'
import type { NamedPerson } from '../../../shared/people/named.ts'
import { totalsOf } from '../../../shared/shift/book.ts'
import type { BookedPayment } from '../../../shared/shift/counting.ts'
import { createReadStored } from '../../reports/stored-payment.ts'
import { bookedOf } from '../../shifts/booked.ts'
import { journalEnd } from '../../shifts/journal-end.ts'
import type { ExportQuestion, ExportSource, PeriodSums } from '../export-request.ts'
import { CORRECTIONS_SHEET, type CorrectionRow } from '../sheets/corrections-sheet.ts'
import { createDaysTally, DAYS_SHEET, type DayRow } from '../sheets/days-sheet.ts'
import { withEmptyDays } from '../sheets/empty-days.ts'
import {
  type Decided,
  EXCEPTIONS_SHEET,
  type ExceptionRow,
  exceptionRows,
  isExceptional,
} from '../sheets/exceptions-sheet.ts'
import { createLocalTime } from '../sheets/local-time.ts'
import { factsOf, type PaymentFacts } from '../sheets/payment-facts.ts'
import { PAYMENTS_SHEET } from '../sheets/payments-sheet.ts'
import { type SheetName, type Table, tableOf } from '../sheets/sheet.ts'
import { type Corrected, correctedIn } from './corrected.ts'
import { passes } from './filters.ts'
import { daysAsked, whereOf } from './scope.ts'
import { unmatchedIn } from './unmatched.ts'
import { createWhoActed } from './who-acted.ts'

/** One reading of the journal, of which the payments are held one at a time. */
export type JournalPass = {
  /** How many payments there are to read. */
  readonly total: number
  /** A sheet by itself. */
  table(name: SheetName): Table
  /** All sheets, to be written in this order: the first is read, and the others come of it. */
  tables(): readonly Table[]
  /** What they all come to, each as it is. */
  sums(): PeriodSums
  close(): void
}

/** A payment by the index, with the last hash of it in the journal. */
const SELECT = `
  SELECT body, z, gateway, (SELECT hash FROM events WHERE payment_id = payments.id ORDER BY seq DESC LIMIT 1) AS digest
  FROM payments`
const DECIDED = "SELECT body FROM events WHERE payment_id = ? AND kind = 'decided' ORDER BY seq DESC LIMIT 1"

type Row = Readonly<Record<string, unknown>>

export type Heard = {
  /** Of each payment that is read; it may end the pass by throwing. */
  readonly read: () => void
  /** Of each that the filters let through. */
  readonly taken: () => void
}

/**
 * Opens the journal read-only, as it stands at this moment: whatever the till records meanwhile is in none of the
 * sheets.
 * @throws what SQLite throws, and `NoSuchScope`; and while rows are read, when a payment cannot be read (the journal is damaged).
 */
export function openJournalPass(
  { journalFile, mode, timeZone }: ExportSource,
  { scope, filters, shop }: Pick<ExportQuestion, 'scope' | 'filters' | 'shop'>,
  heard: Heard,
): JournalPass {
  const database = new DatabaseSync(journalFile, { readOnly: true, timeout: 2000 })
  // The last events of payments lie all over the index: with the usual two megabytes nearly every one is read from the file.
  database.exec('PRAGMA cache_size = -32000; BEGIN')
  const where = orClosed(() => whereOf(scope, database))
  const asked = orClosed(() => daysAsked(scope, database, shop))
  const counted = database
    .prepare(`SELECT count(*) AS n FROM payments WHERE ${where.sql}`)
    .get(...where.values)
  const all = database.prepare(`${SELECT} WHERE ${where.sql} ORDER BY day, number`)
  const one = database.prepare(`${SELECT} WHERE number = ?`)
  const decided = database.prepare(DECIDED)
  const localTime = createLocalTime(timeZone)
  const readStored = createReadStored()
  const whoActed = createWhoActed(database)
  const asInZ = scope.kind === 'z'

  function orClosed<T>(run: () => T): T {
    try {
      return run()
    } catch (error) {
      database.close()
      throw error
    }
  }

  function toFacts({ body, z, digest }: Row): PaymentFacts {
    const payment = readStored(String(body))
    return factsOf(payment, {
      createdLocal: localTime(payment.createdAt, payment.timeZone),
      mode,
      z: typeof z === 'number' ? z : null,
      digest: typeof digest === 'string' ? digest : null,
      acted: whoActed(payment),
    })
  }

  function* passed(): Generator<{ readonly facts: PaymentFacts; readonly row: Row }> {
    for (const row of all.iterate(...where.values)) {
      heard.read()
      const facts = toFacts(row)
      if (filters && !passes(filters, facts)) continue
      heard.taken()
      yield { facts, row }
    }
  }

  function* payments(): Generator<PaymentFacts> {
    for (const { facts } of passed()) yield facts
  }

  /** Notes everybody as they were called in the last payment of theirs that was read. */
  function* booked(people: Map<string, NamedPerson>): Generator<BookedPayment> {
    for (const { facts, row } of passed()) {
      const { payment, z } = facts
      if (payment.cashier !== null) people.set(payment.cashier.id, payment.cashier)
      const { gateway } = row
      yield bookedOf(payment, { z, gateway: typeof gateway === 'string' ? gateway : null })
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

  function* daysOf(): Generator<DayRow> {
    const tally = createDaysTally({ asInZ })
    for (const facts of payments()) tally.add(facts)
    yield* withEmptyDays(tally.rows(), asked)
  }

  function* exceptionsOf(): Generator<ExceptionRow> {
    for (const facts of payments()) {
      if (isExceptional(facts)) yield* rowsOf(facts)
    }
    yield* unmatched()
  }

  function unmatched(): Generator<ExceptionRow> {
    return unmatchedIn(database, { scope, ...(filters && { filters }), where }, readStored)
  }

  function corrected(): Generator<Corrected> {
    return correctedIn(database, scope, (number) => {
      const row = one.get(number)
      const facts = row ? toFacts(row) : null
      return facts && (!filters || passes(filters, facts)) ? facts : null
    })
  }

  function* correctionRows(): Generator<CorrectionRow> {
    for (const { row } of corrected()) yield row
  }

  return {
    total: Number(counted?.['n'] ?? 0),
    table(name) {
      switch (name) {
        case 'payments':
          return tableOf(PAYMENTS_SHEET, payments())
        case 'days':
          return tableOf(DAYS_SHEET, daysOf())
        case 'exceptions':
          return tableOf(EXCEPTIONS_SHEET, exceptionsOf())
        case 'corrections':
          return tableOf(CORRECTIONS_SHEET, correctionRows())
        default:
          return assertNever(name)
      }
    },
    tables() {
      const tally = createDaysTally({ asInZ })
      const exceptional: number[] = []
      function* noting(): Generator<PaymentFacts> {
        for (const facts of payments()) {
          tally.add(facts)
          if (isExceptional(facts)) exceptional.push(facts.payment.number)
          yield facts
        }
      }
      function* tallied(): Generator<DayRow> {
        yield* withEmptyDays(tally.rows(), asked)
      }
      function* again(): Generator<ExceptionRow> {
        for (const number of exceptional) {
          const row = one.get(number)
          if (row) yield* rowsOf(toFacts(row))
        }
        yield* unmatched()
      }
      return [
        tableOf(PAYMENTS_SHEET, noting()),
        tableOf(DAYS_SHEET, tallied()),
        tableOf(EXCEPTIONS_SHEET, again()),
        ...(scope.kind === 'z' ? [tableOf(CORRECTIONS_SHEET, correctionRows())] : []),
      ]
    },
    sums() {
      const people = new Map<string, NamedPerson>()
      const totals = totalsOf(booked(people))
      const corrections = scope.kind === 'z' ? [...corrected()].map(({ correction }) => correction) : []
      return {
        totals: { ...totals, corrections },
        journal: journalEnd(database),
        people: [...people.values()],
        days: asked === null ? null : asked.range,
      }
    },
    close: () => database.close(),
  }
}
