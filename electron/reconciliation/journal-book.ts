import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { Payment } from '../../shared/payment/payment.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import type { ListedCharge, Period } from '../../shared/reconciliation/books.ts'
import { err, ok, type Result } from '../../shared/result.ts'

export type JournalDays = {
  readonly payments: readonly Payment[]
  /** Of these something was recorded since the book was opened. */
  readonly moved: ReadonlySet<string>
}

/** The journal, for one comparison. Reads only. */
export type JournalBook = {
  /**
   * Every payment begun in the period, those that a row of the list names, and those with these ids; all as of one
   * moment. Errors: `journalUnavailable` when one of them cannot be read: a comparison that leaves it out would find
   * what is not so.
   */
  read(period: Period, rows: readonly ListedCharge[], ids: Iterable<string>): Result<JournalDays>
}

/** "Till1-0118-k3m9xq2p": the payment's number is in it (`makeOrderId`). */
const NUMBER_IN_ORDER = /-(\d{4,15})-[a-z0-9]{8}$/

export function openJournalBook(database: DatabaseSync): JournalBook {
  const last = Number(database.prepare('SELECT max(seq) AS seq FROM events').get()?.['seq'] ?? 0)
  // The sign keeps SQLite from taking them, each once, from an index of all events.
  const moved = database.prepare('SELECT DISTINCT +payment_id AS id FROM events WHERE seq > ?')
  const between = database.prepare(
    'SELECT body FROM payments WHERE created_at >= ? AND created_at < ? ORDER BY number',
  )
  const byId = database.prepare('SELECT body FROM payments WHERE id = ?')
  const byNumber = database.prepare('SELECT body FROM payments WHERE number = ?')
  const byCharge = database.prepare('SELECT body FROM payments WHERE charge_id = ?')

  /** By the charge that a deposit was sent to, and by the number in the order. */
  function takeNamed(found: Found, { observation }: ListedCharge): void {
    const { parentChargeId, orderId } = observation
    if (parentChargeId !== null) found.take(byCharge, parentChargeId)
    const number = NUMBER_IN_ORDER.exec(orderId ?? '')?.[1]
    if (number !== undefined) found.take(byNumber, Number(number))
  }

  return {
    read({ from, to }, rows, ids) {
      const found = createFound()
      database.exec('BEGIN')
      const movedIds = new Set(moved.all(last).map(({ id }) => String(id)))
      found.take(between, from, to)
      const known = new Set([...found.byId.values()].filter(isCharged).map(({ charge }) => charge.chargeId))
      for (const row of rows) {
        const { chargeId, parentChargeId } = row.observation
        if (!known.has(parentChargeId ?? chargeId)) takeNamed(found, row)
      }
      for (const id of ids) if (!found.byId.has(id)) found.take(byId, id)
      database.exec('COMMIT')
      return found.isWhole()
        ? ok({ payments: [...found.byId.values()], moved: movedIds })
        : err({ code: 'journalUnavailable', reason: 'damaged' } as const)
    },
  }
}

type Found = ReturnType<typeof createFound>

/** Payments by their id, and whether each of them could be read. */
function createFound() {
  const byId = new Map<string, Payment>()
  let isWhole = true
  return {
    byId,
    isWhole: () => isWhole,
    take(statement: StatementSync, ...values: (string | number)[]): void {
      for (const row of statement.iterate(...values)) {
        const payment = Payment.safeParse(parseJson(String(row['body'])))
        if (payment.success) byId.set(payment.data.id, payment.data)
        else isWhole = false
      }
    },
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The schema refuses it: that is how damage is told.
    return undefined
  }
}
