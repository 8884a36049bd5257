import type { DatabaseSync } from 'node:sqlite'
import { termsOf } from './search-table.ts'

export type DueTerms = {
  /**
   * Writes the terms of at most so many payments into the search table, the oldest first; whether more are due. On disk as a
   * whole or not at all, and part of the caller's transaction where there is one.
   * @throws what SQLite throws; they are then still due.
   */
  write(most: number): boolean
}

export function createDueTerms(database: DatabaseSync): DueTerms {
  const due = 'SELECT number FROM terms_due ORDER BY number LIMIT :most'
  // In the order of the table, which many at once then write from its beginning to its end.
  const write = database.prepare(
    `INSERT INTO payment_terms (kind, term, number)
     ${termsOf(`SELECT number, body FROM payments WHERE number IN (${due})`)}
     ORDER BY kind, term, number ON CONFLICT DO NOTHING`,
  )
  const written = database.prepare(`DELETE FROM terms_due WHERE number IN (${due})`)
  const isDue = database.prepare('SELECT 1 FROM terms_due LIMIT 1')

  return {
    write(most) {
      if (isDue.get() === undefined) return false
      database.exec('SAVEPOINT due_terms')
      try {
        write.run({ most })
        written.run({ most })
        // On disk with this, where nobody else has begun: a disk that is full may say so no sooner, and leaves it open.
        database.exec('RELEASE due_terms')
      } catch (error) {
        // What is lost with the disk has rolled back by itself.
        if (database.isTransaction) database.exec('ROLLBACK TO due_terms; RELEASE due_terms')
        throw error
      }
      return isDue.get() !== undefined
    },
  }
}
