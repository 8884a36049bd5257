import type { DatabaseSync } from 'node:sqlite'
import { type Found, MOST_FOUND } from '../../../shared/contract/search.ts'
import { Payment } from '../../../shared/payment/payment.ts'
import type { NamedPerson } from '../../../shared/people/named.ts'
import { type Meant, meantBy, receiptMeant } from './search-query.ts'
import { TERM_SOURCES } from './search-table.ts'

/**
 * Which payments may be found. `day`: those of one business day. `sinceZ`: those that the last Z (its number) closed neither
 * itself nor before it, however long ago they began: what an X is about. `receipt`: of any time, but only the one that is named in full.
 */
export type SearchLimit =
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'sinceZ'; readonly z: number }
  | { readonly kind: 'receipt' }

export type Sought = {
  readonly text: string
  /** Only payments with a smaller number; null: from the newest on. */
  readonly before?: number | null
  /** Null: any. */
  readonly limit?: SearchLimit | null
  /** Who may be meant by a name. */
  readonly people?: readonly NamedPerson[]
}

export type PaymentSearch = {
  /**
   * The newest of what the text may mean, each once, newest first; of all for an empty text.
   * @throws what SQLite throws, and when a payment cannot be read (the journal is damaged).
   */
  find(sought: Sought): Found
}

/** One more than is shown, to know whether there are more. */
const MOST = MOST_FOUND + 1

/** The last character there is: nothing that begins with a text is beyond the text and this. */
const LAST_CHARACTER = '\u{10FFFF}'

/** The numbers between which a payment has to be (the first is in, the last is out), and what its limit is told. */
type Range = { readonly from: number; readonly before: number; readonly value: LimitValues }

/**
 * Finds payments of any time by number, amount, address, transaction id, reference or order id (`payment_terms`), or by who
 * charged them. Each meaning gives its newest, so that the newest of all are among them.
 */
export function createPaymentSearch(database: DatabaseSync): PaymentSearch {
  const queries = new Map<LimitKind, Queries>()

  function queriesFor(kind: LimitKind): Queries {
    const known = queries.get(kind) ?? prepareQueries(database, kind)
    queries.set(kind, known)
    return known
  }

  return {
    find({ text, before = null, limit = null, people = [] }) {
      const { numbersOf, firstOf, read } = queriesFor(limit?.kind ?? 'any')
      const value = toldTo(limit)
      const from = firstOf(value)
      if (from === null) return { rows: [], hasMore: false }
      const range = { from, before: before ?? Number.MAX_SAFE_INTEGER, value }
      const meanings = limit?.kind === 'receipt' ? receiptsMeant(text) : meantBy(text, people)
      const all = new Set(meanings.flatMap((meant) => numbersOf(meant, range)))
      const newest = [...all].toSorted((a, b) => b - a).slice(0, MOST)
      const rows = newest.flatMap((number) => read(number, value))
      return { rows: rows.slice(0, MOST_FOUND), hasMore: rows.length > MOST_FOUND }
    },
  }
}

function receiptsMeant(text: string): readonly Meant[] {
  const meant = receiptMeant(text)
  return meant === null ? [] : [meant]
}

type LimitKind = SearchLimit['kind'] | 'any'
type Queries = ReturnType<typeof prepareQueries>

/** What is asked of each payment that is found, and the smallest number of those of whom it is true: each from an index. */
const LIMITS: Readonly<Record<LimitKind, { readonly isIn: string; readonly first: string }>> = {
  any: { isIn: '', first: 'SELECT 0 AS number' },
  receipt: { isIn: '', first: 'SELECT 0 AS number' },
  day: {
    isIn: 'AND (SELECT day = ? FROM payments AS asked WHERE asked.number = found.number)',
    first: 'SELECT min(number) AS number FROM payments WHERE day = ?',
  },
  sinceZ: {
    isIn: 'AND (SELECT is_open = 1 OR z > ? FROM payments AS asked WHERE asked.number = found.number)',
    first: `SELECT min(number) AS number FROM (
      SELECT min(number) AS number FROM payments WHERE is_open = 1
      UNION ALL SELECT min(number) FROM payments WHERE z > ?)`,
  },
}

type LimitValues = readonly (string | number)[]

function toldTo(limit: SearchLimit | null): LimitValues {
  if (limit === null || limit.kind === 'receipt') return []
  return [limit.kind === 'day' ? limit.day : limit.z]
}

/** The statements with the limit in them: of many that match, those that may be found are not behind those that may not. */
function prepareQueries(database: DatabaseSync, limit: LimitKind) {
  const { isIn, first } = LIMITS[limit]
  const inTerms = (statement: (found: string) => string) => {
    const sources = TERM_SOURCES.map((source) => database.prepare(statement(`${source} AS found`)))
    return (...values: LimitValues) => sources.flatMap((source) => source.all(...values))
  }
  const isTerm = inTerms(
    (found) => `SELECT number FROM ${found}
     WHERE kind = ? AND term = ? AND number >= ? AND number < ? ${isIn} ORDER BY number DESC LIMIT ?`,
  )
  const isPrice = inTerms(
    (found) => `SELECT number FROM ${found} JOIN payments USING (number)
     WHERE kind = 'price' AND term = ? AND number >= ? AND number < ? ${isIn}
     AND body ->> '$.price.currency' IN (SELECT value FROM json_each(?)) ORDER BY number DESC LIMIT ?`,
  )
  // Not DISTINCT, which would sort everything that begins so: two terms of one payment hardly ever begin alike.
  const beginsWith = inTerms(
    (found) => `SELECT number FROM ${found}
     WHERE kind = ? AND term >= ? AND term < ? AND number >= ? AND number < ? ${isIn}
     ORDER BY number DESC LIMIT ?`,
  )
  const isBy = database.prepare(
    `SELECT number FROM payments AS found
     WHERE cashier = ? AND number >= ? AND number < ? ${isIn} ORDER BY number DESC LIMIT ?`,
  )
  const newest = database.prepare(
    `SELECT number FROM payments AS found WHERE number >= ? AND number < ? ${isIn} ORDER BY number DESC LIMIT ?`,
  )
  const firstOne = database.prepare(first)
  const byNumber = database.prepare(`SELECT body FROM payments AS found WHERE number = ? ${isIn}`)

  function rowsLike(meant: Exclude<Meant, { kind: 'number' }>, { from, before, value }: Range) {
    switch (meant.kind) {
      case 'newest':
        return newest.all(from, before, ...value, MOST)
      case 'price':
        return isPrice(meant.term, from, before, ...value, JSON.stringify(meant.currencies), MOST)
      case 'usdt':
        return isTerm('usdt', meant.term, from, before, ...value, MOST)
      case 'whole':
        return isTerm(meant.of, meant.term, from, before, ...value, MOST)
      case 'cashier':
        return meant.people.flatMap((id) => isBy.all(id, from, before, ...value, MOST))
      default: {
        const { kind, beginning } = meant
        return beginsWith(kind, beginning, beginning + LAST_CHARACTER, from, before, ...value, 2 * MOST)
      }
    }
  }

  return {
    numbersOf(meant: Meant, range: Range): readonly number[] {
      if (meant.kind !== 'number') return rowsLike(meant, range).map((row) => Number(row['number']))
      const { number } = meant
      return number >= range.from && number < range.before ? [number] : []
    },
    read(number: number, value: LimitValues): Payment[] {
      const row = byNumber.get(number, ...value)
      return row ? [Payment.parse(JSON.parse(String(row['body'])))] : []
    },
    /** The smallest number that may be found; null when there is none. */
    firstOf(value: LimitValues): number | null {
      const number = firstOne.get(...value)?.['number'] ?? null
      return number === null ? null : Number(number)
    },
  }
}
