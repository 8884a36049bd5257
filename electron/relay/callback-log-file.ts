import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** "UCBL" in ASCII: marks the file as ours (SQLite's application_id). */
const APPLICATION_ID = 0x5543424c

/** Frozen once landed: a change is a new number at the end. `PRAGMA user_version` holds how many were applied. */
const MIGRATIONS: readonly string[] = [
  // 1: an id may come again with other content, from a relay that was put back from a copy; the time tells them apart.
  `
  CREATE TABLE callbacks (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    channel        TEXT NOT NULL,
    delivery       INTEGER NOT NULL,
    received_at    TEXT NOT NULL,
    source         TEXT NOT NULL,
    gateway        TEXT NOT NULL,
    verdict        TEXT NOT NULL,
    detail         TEXT,
    charge_id      TEXT,
    payment_id     TEXT,
    payment_number INTEGER,
    outcome        TEXT NOT NULL,
    status_before  TEXT,
    status_after   TEXT,
    UNIQUE (channel, delivery, received_at)
  ) STRICT;
  CREATE INDEX callbacks_by_verdict ON callbacks (verdict, received_at);
  CREATE INDEX callbacks_looked_at ON callbacks (id) WHERE outcome = 'looking';
  CREATE TABLE position (
    row      INTEGER PRIMARY KEY CHECK (row = 1),
    channel  TEXT NOT NULL,
    delivery INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE greeting (
    row     INTEGER PRIMARY KEY CHECK (row = 1),
    address TEXT NOT NULL,
    channel TEXT NOT NULL
  ) STRICT;
  `,
]

/**
 * Opens the log of callbacks, creating it as needed. The till sells without it, so a file that cannot be read is put aside
 * under another name and a new one begun: what the relay still keeps comes again. Throws when neither can be done.
 */
export function openCallbackLogFile(file: string, onPutAside: (name: string) => void): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  try {
    return open(file)
  } catch (error) {
    if (!isDamaged(error) || !existsSync(file)) throw error
    onPutAside(putAside(file))
    return open(file)
  }
}

/**
 * WAL without a sync for each callback: rows and the position among them are in one file, so that a power cut takes the
 * last of both, and the relay sends them again.
 */
function open(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 2000 })
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
    if (version > MIGRATIONS.length) throw new Error('The log of callbacks is of a newer USDTill.')
    for (const [index, sql] of MIGRATIONS.entries()) {
      if (index < version) continue
      database.exec(
        `BEGIN IMMEDIATE; ${sql}; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${index + 1}; COMMIT`,
      )
    }
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB (sqlite.org/rescode.html). */
function isDamaged(error: unknown): boolean {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0
  return code === 11 || code === 26
}

function putAside(file: string): string {
  let name = `${file}.damaged`
  for (let count = 2; existsSync(name); count += 1) name = `${file}.damaged-${count}`
  renameSync(file, name)
  for (const part of ['-wal', '-shm']) {
    if (existsSync(file + part)) renameSync(file + part, name + part)
  }
  return name
}
