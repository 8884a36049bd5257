import type { DatabaseSync } from 'node:sqlite'
import { openSideFile, type SideFile } from '../journal/side-file.ts'

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

const CALLBACK_LOG: SideFile = {
  name: 'log of callbacks',
  /** "UCBL". */
  applicationId: 0x5543424c,
  // Rows and the position among them are in one file, so that a power cut takes the last of both, and the relay sends them again.
  synchronous: 'normal',
  migrations: MIGRATIONS,
}

/**
 * Opens the log of callbacks, creating it as needed. Where it was damaged a new one is begun: what the relay still keeps comes
 * again. Throws as `openSideFile`.
 */
export function openCallbackLogFile(file: string, onPutAside: (name: string) => void): DatabaseSync {
  return openSideFile(file, CALLBACK_LOG, onPutAside)
}
