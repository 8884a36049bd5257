import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { ReconciledLog } from '../../shared/contract/reconciliation.ts'
import type { CallbackRow } from '../../shared/contract/relay.ts'
import type { Period } from '../../shared/reconciliation/books.ts'
import { COLUMNS, toRow } from '../relay/callback-log.ts'

/**
 * The callbacks that the relay received in a period. A log that is not there, or cannot be read, is said to be so: the
 * other two books are worth comparing without it.
 */
export function readRelayBook(
  file: string,
  { from, to }: Period,
): { readonly rows: readonly CallbackRow[]; readonly state: ReconciledLog['state'] } {
  if (!existsSync(file)) return { rows: [], state: 'none' }
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 2000 })
    try {
      // Named one by one, so that the index is used; what was ignored is about no charge.
      const rows = database
        .prepare(
          `SELECT ${COLUMNS} FROM callbacks
           WHERE verdict IN ('verified', 'refused') AND received_at >= ? AND received_at < ? ORDER BY id`,
        )
        .all(from, to)
      return { rows: rows.map(toRow), state: 'read' }
    } finally {
      database.close()
    }
  } catch {
    // Damaged, or of a newer till: the list of differences says that it was left out.
    return { rows: [], state: 'unreadable' }
  }
}
