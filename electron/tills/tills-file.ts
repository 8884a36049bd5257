import type { DatabaseSync } from 'node:sqlite'
import { openSideFile, type SideFile } from '../journal/side-file.ts'

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
  // 2: files of the folder that need not be read again. With the record they are lost, and the files are taken anew.
  `
  CREATE TABLE seen_files (
    folder  TEXT NOT NULL,
    name    TEXT NOT NULL,
    size    INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    PRIMARY KEY (folder, name)
  ) STRICT, WITHOUT ROWID;
  `,
]

const TILLS_FILE: SideFile = {
  name: 'record of bundles',
  /** "UTIL". */
  applicationId: 0x5554494c,
  synchronous: 'full',
  migrations: MIGRATIONS,
}

/**
 * Opens the record of other tills' bundles, creating it as needed. Where it was damaged a new one is begun: the bundles are where
 * they came from, and are imported again. Throws as `openSideFile`.
 */
export function openTillsFile(file: string, onPutAside: (name: string) => void): DatabaseSync {
  return openSideFile(file, TILLS_FILE, onPutAside)
}
