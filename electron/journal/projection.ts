import type { DatabaseSync } from 'node:sqlite'

/** Counts up whenever what is computed from the events changes its form, so that older files are computed anew. */
const PROJECTION_VERSION = '5'

/** Whether the tables computed from the events have the form of this version. An empty journal has every form. */
export function isProjected(database: DatabaseSync): boolean {
  const row = database.prepare("SELECT value FROM meta WHERE key = 'projection'").get()
  return row?.['value'] === PROJECTION_VERSION
}

export function markProjected(database: DatabaseSync): void {
  database
    .prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('projection', ?)")
    .run(PROJECTION_VERSION)
}
