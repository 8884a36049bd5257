import type { DatabaseSync } from 'node:sqlite'

/** What a file of ours is: whose it is, and how it came to its form. */
export type Schema = {
  /** Four letters in ASCII: marks the file as ours (SQLite's application_id). */
  readonly applicationId: number
  /** Frozen once landed: a change is a new number at the end. `PRAGMA user_version` holds how many were applied. */
  readonly migrations: readonly string[]
}

/** How many migrations were applied. */
export function userVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
}

/** Applies what is new, each in its own transaction. */
export function migrate(database: DatabaseSync, { applicationId, migrations }: Schema): void {
  const applied = userVersion(database)
  for (const [index, sql] of migrations.entries()) {
    if (index < applied) continue
    database.exec(
      `BEGIN IMMEDIATE; ${sql}; PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${index + 1}; COMMIT`,
    )
  }
}
