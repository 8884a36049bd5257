import type { DatabaseSync } from 'node:sqlite'
import { type Found, MOST_FOUND } from '../../../shared/contract/search.ts'
import { Payment } from '../../../shared/payment/payment.ts'
import type { NamedPerson } from '../../../shared/people/named.ts'
import { type Meant, meantBy } from './search-query.ts'

export type Sought = {
  readonly text: string
  /** Only payments with a smaller number; null: from the newest on. */
  readonly before?: number | null
  /** Only payments begun then or later; null: of any time. */
  readonly since?: string | null
  /** Who may be meant by a name. */
  readonly people?: readonly NamedPerson[]
}

export type PaymentSearch = {
  /**
   * The newest of what the text may mean, each once, newest first; none for an empty text.
   * @throws what SQLite throws, and when a payment cannot be read (the journal is damaged).
   */
  find(sought: Sought): Found
}

/** One more than is shown, to know whether there are more. */
const MOST = MOST_FOUND + 1

/** The last character there is: nothing that begins with a text is beyond the text and this. */
const LAST_CHARACTER = '\u{10FFFF}'

/** The numbers between which a payment has to be: the first is in, the last is out. */
type Numbers = { readonly from: number; readonly before: number }

/**
 * Finds payments of any time by number, amount, address, transaction id, reference or order id (`payment_terms`), or by who
 * charged them. Each meaning gives its newest, so that the newest of all are among them.
 */
export function createPaymentSearch(database: DatabaseSync): PaymentSearch {
  const isTerm = database.prepare(
    'SELECT number FROM payment_terms WHERE kind = ? AND term = ? AND number >= ? AND number < ? ORDER BY number DESC LIMIT ?',
  )
  const isPrice = database.prepare(
    `SELECT number FROM payment_terms JOIN payments USING (number)
     WHERE kind = 'price' AND term = ? AND number >= ? AND number < ?
     AND body ->> '$.price.currency' IN (SELECT value FROM json_each(?)) ORDER BY number DESC LIMIT ?`,
  )
  // Not DISTINCT, which would sort everything that begins so: two terms of one payment hardly ever begin alike.
  const beginsWith = database.prepare(
    `SELECT number FROM payment_terms WHERE kind = ? AND term >= ? AND term < ? AND number >= ? AND number < ?
     ORDER BY number DESC LIMIT ?`,
  )
  const isBy = database.prepare(
    'SELECT number FROM payments WHERE cashier = ? AND number >= ? AND number < ? ORDER BY number DESC LIMIT ?',
  )
  const firstSince = database.prepare('SELECT min(number) AS number FROM payments WHERE created_at >= ?')
  const byNumber = database.prepare('SELECT body FROM payments WHERE number = ?')

  function rowsOf(meant: Exclude<Meant, { kind: 'number' }>, { from, before }: Numbers) {
    switch (meant.kind) {
      case 'price':
        return isPrice.all(meant.term, from, before, JSON.stringify(meant.currencies), MOST)
      case 'usdt':
        return isTerm.all('usdt', meant.term, from, before, MOST)
      case 'cashier':
        return meant.people.flatMap((id) => isBy.all(id, from, before, MOST))
      default: {
        const { kind, beginning } = meant
        return beginsWith.all(kind, beginning, beginning + LAST_CHARACTER, from, before, 2 * MOST)
      }
    }
  }

  function numbersOf(meant: Meant, numbers: Numbers): readonly number[] {
    if (meant.kind !== 'number') return rowsOf(meant, numbers).map((row) => Number(row['number']))
    const { number } = meant
    return number >= numbers.from && number < numbers.before ? [number] : []
  }

  function read(number: number): Payment[] {
    const row = byNumber.get(number)
    return row ? [Payment.parse(JSON.parse(String(row['body'])))] : []
  }

  /** The first number of that time; null when nothing has been charged since. */
  function firstOf(since: string | null): number | null {
    if (since === null) return 0
    const number = firstSince.get(since)?.['number'] ?? null
    return number === null ? null : Number(number)
  }

  return {
    find({ text, before = null, since = null, people = [] }) {
      const from = firstOf(since)
      if (from === null) return { rows: [], hasMore: false }
      const numbers = { from, before: before ?? Number.MAX_SAFE_INTEGER }
      const all = new Set(meantBy(text, people).flatMap((meant) => numbersOf(meant, numbers)))
      const newest = [...all].toSorted((a, b) => b - a).slice(0, MOST)
      const rows = newest.flatMap(read)
      return { rows: rows.slice(0, MOST_FOUND), hasMore: rows.length > MOST_FOUND }
    },
  }
}
