import type { DatabaseSync } from 'node:sqlite'
import { Payment } from '../../../shared/payment/payment.ts'
import { isMeant, type Meant, meantBy } from './search-query.ts'

export type PaymentSearch = {
  /** The newest of what the text may mean, one row each, newest first; none for an empty text. @throws what SQLite throws. */
  find(typed: string): readonly Payment[]
}

/** More than a person looks through: they type another character. */
const MOST = 50

/** The last character there is: nothing that begins with a text is beyond the text and this. */
const LAST_CHARACTER = '\u{10FFFF}'

/** Finds payments of any time by number, amount, address, transaction id, reference or order id (`payment_terms`). */
export function createPaymentSearch(database: DatabaseSync): PaymentSearch {
  const isTerm = database.prepare(
    'SELECT number FROM payment_terms WHERE kind = ? AND term = ? ORDER BY number DESC LIMIT ?',
  )
  const beginsWith = database.prepare(
    `SELECT DISTINCT number FROM (SELECT number FROM payment_terms WHERE kind = ? AND term >= ? AND term < ? LIMIT ?)
     ORDER BY number DESC LIMIT ?`,
  )
  const byNumber = database.prepare('SELECT body FROM payments WHERE number = ?')

  function numbersOf(meant: Meant): readonly number[] {
    if (meant.kind === 'number') return [meant.number]
    const { kind, match, term } = meant
    const rows =
      match === 'is'
        ? isTerm.all(kind, term, MOST)
        : beginsWith.all(kind, term, term + LAST_CHARACTER, MOST_LOOKED_AT, MOST)
    return rows.map((row) => Number(row['number']))
  }

  function read(number: number): Payment[] {
    const row = byNumber.get(number)
    return row ? [Payment.parse(JSON.parse(String(row['body'])))] : []
  }

  function paymentsOf(meant: Meant): Payment[] {
    return numbersOf(meant)
      .flatMap(read)
      .filter((payment) => isMeant(payment, meant))
  }

  return {
    find(typed) {
      const found = meantBy(typed).flatMap(paymentsOf)
      const once = new Map(found.map((payment) => [payment.number, payment]))
      return [...once.values()].sort((a, b) => b.number - a.number).slice(0, MOST)
    },
  }
}

/** Of a beginning that very many have ("t", for tables) the newest are not looked for among all. */
const MOST_LOOKED_AT = 20_000
