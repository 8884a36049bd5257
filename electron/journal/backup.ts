import { existsSync } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'

/**
 * Copies a journal while the till may be writing it, by SQLite's own online backup; the copy is a whole journal by
 * itself (restoring is putting it where the original was). Reads over a connection of its own, so that nothing waits.
 * @throws when the copy exists already (never written over) or cannot be written.
 */
export async function backUpJournal(file: string, copy: string): Promise<void> {
  if (existsSync(copy)) throw new Error(`${copy} exists already`)
  const source = new DatabaseSync(file, { readOnly: true, timeout: 5000 })
  try {
    await backup(source, copy)
  } finally {
    source.close()
  }
}
