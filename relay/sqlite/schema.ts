import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** "URLY" in ASCII: marks the file as the relay's (SQLite's application_id). */
const APPLICATION_ID = 0x55524c59

/** Another process (a command, a backup) may hold the file for a moment. */
const BUSY_MS = 5_000

/** Numbered migrations, frozen once landed: a change is a new one at the end. `user_version` counts those applied. */
const MIGRATIONS: readonly string[] = [
  // 1: AUTOINCREMENT, so that a removed channel's key is never another's.
  `
  CREATE TABLE channels (
    key          INTEGER PRIMARY KEY AUTOINCREMENT,
    name         TEXT NOT NULL UNIQUE,
    id           TEXT NOT NULL,
    id_hash      BLOB NOT NULL UNIQUE,
    token_hash   BLOB NOT NULL UNIQUE,
    created_at   TEXT NOT NULL,
    latest       INTEGER NOT NULL DEFAULT 0,
    acknowledged INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE deliveries (
    channel     INTEGER NOT NULL,
    id          INTEGER NOT NULL,
    gateway     TEXT NOT NULL,
    received_at TEXT NOT NULL,
    source      TEXT NOT NULL,
    headers     TEXT NOT NULL,
    body        BLOB NOT NULL,
    PRIMARY KEY (channel, id)
  ) STRICT;
  `,
]

/** Opens the relay's file for writing and brings it up to date. Throws when it is not ours, or of a newer version. */
export function openForWriting(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  closeSync(openSync(file, 'a', 0o600)) // SQLite's own files beside it get the same rights
  const database = new DatabaseSync(file, { timeout: BUSY_MS })
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    refuseForeign(database, file)
    migrate(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** A second connection beside the writer's: in WAL mode it never waits for a commit. */
export function openForReading(file: string): DatabaseSync {
  return new DatabaseSync(file, { readOnly: true, timeout: BUSY_MS })
}

function refuseForeign(database: DatabaseSync, file: string): void {
  const applied = numberOf(database, 'user_version')
  if (applied > MIGRATIONS.length) throw new Error(`${file} was written by a newer relay.`)
  if (applied > 0 && numberOf(database, 'application_id') !== APPLICATION_ID) {
    throw new Error(`${file} is not a relay's file.`)
  }
}

function migrate(database: DatabaseSync): void {
  // Two processes may open a new file at once: the count is read again under the lock.
  if (numberOf(database, 'user_version') === MIGRATIONS.length) return
  database.exec('BEGIN IMMEDIATE')
  try {
    const applied = numberOf(database, 'user_version')
    for (const sql of MIGRATIONS.slice(applied)) database.exec(sql)
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length}`)
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

function numberOf(database: DatabaseSync, pragma: 'user_version' | 'application_id'): number {
  return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma] ?? 0)
}
