import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** "UTIL" in ASCII: marks the file as ours (SQLite's application_id). */
const APPLICATION_ID = 0x5554494c

/** Frozen once landed: a change is a new number at the end. `PRAGMA user_version` holds how many were applied. */
const MIGRATIONS: readonly string[] = [
  // 1: a bundle is its file; the row says what stands in it, so that reports need not read files. `head` is its first line.
  `
  CREATE TABLE bundles (
    sha256      TEXT PRIMARY KEY,
    till_id     TEXT NOT NULL,
    z           INTEGER NOT NULL,
    hash        TEXT NOT NULL,
    day         TEXT NOT NULL,
    public_key  TEXT,
    counts      INTEGER NOT NULL,
    imported_at TEXT NOT NULL,
    head        TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX bundles_counted ON bundles (till_id, z) WHERE counts = 1;
  CREATE INDEX bundles_by_day ON bundles (till_id, day);
  `,
]

/**
 * Opens the record of other tills' bundles, creating it as needed. A file that cannot be read is put aside under another
 * name and a new one begun: the bundles are where they came from, and are imported again. Throws when neither can be done.
 */
export function openTillsFile(file: string, onPutAside: (name: string) => void): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  try {
    return open(file)
  } catch (error) {
    if (!isDamaged(error) || !existsSync(file)) throw error
    onPutAside(putAside(file))
    return open(file)
  }
}

function open(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 2000 })
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
    if (version > MIGRATIONS.length) throw new Error('The record of bundles is of a newer USDTill.')
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
